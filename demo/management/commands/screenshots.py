"""Pictures of every page in both languages at two widths, from the demo's town."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from demo.client import wait_until_up
from demo.shown_pages import Shown, shown_pages
from demo.tablet_screens import tablet_screens
from demo.town import password_of

_WIDTHS = (1280, 820, 390)
_LANGUAGES = ("sv", "en")
_HEIGHT = 1100
_COLOURS = 96


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        here = os.environ.get("LYKTA_URL", "http://127.0.0.1:8000")
        parser.add_argument("--address", default=here)
        parser.add_argument("--folder", default=str(settings.ROOT / "docs/screenshots"))

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        folder, address = Path(options["folder"]), options["address"]
        wait_until_up(address)
        pages = list(shown_pages())  # asked before the browser's own loop begins
        folder.mkdir(parents=True, exist_ok=True)
        with sync_playwright() as play:
            browser = play.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
                args=[
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-background-networking",
                ],
            )
            for language in _LANGUAGES:
                for width in _WIDTHS:
                    page = browser.new_page(
                        viewport={"width": width, "height": _HEIGHT}
                    )
                    for name, kind in _visited(page, address, pages, language):
                        self._shoot(page, folder / f"{name}-{kind}.png")
                    page.close()
                for name, page in tablet_screens(browser, address, language):
                    self._shoot(page, folder / f"tablet-{name}-{language}-820.png")
            browser.close()

    def _shoot(self, page: Page, file: Path) -> None:
        page.screenshot(path=file)
        _shrink(file)
        self.stdout.write(f"{file.name} {file.stat().st_size // 1024} kB")


def _visited(
    page: Page, address: str, pages: list[Shown], language: str
) -> Iterator[tuple[str, str]]:
    """Go to each page as the one who looks at it; its name, and language and width."""
    who, size = None, page.viewport_size
    width = size["width"] if size else 0
    for name, person, path, widths in pages:
        if width not in widths:
            continue
        if person != who:
            page.context.clear_cookies()
            page.goto(f"{address}/login/")
            _speak(page, language)
            if person:
                _sign_in(page, f"{person}@demo.example")
            who = person
        page.goto(f"{address}{path}")
        page.wait_for_load_state("networkidle")
        yield name, f"{language}-{width}"


def _speak(page: Page, language: str) -> None:
    if page.locator("html").get_attribute("lang") != language:
        page.locator(".who summary").click()
        page.locator(f".who button[value={language}]").click()


def _sign_in(page: Page, email: str) -> None:
    page.locator("#id_login").fill(email)
    page.locator("#id_password").fill(password_of(email))
    page.locator("main form button").first.click()


def _shrink(file: Path) -> None:
    """Fewer colours: the pictures are kept in the repository."""
    with Image.open(file) as picture:
        picture.convert("RGB").quantize(_COLOURS).save(file, optimize=True)
