import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User


@pytest.mark.django_db
def test_who_is_invited_with_a_capital_letter_can_sign_in() -> None:
    User.objects.create_user("Anna.Svensson@Example.test", "Anna", "natten-ar-lang-47")
    client = Client()
    client.post(
        reverse("account_login"),
        {"login": "Anna.Svensson@Example.test", "password": "natten-ar-lang-47"},
    )
    assert "_auth_user_id" in client.session
