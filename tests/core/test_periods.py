from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.periods import (
    half_year_name,
    half_year_of,
    half_years_over,
    months_after,
)

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), -12, date(2023, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 11, 23), -24, date(2024, 11, 23)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(
    day: date, months: int, then: date
) -> None:
    assert months_after(day, months) == then


@given(DAYS, st.integers(-120, 120), st.integers(1, 120))
def test_more_months_never_end_sooner(day: date, fewer: int, more: int) -> None:
    assert months_after(day, fewer) < months_after(day, fewer + more)


@given(DAYS)
def test_a_half_year_begins_in_january_or_july_and_ends_where_the_next_begins(
    day: date,
) -> None:
    first, last = half_year_of(day)
    assert first <= day <= last
    assert (first.month, first.day) in {(1, 1), (7, 1)}
    assert last + timedelta(days=1) == months_after(first, 6)
    assert half_year_name(first) == half_year_name(day) == half_year_name(last)
    assert half_year_name(last + timedelta(days=1)) != half_year_name(day)
    assert (
        half_year_name(date(987, 3, 1)) == "0987H1"
    )  # four figures, as addresses want


@pytest.mark.parametrize(
    ("today", "names"),
    [
        ("2026-06-30", ["2025H2", "2025H1", "2024H2"]),
        ("2026-07-01", ["2026H1", "2025H2", "2025H1"]),
        ("2027-01-01", ["2026H2", "2026H1", "2025H2"]),
    ],
)
def test_a_half_year_is_over_the_day_after_its_last(
    today: str, names: list[str]
) -> None:
    over = half_years_over(date.fromisoformat(today), 3)
    assert [half_year_name(one) for one in over] == names
    assert all(half_year_of(one)[1] == one for one in over)
