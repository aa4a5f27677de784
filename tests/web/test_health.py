import pytest
import time_machine
from django.db import DatabaseError
from django.test import Client

from core import clock
from core.heartbeat import record_round
from core.models import Sweep
from web import health

pytestmark = pytest.mark.django_db


def test_it_is_ready_when_database_broker_and_worker_answer(client: Client) -> None:
    record_round(clock.now())
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()) == (
        200,
        {"database": True, "broker": True, "worker": True, "canary": True, "stuck_letters": 0,
         "failing_sweeps": []},
    )  # fmt: skip


def test_a_silent_worker_is_named(client: Client) -> None:
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["worker"]) == (503, False)


def test_a_worker_that_looks_into_another_database_is_named(client: Client) -> None:
    """Its rounds come through, and what the web writes is never answered."""
    with time_machine.travel("2026-11-22 12:00", tick=False) as now:
        client.get("/health/ready")
        now.shift(200)
        Sweep.objects.update_or_create(
            name="round", defaults={"completed_at": clock.now()}
        )
        answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["canary"]) == (503, False)


def test_a_dead_database_is_named_and_no_server_error(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dead() -> bool:
        raise DatabaseError

    monkeypatch.setitem(health._PARTS, "database", dead)
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["database"]) == (503, False)
