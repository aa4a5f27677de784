from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import parse_instant
from core.errors import Invalid
from core.nights import (
    TimeZoneOfNight,
    night_bounds,
    night_of,
    night_or_civil_date,
    time_zone_of,
)

TABLE = [
    ("2026-11-20T16:59:59+01:00", None, None),
    ("2026-11-20T17:00:00+01:00", "2026-11-20", "17-20"),
    ("2026-11-20T20:00:00+01:00", "2026-11-20", "20-23"),
    ("2026-11-20T23:00:00+01:00", "2026-11-20", "23-02"),
    ("2026-11-21T01:59:59+01:00", "2026-11-20", "23-02"),
    ("2026-11-21T02:00:00+01:00", "2026-11-20", "02-05"),
    ("2026-11-21T04:59:59+01:00", "2026-11-20", "02-05"),
    ("2026-11-21T05:00:00+01:00", None, None),
    ("2026-10-25T02:30:00+02:00", "2026-10-24", "02-05"),
    ("2026-10-25T02:30:00+01:00", "2026-10-24", "02-05"),
    ("2027-01-01T00:30:00+01:00", "2026-12-31", "23-02"),
]


@pytest.mark.parametrize(("text", "night", "zone"), TABLE)
def test_instants_fall_in_their_night_and_time_zone(
    text: str, night: str | None, zone: str | None
) -> None:
    instant = parse_instant(text)

    assert night_of(instant) == (None if night is None else date.fromisoformat(night))
    assert time_zone_of(instant) == zone


def test_by_day_the_civil_date_counts() -> None:
    assert night_or_civil_date(parse_instant("2026-11-21T12:00:00+01:00")) == date(
        2026, 11, 21
    )


@pytest.mark.parametrize(
    ("night", "hours"),
    [(date(2026, 3, 28), 11), (date(2026, 10, 24), 13), (date(2026, 11, 20), 12)],
)
def test_clock_change_nights_have_their_real_length(night: date, hours: int) -> None:
    starts, ends = night_bounds(night)
    assert ends - starts == timedelta(hours=hours)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2041, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_an_instant_lies_within_the_bounds_of_its_night(instant: datetime) -> None:
    night = night_of(instant)
    assert (night is None) == (time_zone_of(instant) is None)
    if night is not None:
        starts, ends = night_bounds(night)
        assert starts <= instant < ends
        assert time_zone_of(instant) in set(TimeZoneOfNight)


def test_a_naive_time_is_refused_with_what_to_write_instead() -> None:
    with pytest.raises(Invalid, match="UTC") as refusal:
        parse_instant("2026-10-25T02:30:00")
    assert refusal.value.stable_code == "naive_time"
    with pytest.raises(ValueError, match="offset"):
        night_of(datetime(2026, 10, 25, 2, 30))  # noqa: DTZ001
