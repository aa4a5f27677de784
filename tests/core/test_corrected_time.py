from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.corrected_time import Sent, corrected, is_worth_saying

RECEIVED = datetime.fromisoformat("2026-10-25T09:00:00+00:00")
BOOT = "6f1c7a52-93d1-4f9e-9d0e-0c6a2f6f5b11"


def at(instant: datetime) -> str:
    return instant.isoformat(timespec="milliseconds")


@given(
    skew=st.timedeltas(timedelta(days=-1800), timedelta(days=1800)),
    jump=st.timedeltas(timedelta(hours=-26), timedelta(hours=26)),
    ago_ms=st.integers(0, 12 * 3600 * 1000),
)
def test_in_one_run_elapsed_time_tells_the_instant_however_the_clock_lies(
    skew: timedelta, jump: timedelta, ago_ms: int
) -> None:
    sent = Sent(RECEIVED + skew, 50_000_000, BOOT, RECEIVED)
    wall = RECEIVED - timedelta(milliseconds=ago_ms) + skew + jump

    instant, offset = corrected(at(wall), 50_000_000 - ago_ms, BOOT, sent)

    assert instant == RECEIVED - timedelta(milliseconds=ago_ms)
    assert abs(timedelta(milliseconds=offset) + skew + jump) < timedelta(milliseconds=2)


def test_an_earlier_run_is_shifted_by_the_offset_measured_at_sending() -> None:
    sent = Sent(RECEIVED + timedelta(hours=2), 1000, "another", RECEIVED)

    instant, offset = corrected(at(RECEIVED), 99, BOOT, sent)

    assert instant == RECEIVED - timedelta(hours=2)
    assert offset == -2 * 3600 * 1000


def test_both_half_past_two_of_the_october_night_stay_apart() -> None:
    sent = Sent(RECEIVED, 1000, "another", RECEIVED)
    summer, _ = corrected("2026-10-25T02:30:00.000+02:00", 1, BOOT, sent)
    winter, _ = corrected("2026-10-25T02:30:00.000+01:00", 1, BOOT, sent)

    assert winter - summer == timedelta(hours=1)


@pytest.mark.parametrize(
    "text",
    [
        "2026-13-01T00:00:00.000+01:00",
        "2026-02-30T00:00:00.000+01:00",
        "0000-01-01T00:00:00.000+01:00",
    ],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 — every calendar says it in its own words
        corrected(text, 1, BOOT, Sent(RECEIVED, 1, "x", RECEIVED))


@pytest.mark.parametrize(
    ("text", "clock_is_ahead"),
    [("0001-01-01T00:00:00.000+14:00", 400), ("9999-12-31T23:59:59.000-12:00", -400)],
)
def test_the_ends_of_the_calendar_are_refused(text: str, clock_is_ahead: int) -> None:
    sent = Sent(RECEIVED + timedelta(days=clock_is_ahead), 1, "another", RECEIVED)
    with pytest.raises(ValueError, match="calendar"):
        corrected(text, 1, BOOT, sent)


@pytest.mark.parametrize(
    ("ms", "said"), [(0, False), (120_000, False), (120_001, True), (-120_001, True)]
)
def test_more_than_two_minutes_are_said(ms: int, said: bool) -> None:
    assert is_worth_saying(ms) is said
