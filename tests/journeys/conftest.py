import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.conftest import missing

# The browser talks to the server from a thread of its own.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    if CHROMIUM is None:
        missing("chromium", "No Chromium is on this machine.")
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(driver: Playwright) -> Iterator[Browser]:
    browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield browser
    browser.close()


def opened(browser: Browser, said: list[str], **options: Any) -> Page:
    """A page in Swedish that notes every error in its console."""
    context = browser.new_context(
        locale="sv-SE", viewport={"width": 1280, "height": 900}, **options
    )
    page = context.new_page()
    page.on(
        "console", lambda one: said.append(one.text) if one.type == "error" else None
    )
    return page


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page which fails on any error in its console."""
    said: list[str] = []
    page = opened(browser, said)
    yield page
    page.context.close()
    assert said == []


@pytest.fixture
def wanderer(browser: Browser) -> Iterator[Page]:
    """A page that may be told no, and fails on any other error in its console."""
    said: list[str] = []
    page = opened(browser, said)
    yield page
    page.context.close()
    assert [one for one in said if "status of 40" not in one] == []


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    """A page without JavaScript."""
    page = opened(browser, [], java_script_enabled=False)
    yield page
    page.context.close()
