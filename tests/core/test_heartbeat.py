from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from core.heartbeat import is_recent, last_round
from tasks.heartbeat import record_sweep

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_round_leaves_its_instant() -> None:
    with time_machine.travel(NOON, tick=False):
        record_sweep()
    assert last_round() == NOON


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
