from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command

from core.heartbeat import ask, is_answered, is_recent, last_round, record_round
from core.models import Canary
from core.post import Draft, write_letters
from tasks.heartbeat import sweep

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_round_handles_what_waits_and_leaves_its_instant() -> None:
    write_letters([Draft("k", "a@example.test", "A", "A")])
    with time_machine.travel(NOON + timedelta(days=3650), tick=False):
        sweep()
    assert last_round() == NOON + timedelta(days=3650)
    assert len(mail.outbox) == 1


def test_the_same_can_be_done_without_a_broker() -> None:
    write_letters([Draft("k", "a@example.test", "A", "A")])
    call_command("reconcile")
    assert last_round() is not None
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("ago", "recent"),
    [
        (timedelta(seconds=61), True),
        (timedelta(minutes=2, seconds=59), True),
        (timedelta(minutes=3), False),
        (timedelta(days=7), False),
    ],
)
def test_silence_begins_after_three_minutes(ago: timedelta, recent: bool) -> None:
    assert is_recent(NOON - ago, NOON) is recent


def test_no_round_at_all_is_silence() -> None:
    assert not is_recent(None, NOON)


def test_a_question_is_asked_once_a_minute_and_answered_by_a_round() -> None:
    for second in range(0, 180, 5):
        ask(NOON + timedelta(seconds=second))
    assert Canary.objects.count() == 3
    late = NOON + timedelta(minutes=3)
    assert not is_answered(late)
    record_round(late)
    assert is_answered(late)
    record_round(late + timedelta(days=2))
    assert Canary.objects.count() == 0
