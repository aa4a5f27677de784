from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache

from tasks.alive import is_recent
from tasks.heartbeat import LAST_SWEEP, record_sweep

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_round_leaves_its_instant():
    with time_machine.travel(NOON, tick=False):
        record_sweep()
    assert cache.get(LAST_SWEEP) == NOON


@pytest.mark.parametrize(
    ("ago", "recent"),
    [
        (timedelta(seconds=61), True),
        (timedelta(minutes=2, seconds=59), True),
        (timedelta(minutes=3), False),
        (timedelta(days=7), False),
    ],
)
def test_silence_begins_after_three_minutes(ago: timedelta, recent: bool):
    assert is_recent(NOON - ago, NOON) is recent


def test_no_round_at_all_is_silence():
    assert not is_recent(None, NOON)
