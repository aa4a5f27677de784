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
    if led.status_code != 302 or led["Location"].startswith("/"):
        return led
    back = requests.get(led["Location"], allow_redirects=False, timeout=10)
    address = back.headers["Location"].removeprefix("http://testserver")
    return client.get(address)


def signed_in(user: User) -> Client:
    """Somebody who has just shown who they are."""
    client = Client()
    client.post(
        reverse("account_login"), {"login": user.email, "password": "ett-lösen"}
    )
    client.post(reverse("account_reauthenticate"), {"password": "ett-lösen"})
    return client


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
        {"email": "vera@pahittkommun.example", "email_verified": None},
        {"email": "vera@pahittkommun.example", "email_verified": "no"},
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

    open_screen = Client()
    open_screen.force_login(vera)
    go(open_screen, by="staten", process="connect")  # asked once more, and not there
    assert not SocialAccount.objects.exists()

    client = signed_in(vera)
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
    first = signed_in(vera)
    go(first, by="staten", process="connect")
    second = signed_in(User.objects.create_user("ola@example.test", "Ola", "ett-lösen"))
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


def test_nobody_ties_another_to_a_sign_in_that_may_not_speak_for_them(
    provider: Provider, vera: User
) -> None:
    ola = User.objects.create_user("ola@pahittpolis.example", "Ola", "ett-lösen")
    go(signed_in(ola), process="connect")
    assert not SocialAccount.objects.exists()


def test_who_has_neither_password_nor_app_signs_in_anew_before_connecting(
    provider: Provider, vera: User
) -> None:
    vera.set_unusable_password()
    vera.save()
    client = Client()
    client.force_login(vera)
    answer = go(client, by="staten", process="connect")
    assert answer["Location"].startswith(reverse("account_login"))
    assert who(client) is None


def test_it_signs_in_no_more_whom_it_may_speak_for_no_more(
    provider: Provider, vera: User
) -> None:
    go(Client())
    assert SocialAccount.objects.get().user == vera
    vera.email = "vera@pahittpolis.example"
    vera.save()
    later = Client()
    go(later)
    assert who(later) is None


def test_who_has_the_address_after_somebody_is_not_taken_for_them(
    provider: Provider, vera: User
) -> None:
    go(Client())
    provider.claims = {**provider.claims, "sub": "someone-else"}
    later = Client()
    go(later)
    assert who(later) is None
    assert SocialAccount.objects.count() == 1


def test_one_that_is_not_named_any_more_can_still_be_taken_away(
    provider: Provider, vera: User, settings: LazySettings
) -> None:
    client = signed_in(vera)
    go(client, by="staten", process="connect")
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    page = client.get(reverse("socialaccount_connections"))
    assert "staten" in page.content.decode()
    account = SocialAccount.objects.get()
    client.post(reverse("socialaccount_connections"), {"account": account.pk})
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("by", ["openid_connect", "ingen"])
def test_a_door_that_is_not_named_is_not_there(provider: Provider, by: str) -> None:
    for name in ("openid_connect_login", "openid_connect_callback"):
        assert Client().get(reverse(name, args=[by])).status_code == 404


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
