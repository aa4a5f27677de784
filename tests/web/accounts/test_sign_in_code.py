import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import Letter


@pytest.fixture
def known(db: None) -> User:
    return User.objects.create_user("vera@example.test", "Vera")


def ask(email: str) -> tuple[int, str]:
    answer = Client().post(reverse("account_request_login_code"), {"email": email})
    return answer.status_code, answer.get("Location", "")


def test_known_unknown_and_closed_addresses_are_answered_alike(known: User) -> None:
    User.objects.create_user("stangd@example.test", "Stängd")
    User.objects.filter(name="Stängd").update(is_active=False)
    answers = {
        ask(one)
        for one in ("vera@example.test", "ingen@example.test", "stangd@example.test")
    }
    assert answers == {(302, reverse("account_confirm_login_code"))}
    assert [one.to for one in mail.outbox] == [["vera@example.test"]]


def test_the_code_in_the_mail_signs_in_and_its_letter_is_forgotten(known: User) -> None:
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": known.email})
    found = re.search(r"^[A-Z0-9-]{6,}$", mail.outbox[0].body, re.MULTILINE)
    assert found is not None
    client.post(reverse("account_confirm_login_code"), {"code": "WRONG1"})
    assert "_auth_user_id" not in client.session
    client.post(reverse("account_confirm_login_code"), {"code": found.group()})
    assert client.session["_auth_user_id"] == str(known.pk)
    assert Letter.objects.get().text == ""
