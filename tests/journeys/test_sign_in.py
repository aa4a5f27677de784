"""Signing in with a passkey, an app and somebody else's sign-in, in the browser."""

import copy
import json
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import CDPSession, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from config.sign_in import others_sign_in
from tests.journeys.test_every_page import faults
from tests.web.accounts.provider import Provider

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "natten-ar-lang-47"


@pytest.fixture
def vera() -> User:
    return User.objects.create_user("vera@pahittkommun.example", "Vera", PASSWORD)


def authenticator(page: Page) -> tuple[CDPSession, str]:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True,
    }  # fmt: skip
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session, made["authenticatorId"]


def with_password(page: Page, url: str) -> None:
    page.goto(f"{url}{reverse('account_login')}")
    assert list(faults(page)) == []
    page.get_by_label("E-post").fill("vera@pahittkommun.example")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()


def sign_out(page: Page) -> None:
    page.locator("details.who summary").click()
    page.get_by_role("button", name="Logga ut").click()


def test_a_passkey_signs_in_alone_and_a_cancelled_one_says_so(
    page: Page, live_server: LiveServer, vera: User
) -> None:
    session, device = authenticator(page)
    with_password(page, live_server.url)
    page.locator("details.who summary").click()
    page.get_by_role("link", name="Hur du loggar in").click()
    assert list(faults(page)) == []
    page.get_by_role("link", name="Lägg till en passnyckel").click()
    assert list(faults(page)) == []  # asked once more, for it decides who can sign in
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Fortsätt").click()
    assert list(faults(page)) == []
    page.get_by_label("Vad du kallar den").fill("Min telefon")
    page.get_by_role("button", name="Lägg till passnyckeln").click()
    expect(page.get_by_role("heading", name="Reservkoder")).to_be_visible()
    assert list(faults(page)) == []
    page.get_by_role("link", name="Jag har skrivit ner dem").click()
    expect(page.get_by_text("Min telefon")).to_be_visible()
    assert list(faults(page)) == []
    sign_out(page)

    page.goto(f"{live_server.url}{reverse('account_login')}")
    session.send(
        "WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False}
    )
    page.get_by_role("button", name="Logga in med passnyckel").click()
    expect(page.get_by_text("Passnyckeln användes inte")).to_be_focused()
    session.send(
        "WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": True}
    )
    page.get_by_role("button", name="Logga in med passnyckel").click()
    expect(page.locator("details.who summary")).to_have_text("Vera")

    sign_out(page)
    with_password(page, live_server.url)
    expect(page.get_by_role("heading", name="Ett steg till")).to_be_visible()
    assert list(faults(page)) == []
    page.get_by_role("button", name="Använd en passnyckel").click()
    expect(page.locator("details.who summary")).to_have_text("Vera")

    again = reverse("mfa_reauthenticate_webauthn")
    page.goto(f"{live_server.url}{again}?next={reverse('mfa_index')}")
    assert list(faults(page)) == []
    page.get_by_role("button", name="Använd passnyckeln").click()
    page.get_by_role("link", name="Ta bort Min telefon").click()
    assert list(faults(page)) == []
    page.get_by_role("button", name="Ta bort passnyckeln").click()
    expect(page.get_by_role("heading", name="Hur du loggar in")).to_be_visible()
    assert not Authenticator.objects.exists()


@pytest.fixture
def provider(settings: LazySettings) -> Iterator[Provider]:
    made = Provider({"sub": "a1", "email": "vera@pahittkommun.example"})
    server = made.start()
    apps = others_sign_in(
        json.dumps(
            [
                {
                    "id": "kommun", "name": "Påhittkommun", "client_id": "lykta",
                    "secret": "hemligt", "server": made.url,
                    "domains": ["pahittkommun.example"],
                }
            ]
        )
    )  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}}
    policy = copy.deepcopy(settings.CONTENT_SECURITY_POLICY)
    policy["DIRECTIVES"]["form-action"] += apps[0]["settings"]["origins"]
    settings.CONTENT_SECURITY_POLICY = policy
    yield made
    server.shutdown()
    server.server_close()


def test_the_municipalitys_own_sign_in_is_one_button(
    page: Page, live_server: LiveServer, vera: User, provider: Provider
) -> None:
    page.goto(f"{live_server.url}{reverse('account_login')}")
    page.get_by_role("button", name="Logga in med Påhittkommun").click()
    expect(page.locator("details.who summary")).to_have_text("Vera")
    page.goto(f"{live_server.url}{reverse('socialaccount_connections')}")
    expect(page.get_by_text("Påhittkommun").first).to_be_visible()
    assert list(faults(page)) == []


@pytest.mark.parametrize(
    "name",
    [
        "account_inactive", "socialaccount_login_cancelled", "account_set_password",
        "account_change_password", "mfa_activate_totp", "mfa_generate_recovery_codes",
    ],
)  # fmt: skip
def test_the_other_pages_of_signing_in_are_sound(
    name: str, page: Page, live_server: LiveServer, vera: User
) -> None:
    if name == "account_set_password":
        vera.set_unusable_password()
        vera.save()
    client = Client()
    client.force_login(vera)
    if vera.has_usable_password():
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page.context.add_cookies(
        [
            {
                "name": "sessionid", "value": client.cookies["sessionid"].value,
                "url": live_server.url,
            }
        ]
    )  # fmt: skip
    page.goto(f"{live_server.url}{reverse(name)}")
    if name != "account_inactive":  # who is signed in is led on
        assert page.url.endswith(reverse(name))
    assert list(faults(page)) == []
