from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.nights import LOCAL, local
from situation.rules.cycle import (
    DAYS,
    Span,
    answer_by,
    cycle_for,
    cycle_to_answer,
    following,
)

ONE, TWO, THREE = (uuid4() for _ in range(3))
FIRST = date(2026, 3, 2)


def spans(*shared: UUID) -> list[Span]:
    """Three cycles of a week, each due at noon the day after."""
    found = []
    for number, key in enumerate((ONE, TWO, THREE)):
        first = FIRST + timedelta(days=7 * number)
        last = first + timedelta(days=6)
        due = datetime.combine(last + timedelta(days=1), datetime.min.time(), LOCAL)
        found.append(Span(key, first, last, due + timedelta(hours=12), key in shared))
    return found


@pytest.mark.parametrize(
    ("night", "shared", "into"),
    [
        ("2026-03-02", (), ONE),
        ("2026-03-08", (), ONE),
        ("2026-03-09", (), TWO),
        ("2026-03-08", (ONE,), TWO),  # late: its picture is out
        ("2026-03-08", (ONE, TWO), THREE),
        ("2026-02-20", (), ONE),  # before there was a cycle
        ("2026-03-23", (), None),  # no cycle has come that far
        ("2026-03-22", (ONE, TWO, THREE), None),
    ],
)
def test_what_was_seen_is_told_in_its_own_cycle_while_that_takes_in(
    night: str, shared: tuple[UUID, ...], into: UUID | None
) -> None:
    found = cycle_for(date.fromisoformat(night), spans(*shared)[::-1])
    assert (found and found.key) == into


@pytest.mark.parametrize(
    ("now", "answered", "shared", "asked"),
    [
        ("2026-03-05T10:00", (), (), ONE),
        ("2026-03-09T10:00", (), (), ONE),  # ended, not due yet
        ("2026-03-09T10:00", (ONE,), (), TWO),
        ("2026-03-09T10:00", (ONE, TWO), (), None),
        ("2026-03-09T10:00", (), (ONE,), TWO),
        ("2026-03-09T12:00", (), (), ONE),  # to the minute
        ("2026-03-09T12:01", (), (), TWO),  # the first was due
        ("2026-03-01T10:00", (), (), None),  # nothing has begun
        ("2026-03-23T12:01", (), (), None),
    ],
)
def test_nothing_to_report_is_said_of_the_cycle_that_waits_for_it(
    now: str, answered: tuple[UUID, ...], shared: tuple[UUID, ...], asked: UUID | None
) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=LOCAL)
    found = cycle_to_answer(at, spans(*shared), frozenset(answered))
    assert (found and found.key) == asked


def test_the_hours_stay_those_of_the_wall_clock_when_the_clocks_are_moved() -> None:
    due = datetime(2026, 3, 23, 12, 0, tzinfo=LOCAL)
    meets = datetime(2026, 3, 24, 9, 0, tzinfo=LOCAL)
    first, last, next_due, next_meets = following(
        date(2026, 3, 9), date(2026, 3, 22), due.astimezone(UTC), meets.astimezone(UTC)
    )
    assert (first, last) == (date(2026, 3, 23), date(2026, 4, 5))
    assert local(next_due).isoformat() == "2026-04-06T12:00:00+02:00"
    assert local(next_meets).isoformat() == "2026-04-07T09:00:00+02:00"


@given(first=st.dates(date(2020, 1, 1), date(2030, 1, 1)), days=st.integers(1, 92))
def test_one_cycle_begins_where_the_other_ends_and_is_as_long(
    first: date, days: int
) -> None:
    last = first + timedelta(days=days - 1)
    at = datetime.combine(last + timedelta(days=1), datetime.min.time(), LOCAL)
    begins, ends, due, _meets = following(first, last, at, at)
    assert begins == last + timedelta(days=1)
    assert (ends - begins).days == days - 1
    assert (local(due).date() - ends).days == 1
    assert answer_by(first, last) == last + timedelta(days=2 * days)


def test_a_year_of_fourteen_days_has_twenty_six_cycles_or_twenty_seven() -> None:
    for year in range(2021, 2031):
        begins = date(year, 1, 1)
        days = (date(year + 1, 1, 1) - begins).days
        assert -(-days // DAYS) in {26, 27}
