import threading

import pytest
from django.db import connection

from accounts.models import Municipality
from core.one_moment import one_moment

pytestmark = pytest.mark.django_db(transaction=True)


def add(code: str) -> None:
    """Somebody else writes meanwhile, on a connection of their own."""

    def work() -> None:
        try:
            Municipality.objects.create(code=code, name=code)
        finally:
            connection.close()

    other = threading.Thread(target=work)
    other.start()
    other.join()


def test_what_comes_in_meanwhile_is_not_seen() -> None:
    with one_moment():
        before = Municipality.objects.count()
        add("0001")
        assert Municipality.objects.count() == before
    assert Municipality.objects.count() == before + 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite always reads so")
def test_without_it_postgresql_would_see_half_of_it() -> None:
    before = Municipality.objects.count()
    add("0002")
    assert Municipality.objects.count() == before + 1
