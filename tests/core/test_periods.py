from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.periods import half_year_begun, months_after

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
def test_a_half_year_begins_in_january_or_july(day: date) -> None:
    begun = half_year_begun(day)
    assert begun <= day < months_after(begun, 6)
    assert (begun.month, begun.day) in {(1, 1), (7, 1)}
