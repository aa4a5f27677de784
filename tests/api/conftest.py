from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User


@pytest.fixture
def as_(db: None) -> Callable[[User | None], Client]:
    """A client signed in as somebody; CSRF as in a browser is tried in its own test."""

    def client_of(user: User | None) -> Client:
        client = Client(raise_request_exception=True)
        if user is not None:
            client.force_login(user)
        return client

    return client_of
