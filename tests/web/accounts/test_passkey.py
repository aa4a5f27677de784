"""A key that signs in alone must have known whose finger it was."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.web.accounts.software_key import TOUCHED, VERIFIED, SoftwareKey
from tests.web.accounts.test_second_step import PASSWORD, with_app

pytestmark = pytest.mark.django_db
STATE = "mfa.webauthn.state"


@pytest.fixture
def key() -> SoftwareKey:
    return SoftwareKey(User.objects.create_user("key@example.test", "Kim", PASSWORD))


def who(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


@pytest.mark.parametrize("flags", [TOUCHED, VERIFIED])
def test_the_ordinary_way(key: SoftwareKey, flags: int) -> None:
    client = Client()
    client.get(reverse("mfa_login_webauthn"), HTTP_ACCEPT="application/json")
    answer = key.signs(client.session[STATE]["challenge"], flags)
    client.post(reverse("mfa_login_webauthn"), {"credential": answer})
    assert who(client) == (str(key.owner.pk) if flags == VERIFIED else None)


def test_a_challenge_of_another_sign_in_lowers_nothing(key: SoftwareKey) -> None:
    other = User.objects.create_user("vera@example.test", "Vera", PASSWORD)
    with_app(other)
    client = Client()
    client.post(reverse("account_login"), {"login": other.email, "password": PASSWORD})
    client.get(reverse("mfa_authenticate"))  # its challenge asks for a touch alone
    session = client.session
    session["account_login"]["initiated_at"] -= 3600
    session.save()
    answer = key.signs(client.session[STATE]["challenge"], TOUCHED)
    client.post(reverse("mfa_login_webauthn"), {"credential": answer})
    assert who(client) is None
