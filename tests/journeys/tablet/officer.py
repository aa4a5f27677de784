"""The story language: an officer with a tablet in a real browser."""

import os
import re
import signal
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, Playwright, expect
from playwright.sync_api import TimeoutError as TookTooLong

from accounts.models import User
from benchmarks.net import Net
from tests.journeys.conftest import ARGUMENTS, CHROMIUM

PIN = "482915"
_SWEDISH = (
    "Plattans namn", "Välj en kod", "Koden en gång till", "Gör redo", "Redo för kvällen",
)  # fmt: skip
_ENGLISH = (
    "Name of the tablet", "Choose a PIN", "The PIN once more", "Make ready", "Ready for tonight",
)  # fmt: skip


@dataclass
class Officer:
    """One officer, one tablet: a browser with a disk of its own in `folder`."""

    user: User
    net: Net
    driver: Playwright
    folder: Path
    said: list[str] = field(default_factory=list)
    context: BrowserContext | None = None
    _page: Page | None = None

    @property
    def page(self) -> Page:
        assert self._page is not None
        return self._page

    @property
    def root(self) -> str:
        return f"http://localhost:{self.net.port}"

    def switch_on(self) -> "Officer":
        """Start the browser, as the tablet's icon does."""
        self.context = self.driver.chromium.launch_persistent_context(
            self.folder,
            executable_path=CHROMIUM,
            args=ARGUMENTS,
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
            viewport={"width": 820, "height": 1180},
            has_touch=True,
        )
        self.context.set_default_timeout(15_000)
        self._page = self.context.pages[0]
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        return self

    def sign_in(self) -> "Officer":
        """A session of the web, as its login page makes it."""
        client = Client()
        client.force_login(self.user)
        assert self.context is not None
        self.context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
                    "url": self.root,
                }
            ]
        )
        return self

    def sign_out(self) -> "Officer":
        assert self.context is not None
        self.context.clear_cookies()
        return self

    def set_up(self) -> "Officer":
        """At the office: PIN, enrolment, register; until the app works without a net."""
        is_english = self.user.language == "en"
        name, pin, again, make, ready = _ENGLISH if is_english else _SWEDISH
        self.switch_on().sign_in()
        self.page.goto(f"{self.root}/field/")
        self.page.get_by_label(name).fill("Provplattan")
        self.page.get_by_label(re.compile(f"^{pin}")).fill(PIN)
        self.page.get_by_label(again).fill(PIN)
        self.press(make)
        expect(self.page.get_by_text(re.compile(ready))).to_be_visible()
        self.page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
        return self

    def unlock(self, pin: str = PIN) -> "Officer":
        self.page.get_by_label("Kod", exact=True).fill(pin)
        self.press("Öppna")
        return self

    def reopen(self) -> "Officer":
        """Open the app again, whatever happened to it, and unlock it."""
        self.page.goto(f"{self.root}/field/")
        self.unlock()
        expect(
            self.page.get_by_role("heading", name="I kväll", exact=True)
        ).to_be_visible()
        return self

    def kill(self) -> "Officer":
        """The process dies, as when the battery is empty; the tablet is switched on again."""
        mine = str(self.folder).encode()
        for one in Path("/proc").glob("[0-9]*"):
            with suppress(OSError, ProcessLookupError):
                if mine in (one / "cmdline").read_bytes():
                    os.kill(int(one.name), signal.SIGKILL)
        with suppress(Exception):
            assert self.context is not None
            self.context.close()
        for lock in self.folder.glob("Singleton*"):
            lock.unlink(missing_ok=True)
        # A browser writes cookies to the disk half a minute late; the session lives on.
        return self.switch_on().sign_in()

    def press(self, name: str) -> "Officer":
        self.page.get_by_role("button", name=name, exact=True).first.click()
        return self

    def start_visit(self, venue: str) -> "Officer":
        self.page.goto(f"{self.root}/field/#/tonight")
        self.page.get_by_label("Sök serveringsställe").fill(venue)
        self.page.get_by_role("link", name=venue).first.click()
        self.press("Börja besök").press("Börja nu")
        expect(self.page.get_by_role("link", name="Lista")).to_be_visible()
        return self

    def at(self, tab: str) -> "Officer":
        self.page.get_by_role("navigation").get_by_role(
            "link", name=tab, exact=True
        ).click()
        return self

    def answer(self, item: str, value: str = "Ok") -> "Officer":
        row = self.page.get_by_role("listitem").filter(has_text=item).first
        row.get_by_role("button", name=re.compile(f"{value}$")).click()
        self.saved()
        return self

    def find(self, item: str, text: str) -> "Officer":
        row = self.page.get_by_role("listitem").filter(has_text=item).first
        row.get_by_role("button", name="Brist", exact=True).click()
        self.page.get_by_label("Vad såg ni?").fill(text)
        self.press("Spara bristen")
        self.saved()
        return self

    def saved(self) -> None:
        expect(self.page.locator(".toast")).to_have_text("Sparat")

    def note(self, text: str) -> "Officer":
        self.at("Bild och text")
        self.page.get_by_label("Skriv fritt").fill(text)
        self.press("Spara anteckningen")
        expect(self.page.get_by_role("listitem").filter(has_text=text)).to_be_visible()
        return self

    def photograph(self, picture: bytes) -> "Officer":
        self.at("Bild och text")
        self.page.locator("input[type=file]").first.set_input_files(
            {"name": "bild.jpg", "mimeType": "image/jpeg", "buffer": picture}
        )
        self.page.get_by_role("button", name="Utan ritning").click()
        return self

    def sign(self, name: str) -> "Officer":
        self.press("Skriv under")
        self.page.get_by_label("Namn som det skrivs").fill(name)
        canvas = self.page.locator(".signature canvas")
        canvas.scroll_into_view_if_needed()
        box: Any = canvas.bounding_box()
        mouse = self.page.mouse
        mouse.move(box["x"] + 40, box["y"] + 60)
        mouse.down()
        for step in range(12):
            mouse.move(box["x"] + 40 + step * 20, box["y"] + 60 + (step % 3) * 25)
        mouse.up()
        self.press("Spara underskriften")
        expect(self.page.get_by_text(f"{name} har skrivit under")).to_be_visible()
        return self

    def close_visit(self) -> "Officer":
        self.at("Gå")
        rest = self.page.get_by_role(
            "button", name=re.compile("Svara ”ej kontrollerat”")
        )
        rest.click()
        expect(rest).not_to_be_visible()
        self.sign("Åsa Ångström")
        self.page.get_by_label("Skäl till att en inspektör är ensam").fill(
            "Kollegan blev sjuk"
        )
        self.press("Stäng besöket")
        expect(
            self.page.get_by_text("Besöket är stängt på plats").first
        ).to_be_visible()
        return self

    def send(self) -> "Officer":
        """Look at the evening until everything is held by the server."""
        self.page.goto(f"{self.root}/field/#/tonight")
        now = self.page.get_by_role("button", name="Skicka nu")
        with suppress(TookTooLong):  # it goes by itself, too
            now.click(timeout=1000)
        expect(self.page.get_by_text("Allt är hos servern")).to_be_visible()
        return self

    def hand_back(self) -> "Officer":
        self.page.goto(f"{self.root}/field/#/back")
        self.press("Hämta kvitto")
        expect(
            self.page.get_by_text("Det är tryggt att lämna tillbaka plattan")
        ).to_be_visible()
        return self

    def crash(self) -> "Officer":
        """The page dies, not the browser: open it again."""
        assert self.context is not None
        dying, self._page = self.page, self.context.new_page()
        with suppress(Exception):  # there is nobody left to answer
            dying.goto("chrome://crash", timeout=2000)
        dying.close()
        return self
