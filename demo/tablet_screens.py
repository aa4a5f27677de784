"""The tablet's screens, walked through for pictures: an inspector of the demo on one visit."""

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from demo.town import password_of

_PIN = "482915"
_OFFICERS = {"sv": "ines@demo.example", "en": "ivar@demo.example"}


@dataclass(frozen=True, slots=True)
class _Words:
    """What the buttons of one language say."""

    device: str
    pin: str
    again: str
    make: str
    start: str
    begin: str
    finding: str
    cancel: str
    watch: str
    observe: str
    leave: str


_WORDS = {
    "sv": _Words(
        "Plattans namn", "Välj en kod", "Koden en gång till", "Gör redo", "Börja besök",
        "Börja nu", "Brist", "Avbryt", "Se", "Ny iakttagelse", "Gå",
    ),
    "en": _Words(
        "Name of the tablet", "Choose a PIN", "The PIN once more", "Make ready",
        "Start visit", "Begin now", "Finding", "Cancel", "Watch", "New observation", "Leave",
    ),
}  # fmt: skip


def tablet_screens(
    browser: Browser, address: str, language: str
) -> Iterator[tuple[str, Page]]:
    """Each screen's name with the page that shows it, as the officer goes along."""
    words, email = _WORDS[language], _OFFICERS[language]
    page = browser.new_page(viewport={"width": 820, "height": 1100})
    page.goto(f"{address}/login/?next=/field/")
    page.locator("#id_login").fill(email)
    page.locator("#id_password").fill(password_of(email))
    page.locator("main form button").first.click()
    page.goto(f"{address}/field/")
    if language == "en":
        page.get_by_role("button", name="In English").click()
    page.get_by_label(words.device).fill("Plattan")
    page.get_by_label(words.pin).fill(_PIN)
    page.get_by_label(words.again).fill(_PIN)
    yield "set-up", page
    page.get_by_role("button", name=words.make).click()
    page.locator("#search").fill("ankaret")
    yield "tonight", page
    page.locator("#search").fill("a")
    page.locator(".list a").first.click()
    page.wait_for_timeout(300)
    yield "venue", page
    page.get_by_role("button", name=words.start).click()
    page.get_by_role("button", name=words.begin).click()
    page.locator(".items li").first.wait_for()
    page.wait_for_timeout(4500)  # until nothing is said any more
    yield "list", page
    row = page.get_by_role("listitem").filter(has_text="ALK-07").first
    row.get_by_role("button", name=words.finding, exact=True).click()
    yield "finding", page
    page.get_by_role("button", name=words.cancel).click()
    page.get_by_role("link", name=words.watch, exact=True).click()
    page.get_by_role("button", name=words.observe).click()
    yield "watch", page
    page.get_by_role("link", name=words.leave, exact=True).click()
    page.wait_for_timeout(300)
    yield "leave", page
    page.goto(f"{address}/field/#/back")
    page.wait_for_timeout(300)
    yield "hand-back", page
    page.close()
