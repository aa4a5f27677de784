"""The main journey at the desk, in a real browser, with an accessibility check a page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from demo.register import demo_register
from inspections.services.checklists import FOLDER, publish_checklist
from tests.conftest import Town
from tests.inspections.story import Story
from venues.models import RestaurangnummerPrefix
from venues.services.pending_imports import handle_pending_imports

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sound(page: Page) -> None:
    """The page has no accessibility violation and does not scroll sideways at 320 px."""
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    wide = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size(wide or {"width": 1280, "height": 900})


@pytest.fixture
def sign_in(page: Page, live_server: LiveServer) -> Callable[[User], None]:
    def run(user: User) -> None:
        page.goto(f"{live_server.url}/login/")
        sound(page)
        page.get_by_label("E-post").fill(user.email)
        page.get_by_label("Lösenord").fill("lösenord-för-test")
        page.get_by_role("button", name="Logga in", exact=True).click()
        page.wait_for_url(f"{live_server.url}/")

    return run


def test_a_coordinator_brings_in_a_register_and_looks_before_applying(
    page: Page,
    live_server: LiveServer,
    sign_in: Callable[[User], None],
    karin: User,
    ostersund: Town,
    tmp_path: Path,
) -> None:
    RestaurangnummerPrefix.objects.create(
        municipality=ostersund.municipality, prefix="2380"
    )
    file = tmp_path / "register.csv"
    file.write_bytes(demo_register(12))
    sign_in(karin)

    page.get_by_role("link", name="Register").click()
    sound(page)
    page.get_by_label("Fil (CSV eller XLSX)").set_input_files(file)
    page.get_by_role("button", name="Visa skillnaden").click()
    sound(page)
    expect(page.get_by_text("Väntar på att läsas")).to_be_visible()
    handle_pending_imports()  # as the worker does every few seconds
    page.get_by_role("button", name="Tillämpa denna skillnad").click()
    sound(page)
    expect(page.get_by_text("Väntar på att tillämpas")).to_be_visible()
    handle_pending_imports()
    page.get_by_text("Tillämpad, ").wait_for()  # the page looks again by itself
    sound(page)

    names = ("Serveringsställen", "På tur", "Besök", "Gemensamma kvällar", "Karantän")
    for name in (*names, "Enheter"):
        page.get_by_role("navigation").get_by_role(
            "link", name=name, exact=True
        ).click()
        sound(page)
    page.goto(f"{live_server.url}/venues/?q=exempelgatan+3")
    page.locator("tbody a").first.click()
    sound(page)


def test_a_wrong_file_is_refused_beside_its_field(
    page: Page,
    live_server: LiveServer,
    sign_in: Callable[[User], None],
    karin: User,
    tmp_path: Path,
) -> None:
    file = tmp_path / "register.csv"
    file.write_bytes(b"Helt;Annat\n1;2\n")
    sign_in(karin)
    page.goto(f"{live_server.url}/imports/")
    page.get_by_label("Fil (CSV eller XLSX)").set_input_files(file)
    page.get_by_role("button", name="Visa skillnaden").click()
    assert page.locator(".field.wrong .errors").inner_text().startswith("Kolumnerna")
    sound(page)


def test_an_inspector_sees_what_is_missing_seals_and_reads_the_protocol(
    page: Page,
    live_server: LiveServer,
    sign_in: Callable[[User], None],
    story: Story,
) -> None:
    publish_checklist(path=FOLDER / "2026-01.json")
    story.start().answer_the_rest("ALK-17")
    story.find("ALK-17", "Endast vatten fanns")
    story.send()
    sign_in(story.officer)
    sound(page)
    page.locator("section[aria-labelledby=drafts] table a").click()
    sound(page)
    page.get_by_role("button", name="Försegla avsnittet").click()
    expect(
        page.get_by_text("Ingen från stället har skrivit under").first
    ).to_be_visible()

    story.finish().send()
    page.reload()
    page.get_by_role("button", name="Försegla avsnittet").click()
    expect(page.get_by_text("Avsnittet är förseglat.")).to_be_visible()
    sound(page)
    link = page.get_by_role("link", name="Protokollet (PDF)").get_attribute("href")
    answer = page.request.get(f"{live_server.url}{link}")
    assert answer.body().startswith(b"%PDF")
    seal = page.locator("code").first.inner_text()
    page.goto(f"{live_server.url}/verify/{seal}")
    assert page.get_by_role(
        "heading", name="Detta sigill finns i registret"
    ).is_visible()
    sound(page)


def test_a_coordinator_settles_what_is_held(
    page: Page,
    live_server: LiveServer,
    sign_in: Callable[[User], None],
    story: Story,
    karin: User,
) -> None:
    story.start().send()
    story.write("answered", {"item": "ALK-99", "value": "ok", "supersedes": []})
    story.send()
    sign_in(karin)
    page.get_by_role("navigation").get_by_role("link", name="Karantän").click()
    page.locator("tbody a").first.click()
    sound(page)
    expect(page.get_by_text("ALK-99")).to_be_visible()

    page.get_by_label("Ta in den i dokumentationen").check()
    page.get_by_role("button", name="Avgör").click()
    expect(page.get_by_text("Ange varför").last).to_be_visible()
    page.get_by_label("Skäl").fill("Inspektören är säker.")
    page.get_by_role("button", name="Avgör").click()
    expect(page.get_by_text("Den blir kvar där den är")).to_be_visible()
    sound(page)

    page.get_by_label("Lägg den åt sidan").check()
    page.get_by_label("Skäl").fill("Punkten finns inte; skriven av misstag.")
    page.get_by_role("button", name="Avgör").click()
    expect(page.get_by_text("Posten är lagd åt sidan")).to_be_visible()
    expect(page.get_by_text("skriven av misstag")).to_be_visible()
    sound(page)
