"""A finger or a face beside the PIN, with an authenticator that the browser plays."""

from typing import Any

import pytest
from playwright.sync_api import CDPSession, expect

from accounts.models import User
from benchmarks.net import Net
from tests.journeys.tablet.conftest import Enrolled
from tests.journeys.tablet.officer import Officer
from venues.models import Venue

pytestmark = pytest.mark.django_db(transaction=True)


def authenticator(officer: Officer, *, has_prf: bool) -> tuple[CDPSession, str]:
    assert officer.context is not None
    session = officer.context.new_cdp_session(officer.page)
    session.send("WebAuthn.enable")
    options: dict[str, Any] = {
        "protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal", "hasPrf": has_prf,
        "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
    }  # fmt: skip
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session, made["authenticatorId"]


def test_a_touch_opens_the_tablet_without_a_net_and_a_strangers_does_not(
    officers: Enrolled, net: Net, krogen: Venue, ines: User
) -> None:
    officer = officers(ines)
    session, device = authenticator(officer, has_prf=True)
    officer.page.reload()
    officer.unlock().press("Öppna med finger eller ansikte i fortsättningen")
    expect(officer.page.locator(".toast")).to_have_text(
        "Plattan öppnas nu också utan kod."
    )
    net.cut()
    officer.press("Lås").press("Öppna utan kod")
    expect(officer.page.get_by_role("heading", name="I kväll")).to_be_visible()
    officer.start_visit(krogen.name)

    officer.press("Lås")
    session.send(
        "WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False}
    )
    officer.press("Öppna utan kod")
    expect(officer.page.get_by_text("Det gick inte. Skriv koden.")).to_be_visible()
    officer.unlock()
    expect(officer.page.get_by_role("link", name="Lista")).to_be_visible()


def test_a_device_that_keeps_no_secrets_is_opened_by_the_pin(
    officers: Enrolled, krogen: Venue, ines: User
) -> None:
    officer = officers(ines)
    authenticator(officer, has_prf=False)
    officer.page.reload()
    officer.unlock().press("Öppna med finger eller ansikte i fortsättningen")
    expect(officer.page.locator(".toast")).to_have_text("Det gick inte. Skriv koden.")
    officer.press("Lås")
    expect(officer.page.get_by_text("Öppna utan kod")).not_to_be_visible()
