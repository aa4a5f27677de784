"""Every screen of the tablet: accessible, in both languages, light and dark, and narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from accounts.models import User
from inspections.models import Entry, Photo
from tests.journeys.tablet.conftest import Enrolled
from tests.journeys.tablet.officer import Officer
from tests.journeys.tablet.test_evening import picture
from venues.models import Venue

pytestmark = pytest.mark.django_db(transaction=True)


def sound(page: Page, name: str) -> None:
    page.wait_for_timeout(150)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = Axe().run(page).response["violations"]
        assert found == [], (
            name,
            scheme,
            [(one["id"], one["nodes"][0]["html"]) for one in found],
        )
    page.set_viewport_size({"width": 320, "height": 700})
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 320, (name, wide)
    page.set_viewport_size({"width": 820, "height": 1180})


def every_screen(officer: Officer, venue: Venue, words: dict[str, str]) -> None:
    page = officer.page
    sound(page, "tonight")
    page.goto(f"{officer.root}/field/#/venue/{venue.pk}")
    sound(page, "venue")
    officer.press(words["start"])
    sound(page, "start")
    officer.press(words["begin"])
    sound(page, "list")
    row = page.get_by_role("listitem").filter(has_text="ALK-08").first
    row.get_by_role("button", name=words["finding"], exact=True).click()
    sound(page, "finding")
    officer.press(words["cancel"])
    for tab in ("watch", "count", "notes", "leave"):
        officer.at(words[tab])
        sound(page, tab)
    officer.press(words["sign"])
    sound(page, "sign")
    officer.at(words["watch"]).press(words["new"])
    sound(page, "observe")
    page.goto(f"{officer.root}/field/#/back")
    officer.press(words["receipt"])
    page.get_by_text(words["safe"]).wait_for()
    sound(page, "back")
    officer.press(words["lock"])
    sound(page, "lock")


SWEDISH = {
    "start": "Börja besök", "begin": "Börja nu", "finding": "Brist", "cancel": "Avbryt",
    "watch": "Se", "count": "Räkna", "notes": "Bild och text", "leave": "Gå",
    "sign": "Skriv under", "new": "Ny iakttagelse", "receipt": "Hämta kvitto",
    "safe": "Det är tryggt", "lock": "Lås",
}  # fmt: skip
ENGLISH = {
    "start": "Start visit", "begin": "Begin now", "finding": "Finding", "cancel": "Cancel",
    "watch": "Watch", "count": "Count", "notes": "Photo and text", "leave": "Leave",
    "sign": "Sign", "new": "New observation", "receipt": "Get a receipt",
    "safe": "Safe to hand back", "lock": "Lock",
}  # fmt: skip


def test_every_screen_in_swedish(officers: Enrolled, krogen: Venue, ines: User) -> None:
    every_screen(officers(ines), krogen, SWEDISH)


def test_every_screen_in_english(officers: Enrolled, krogen: Venue, ines: User) -> None:
    ines.language = "en"
    ines.save()
    every_screen(officers(ines), krogen, ENGLISH)


def test_a_photo_can_be_drawn_on_and_the_taken_one_is_kept_beside_it(
    officers: Enrolled, krogen: Venue, ines: User
) -> None:
    officer = officers(ines)
    officer.start_visit(krogen.name).at("Bild och text")
    page = officer.page
    page.locator("input[type=file]").first.set_input_files(
        {"name": "bild.jpg", "mimeType": "image/jpeg", "buffer": picture((800, 600))}
    )
    canvas = page.locator("canvas.drawing")
    canvas.wait_for()
    page.wait_for_timeout(300)
    box = canvas.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 50, box["y"] + 50)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 120, steps=8)
    page.mouse.up()
    officer.press("Spara med ritning")
    expect(page.locator("ul.photos li")).to_have_count(1)
    officer.send().hand_back()
    taken, drawn = Entry.objects.filter(kind="photographed").order_by("seq")
    assert "drawn" not in str(taken.payload)
    assert "drawn" in str(drawn.payload)
    assert Photo.objects.count() == 2
    retracted = Entry.objects.get(kind="retracted")
    assert str(taken.pk) in str(retracted.payload)
