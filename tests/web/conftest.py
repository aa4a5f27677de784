"""Whoever sits at the desk."""

import pytest
from django.test import Client

from accounts.models import User


@pytest.fixture
def desk(karin: User) -> Client:
    """The coordinator of Östersund, signed in."""
    client = Client()
    client.force_login(karin)
    return client
