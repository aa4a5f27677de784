"""The step after the password: an app, a mailed code, spare codes; and taking it away."""

import json
import re
import time
from typing import Any
from uuid import UUID

import pytest
from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import hotp_value
from django.conf import LazySettings
from django.core import mail
from django.test import Client
from django.urls import reverse
from fido2.utils import websafe_encode

from accounts.models import Role, SignInHelp, User
from core.models import Letter
from tests.conftest import Town, make_person

pytestmark = pytest.mark.django_db
PASSWORD = "natten-ar-lang-47"


def answer_with(authenticator_data: bytes) -> str:
    """An answer in its shape, with whatever stands for the authenticator's data."""
    handle = websafe_encode(user_id_to_str(User(pk=UUID(int=7))).encode())
    return json.dumps(
        {
            "id": "AA", "rawId": "AA", "type": "public-key", "clientExtensionResults": {},
            "response": {
                "authenticatorData": websafe_encode(authenticator_data),
                "clientDataJSON": websafe_encode(b"{}"), "signature": "AA",
                "userHandle": handle, "attestationObject": "",
            },
        }
    )  # fmt: skip


NO_ANSWERS = [
    "", "{}", "[]", "null", '{"id": 7}', "9" * 5000, '{"rawId": "\\u0000"}',
    '{"x":"\\ud800"}', "[" * 100_000,
    *(
        answer_with(bytes(32) + bytes([flags]) + bytes(4) + tail)
        for flags in (0x80, 0x41, 0x01)
        for tail in (b"", b"\x19", b"\xa3", b"\x81" * 5000)
    ),
]  # fmt: skip


@pytest.fixture
def vera() -> User:
    return User.objects.create_user("vera@example.test", "Vera", PASSWORD)


def with_password(client: Client) -> Any:
    return client.post(
        reverse("account_login"), {"login": "vera@example.test", "password": PASSWORD}
    )


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def code_of(secret: str) -> str:
    return f"{hotp_value(secret, int(time.time()) // 30):06d}"


