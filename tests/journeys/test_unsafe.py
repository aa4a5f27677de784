"""Telling something unsafe as anybody, on a phone, and without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from situation.models import PublicWord
from tests.conftest import Town
from tests.journeys.conftest import opened
from tests.journeys.test_every_page import faults, signed_in
from tests.situation import town
from tests.situation.town import BUS_SQUARE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
A_PERSON = 2500
"""Milliseconds: nobody writes faster, the page holds."""
WORDS = {
    "sv": ("Mörkt, trasig belysning", "Här, där jag är", "Skicka", "Tack"),
    "en": ("Dark, broken lighting", "Here, where I am", "Send", "Thank you"),
}


@pytest.fixture
def door(karin: User, ostersund: Town) -> None:
    town.cycles(karin, ostersund)
    town.door(karin, ostersund)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_anybody_tells_where_they_stand_with_a_few_taps(
    language: str, browser: Browser, live_server: LiveServer, door: None
) -> None:
    said: list[str] = []
    latitude, longitude = BUS_SQUARE
    page = opened(
        browser, said, is_mobile=True, has_touch=True, permissions=["geolocation"],
        geolocation={"latitude": latitude, "longitude": longitude},
    )  # fmt: skip
    page.set_viewport_size({"width": 390, "height": 844})
    what, here, send, thanks = WORDS[language]
    page.goto(f"{live_server.url}/unsafe/2380/?language={language}")
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_label(what, exact=True).tap()
    page.get_by_role("button", name=here).tap()
    expect(page.locator("#place-said")).not_to_be_empty()
    page.wait_for_timeout(A_PERSON)
    page.get_by_role("button", name=send, exact=True).tap()
    page.wait_for_url("**/told*")
    expect(page.get_by_role("heading", level=1)).to_contain_text(thanks)
    assert Axe().run(page).response["violations"] == []
    row = PublicWord.objects.get()
    assert (row.latitude, row.longitude) == BUS_SQUARE
    assert said == []
    page.context.close()


def test_without_javascript_and_in_a_hurry_nothing_is_lost(
    scriptless: Page, live_server: LiveServer, door: None
) -> None:
    scriptless.goto(f"{live_server.url}/unsafe/")
    scriptless.get_by_label("Klotter", exact=True).check()
    scriptless.get_by_label("Var, med ord").fill("Under bron")
    scriptless.get_by_role("button", name="Skicka", exact=True).click()
    again = scriptless.get_by_role("button", name="Skicka", exact=True)
    if scriptless.get_by_text("tryck en gång till").count():
        scriptless.wait_for_timeout(A_PERSON)
        again.click()
    scriptless.get_by_text("Tack, det är berättat").first.wait_for()
    assert PublicWord.objects.get().where == "Under bron"


def test_the_pages_of_what_the_public_told_are_sound(
    wanderer: Page,
    live_server: LiveServer,
    door: None,
    karin: User,
    ostersund: Town,
) -> None:
    row = town.word(ostersund, text="Påhitt")
    signed_in(wanderer, live_server, karin)
    wrong = {}
    for path in (
        "/situation/public/", "/situation/public/?all", f"/situation/public/{row.pk}/",
    ):  # fmt: skip
        answer = wanderer.goto(f"{live_server.url}{path}")
        assert answer is not None
        assert answer.status == 200, path
        for details in wanderer.locator("main details summary").all():
            details.click()
        if found := list(faults(wanderer)):
            wrong[path] = found
    assert wrong == {}
