import pytest
from django.core.cache import cache
from django.db import DatabaseError
from django.test import Client

from core import clock
from core.heartbeat import record_round
from web import health

pytestmark = pytest.mark.django_db


def test_it_is_ready_when_database_broker_and_worker_answer(client: Client) -> None:
    record_round(clock.now())
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (
        200, {"database": True, "broker": True, "worker": True},
    )  # fmt: skip


def test_a_silent_worker_is_named(client: Client) -> None:
    cache.clear()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["worker"]) == (503, False)


def test_a_dead_database_is_named_and_no_server_error(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dead() -> bool:
        raise DatabaseError

    monkeypatch.setitem(health._PARTS, "database", dead)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["database"]) == (503, False)