def with_app(user: User) -> tuple[str, list[str]]:
    """Somebody who signed in adds an app; its secret and the spare codes."""
    client = Client()
    with_password(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    found = re.search(r"<code>([A-Z2-7]{16,})</code>", page)
    assert found is not None
    secret = found.group(1)
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    spare = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    return secret, re.findall(r"<code>(\d+)</code>", spare)


def test_with_an_app_the_password_alone_opens_nothing(vera: User) -> None:
    secret, spare = with_app(vera)
    client = Client()
    assert with_password(client)["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert not is_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert is_in(client)

    # A spare code signs in once.
    for expected in (True, False):
        other = Client()
        with_password(other)
        other.post(reverse("mfa_authenticate"), {"code": spare[0]})
        assert is_in(other) is expected


def test_the_mailed_code_is_followed_by_the_app_as_well(vera: User) -> None:
    secret, _spare = with_app(vera)
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": vera.email})
    code = re.search(r"^[A-Z0-9-]{6,}$", mail.outbox[-1].body, re.MULTILINE)
    assert code is not None
    client.post(reverse("account_confirm_login_code"), {"code": code.group()})
    assert not is_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert is_in(client)


def test_no_secret_of_an_app_is_readable_in_the_database(
    vera: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        secret, _spare = with_app(vera)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    told = [one.text for one in Letter.objects.filter(to=vera.email)]
    assert any("En autentiseringsapp lades till." in one for one in told), told


def test_where_it_is_asked_for_a_mailed_code_follows_a_password(
    vera: User, settings: LazySettings
) -> None:
    settings.ACCOUNT_LOGIN_BY_CODE_REQUIRED = {"password"}
    client = Client()
    assert with_password(client)["Location"] == reverse("account_confirm_login_code")
    code = re.search(r"^[A-Z0-9-]{6,}$", mail.outbox[-1].body, re.MULTILINE)
    assert code is not None
    assert not is_in(client)
    client.post(reverse("account_confirm_login_code"), {"code": code.group()})
    assert is_in(client)


def test_nobody_with_an_app_is_asked_for_a_mailed_code_too(
    vera: User, settings: LazySettings
) -> None:
    secret, _spare = with_app(vera)
    settings.ACCOUNT_LOGIN_BY_CODE_REQUIRED = {"password"}
    client = Client()
    assert with_password(client)["Location"] == reverse("mfa_authenticate")
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert is_in(client)


@pytest.mark.parametrize(
    ("steps_later", "counts"),
    [(-2, False), (-1, True), (0, True), (1, True), (2, False)],
)
def test_a_code_counts_a_step_late_or_early_and_no_longer(
    vera: User, monkeypatch: pytest.MonkeyPatch, steps_later: int, counts: bool
) -> None:
    secret, _spare = with_app(vera)
    now = 30 * (int(time.time()) // 30 + 100)
    code = f"{hotp_value(secret, now // 30):06d}"
    monkeypatch.setattr(time, "time", lambda: now + 30 * steps_later)
    client = Client()
    with_password(client)
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert is_in(client) is counts


def test_nobody_touches_anothers_passkey(vera: User) -> None:
    other = User.objects.create_user("ola@example.test", "Ola")
    theirs = Authenticator.objects.create(
        user=other, type=Authenticator.Type.WEBAUTHN, data={"name": "Olas"}
    )
    client = Client()
    with_password(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert client.get(reverse(name, args=[theirs.pk])).status_code == 404
        assert client.post(reverse(name, args=[theirs.pk])).status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk).exists()


@pytest.mark.parametrize("sent", NO_ANSWERS)
def test_a_passkey_that_is_none_signs_nobody_in(sent: str) -> None:
    client = Client(raise_request_exception=False)
    assert client.get(
        reverse("mfa_login_webauthn"), HTTP_ACCEPT="application/json"
    ).json()["request_options"]
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": sent})
    assert answer.status_code == 302
    assert not is_in(client)


def test_an_administrator_takes_away_what_was_lost_and_its_owner_is_told(
    vera: User, ostersund: Town
) -> None:
    with_app(vera)
    vera.memberships.create(
        municipality=ostersund.municipality, agency=ostersund.agencies["licensing"],
        role=Role.INSPECTOR, started_on="2020-01-01",
    )  # fmt: skip
    client = Client()
    client.force_login(make_person("Anna", ostersund, "licensing", Role.ADMINISTRATOR))
    page = client.get(reverse("people")).content.decode()
    assert reverse("steps_remove", args=[vera.pk]) in page
    client.post(reverse("steps_remove", args=[vera.pk]))
    assert not Authenticator.objects.filter(user=vera).exists()
    told = [one.text for one in Letter.objects.filter(to=vera.email)]
    assert any("Anna har tagit bort dina passnycklar" in one for one in told)
    helped = SignInHelp.objects.get()
    assert (helped.of, helped.by.name) == (vera, "Anna")
    again = Client()
    with_password(again)
    assert is_in(again)


def test_nobody_gets_power_over_anothers_steps_by_giving_a_role(
    vera: User, ostersund: Town, sten: User
) -> None:
    with_app(vera)
    theirs = sten.memberships.all()[0]
    vera.memberships.create(
        municipality=theirs.municipality, agency=theirs.agency, role=Role.INSPECTOR,
        started_on="2020-01-01",
    )  # fmt: skip
    vera.memberships.create(
        municipality=ostersund.municipality, role=Role.PARTNER, started_on="2020-01-01"
    )
    anna = make_person("Anna", ostersund, "licensing", Role.ADMINISTRATOR)
    client = Client()
    client.force_login(anna)
    for user in (vera, anna):
        assert client.post(reverse("steps_remove", args=[user.pk])).status_code == 404
    assert Authenticator.objects.filter(user=vera).exists()


def test_an_open_screen_of_who_has_no_password_adds_nothing(vera: User) -> None:
    vera.set_unusable_password()
    vera.save()
    for name in ("mfa_add_webauthn", "mfa_activate_totp", "account_set_password"):
        client = Client()
        client.force_login(vera)
        answer = client.get(reverse(name))
        assert answer["Location"].startswith(reverse("account_login"))
        assert not is_in(client)


def test_who_came_in_by_a_mailed_code_may_add_a_passkey_at_once(vera: User) -> None:
    vera.set_unusable_password()
    vera.save()
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": vera.email})
    code = re.search(r"^[A-Z0-9-]{6,}$", mail.outbox[-1].body, re.MULTILINE)
    assert code is not None
    client.post(reverse("account_confirm_login_code"), {"code": code.group()})
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200


@pytest.mark.parametrize("sent", NO_ANSWERS)
def test_what_no_authenticator_says_is_refused_wherever_it_is_sent(
    vera: User, sent: str
) -> None:
    with_app(vera)
    half_way, inside = (Client(raise_request_exception=False) for _one in range(2))
    with_password(half_way)
    inside.force_login(vera)
    for client, name in (
        (half_way, "mfa_authenticate"),
        (inside, "mfa_reauthenticate_webauthn"),
        (inside, "mfa_add_webauthn"),
    ):
        answer = client.post(reverse(name), {"credential": sent, "name": "x"})
        assert answer.status_code < 500, name
    assert not is_in(half_way)


def test_a_closed_account_does_not_come_in(vera: User) -> None:
    User.objects.filter(pk=vera.pk).update(is_active=False)
    client = Client(raise_request_exception=False)
    assert with_password(client).status_code < 500
    assert not is_in(client)
    assert "stängt" in client.get(reverse("account_inactive")).content.decode()
