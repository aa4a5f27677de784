"""Signing in with the municipality's or the state's own sign-in."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from accounts.models import User
from config.sign_in import others_sign_in
from core.models import Letter
from tests.web.accounts.provider import Provider

pytestmark = pytest.mark.django_db
NUMBER = "19121212-1212"


@pytest.fixture
def provider(settings: LazySettings) -> Iterator[Provider]:
    made = Provider(
        {"sub": "a1", "email": "vera@pahittkommun.example", "personal_number": NUMBER}
    )
    server = made.start()
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": others_sign_in(
                json.dumps(
                    [
                        {
                            "id": "kommun", "name": "Påhittkommun", "client_id": "lykta",
                            "secret": "hemligt", "server": made.url,
                            "domains": ["pahittkommun.example"],
                        },
                        {
                            "id": "staten", "name": "E-tjänsten", "client_id": "lykta",
                            "secret": "hemligt", "server": made.url,
                        },
                    ]
                )
            )
        }
    }  # fmt: skip
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def vera() -> User:
    return User.objects.create_user("Vera@pahittkommun.example", "Vera", "ett-lösen")


def go(client: Client, by: str = "kommun", process: str = "login") -> Any:
    """There, where it says who it is, and back."""
    there = reverse("openid_connect_login", args=[by])
    led = client.post(f"{there}?process={process}")
    if led.status_code != 302:
        return led
    back = requests.get(led["Location"], allow_redirects=False, timeout=10)
    address = back.headers["Location"].removeprefix("http://testserver")
    return client.get(address)


def who(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_it_signs_in_whom_it_may_speak_for_and_keeps_nothing_else_it_tells(
    provider: Provider, vera: User
) -> None:
    page = Client().get(reverse("account_login")).content.decode()
    assert "Logga in med Påhittkommun" in page
    client = Client()
    go(client)
    assert who(client) == str(vera.pk)
    again = Client()
    go(again)
    assert who(again) == str(vera.pk)
    kept = SocialAccount.objects.get()
    assert (kept.uid, kept.provider, kept.extra_data) == ("a1", "kommun", {})
    vera.refresh_from_db()
    assert vera.check_password("ett-lösen")
    assert "kopplades" in Letter.objects.get(to=vera.email).text


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "vera@pahittpolis.example"},
        {"email": "vera@pahittkommun.example.evil.example"},
        {"email": "vera@pahittkommun.example", "email_verified": False},
        {"email": None},
        {},
    ],
)
def test_it_speaks_for_nobody_else(
    provider: Provider, vera: User, claims: dict[str, Any]
) -> None:
    User.objects.create_user("vera@pahittpolis.example", "Polisens Vera")
    provider.claims = {"sub": "b2", **claims}
    client = Client()
    answer = go(client)
    assert who(client) is None
    assert "inte känd här" in answer.content.decode()
    assert not SocialAccount.objects.exists()
    assert User.objects.count() == 2


def test_one_without_domains_opens_only_what_was_connected_while_signed_in(
    provider: Provider, vera: User
) -> None:
    stranger = Client()
    go(stranger, by="staten")
    assert who(stranger) is None

    client = Client()
    client.force_login(vera)
    go(client, by="staten", process="connect")
    later = Client()
    go(later, by="staten")
    assert who(later) == str(vera.pk)
    page = client.get(reverse("socialaccount_connections")).content.decode()
    assert "E-tjänsten" in page

    account = SocialAccount.objects.get()
    client.post(reverse("socialaccount_connections"), {"account": account.pk})
    gone = Client()
    go(gone, by="staten")
    assert who(gone) is None


def test_what_somebody_connected_is_nobody_elses_to_take(
    provider: Provider, vera: User
) -> None:
    first, second = Client(), Client()
    first.force_login(vera)
    go(first, by="staten", process="connect")
    second.force_login(User.objects.create_user("ola@example.test", "Ola"))
    go(second, by="staten", process="connect")
    assert SocialAccount.objects.get().user == vera
    second.post(
        reverse("socialaccount_connections"),
        {"account": SocialAccount.objects.get().pk},
    )
    assert SocialAccount.objects.exists()


def test_a_closed_account_stays_closed(provider: Provider, vera: User) -> None:
    User.objects.update(is_active=False)
    client = Client()
    go(client)
    assert who(client) is None


def test_while_it_is_away_people_are_told_so(provider: Provider, vera: User) -> None:
    provider.is_away = True
    client = Client(raise_request_exception=False)
    answer = go(client)
    assert answer.status_code < 500
    assert "fungerade inte" in answer.content.decode()
    back = reverse("openid_connect_callback", args=["kommun"])
    for asked in ({}, {"code": "x", "state": "y"}, {"error": "access_denied"}):
        assert client.get(back, asked).status_code < 500


@pytest.mark.parametrize("claims", [{}, {"sub": None}, {"sub": ""}, {"sub": "x" * 999}])
def test_an_answer_without_sense_signs_nobody_in(
    provider: Provider, claims: dict[str, Any]
) -> None:
    provider.claims = claims
    client = Client(raise_request_exception=False)
    assert "fungerade inte" in go(client).content.decode()
    assert who(client) is None


def test_it_cannot_be_left_half_way_and_taken_up_by_another(
    provider: Provider, vera: User
) -> None:
    client = Client()
    led = client.post(reverse("openid_connect_login", args=["kommun"]))
    back = requests.get(led["Location"], allow_redirects=False, timeout=10)
    victim = Client()
    victim.get(back.headers["Location"].removeprefix("http://testserver"))
    assert who(victim) is None
