"""Telling what one saw, on a phone: from the link to “told” within a minute and five taps."""

import time
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from situation.models import Report
from situation.services.reporters import link_of
from tests.conftest import Town
from tests.journeys.conftest import opened
from tests.journeys.test_every_page import faults, signed_in
from tests.situation import town
from tests.situation.town import BUS_SQUARE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_TAPS, MOST_SECONDS = 5, 60
A_HAND = 2.5
"""Seconds that somebody needs for each tap, with gloves on: added to what was measured."""
WORDS = {
    "sv": ("Bråk eller våld", "Här, där jag är", "markerad", "allvarligt", "Skicka", "Tack"),
    "en": ("Fighting or violence", "Here, where I am", "marked", "serious", "Send", "Thank"),
}  # fmt: skip


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_report_takes_five_taps_and_a_minute(
    language: str,
    browser: Browser,
    live_server: LiveServer,
    karin: User,
    ostersund: Town,
) -> None:
    town.cycles(karin, ostersund)
    who = town.reporter(karin, ostersund, language=language)
    said: list[str] = []
    latitude, longitude = BUS_SQUARE
    page = opened(
        browser, said, is_mobile=True, has_touch=True, permissions=["geolocation"],
        geolocation={"latitude": latitude, "longitude": longitude},
    )  # fmt: skip
    page.set_viewport_size({"width": 390, "height": 844})
    what, here, marked, serious, send, thanks = WORDS[language]
    began = time.monotonic()
    page.goto(_on(live_server, link_of(who)))
    taps = 1  # the link in the mail
    assert page.locator("html").get_attribute("lang") == language
    page.get_by_label(what, exact=True).tap()
    page.get_by_role("button", name=here).tap()
    expect(page.locator("#place-said")).to_contain_text(marked)
    page.get_by_label(serious, exact=True).tap()
    page.get_by_role("button", name=send, exact=True).tap()
    taps += 4
    page.get_by_text(thanks).first.wait_for()
    took = time.monotonic() - began + taps * A_HAND
    assert taps <= MOST_TAPS
    assert took <= MOST_SECONDS
    row = Report.objects.get()
    assert (row.latitude, row.longitude) == BUS_SQUARE
    assert said == []
    assert Axe().run(page).response["violations"] == []
    page.context.close()


def test_a_touch_on_the_map_marks_the_place(
    page: Page, live_server: LiveServer, karin: User, ostersund: Town
) -> None:
    town.cycles(karin, ostersund)
    page.goto(_on(live_server, link_of(town.reporter(karin, ostersund))))
    page.locator("#place-map").click(position={"x": 100, "y": 80})
    expect(page.locator("#place-said")).to_contain_text("markerad")
    first = page.locator("input[name=latitude]").input_value()
    page.locator("#place-map").click(position={"x": 140, "y": 120})
    assert page.locator("input[name=latitude]").input_value() < first


def test_where_nobody_knows_the_place_it_is_told_in_words(
    page: Page, live_server: LiveServer, karin: User, ostersund: Town
) -> None:
    town.cycles(karin, ostersund)
    page.goto(_on(live_server, link_of(town.reporter(karin, ostersund))))
    page.get_by_role("button", name="Här, där jag är").click()
    expect(page.locator("#place-said")).to_contain_text("skriv den med ord")


def test_without_javascript_the_place_is_told_in_words(
    scriptless: Page, live_server: LiveServer, karin: User, ostersund: Town
) -> None:
    town.cycles(karin, ostersund)
    scriptless.goto(_on(live_server, link_of(town.reporter(karin, ostersund))))
    expect(scriptless.locator("#place-map")).to_be_hidden()
    scriptless.get_by_label("Klotter", exact=True).check()
    scriptless.get_by_label("Var, med ord").fill("Under bron")
    scriptless.get_by_label("lindrigt", exact=True).check()
    scriptless.get_by_role("button", name="Skicka", exact=True).click()
    scriptless.get_by_text("Tack, det är berättat.").wait_for()
    assert Report.objects.get().where == "Under bron"


def test_every_page_of_the_situation_is_sound(
    wanderer: Page, live_server: LiveServer, karin: User, ostersund: Town
) -> None:
    cycle = town.cycles(karin, ostersund)
    who = town.reporter(karin, ostersund)
    for _time in range(4):
        row = town.report(who, where="Busstorget", text="Påhitt")
    made = town.decision(karin, cycle, reports=[row])
    signed_in(wanderer, live_server, karin)
    wrong = {}
    for path in (
        "/situation/", f"/situation/{cycle.pk}/", "/situation/reporters/",
        f"/situation/decisions/{made.pk}/", _on(live_server, link_of(who)),
        f"{_on(live_server, link_of(who))}{row.pk}/withdraw",
    ):  # fmt: skip
        address = path if path.startswith("http") else f"{live_server.url}{path}"
        answer = wanderer.goto(address)
        assert answer is not None
        assert answer.status == 200, path
        for details in wanderer.locator("main details summary").all():
            details.click()
        if found := list(faults(wanderer)):
            wrong[path] = found
    assert wrong == {}
    levels = wanderer.locator("h1, h2, h3").evaluate_all(
        "all => all.map(one => Number(one.tagName[1]))"
    )
    assert all(after - before <= 1 for before, after in pairwise(levels))


def _on(live_server: LiveServer, link: str) -> str:
    """The same address at the server of the test."""
    return f"{live_server.url}{link[link.index('/report/') :]}"
