from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.rules.season import seasons

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("measure", "before", "after", "is_over"),
    [
        ("2025-03-14", "2024-04-01 2024-09-30", "2025-04-01 2025-09-30", True),
        ("2025-03-01", "2024-04-01 2024-09-30", "2025-04-01 2025-09-30", True),
        ("2025-08-31", "2024-09-01 2025-02-28", "2025-09-01 2026-02-28", True),
        # The leap day is as good as the last of February.
        ("2023-08-31", "2022-09-01 2023-02-28", "2023-09-01 2024-02-29", True),
        ("2025-12-31", "2025-01-01 2025-06-30", "2026-01-01 2026-06-30", True),
        # Still going on: as many days a year before.
        ("2026-08-02", "2025-09-01 2025-11-22", "2026-09-01 2026-11-22", False),
        ("2026-10-30", "2025-11-01 2025-11-22", "2026-11-01 2026-11-22", False),
    ],
)
def test_summer_is_held_against_summer(
    measure: str, before: str, after: str, *, is_over: bool
) -> None:
    found = seasons(date.fromisoformat(measure), TODAY)
    assert found is not None
    assert " ".join(map(str, found.before)) == before
    assert " ".join(map(str, found.after)) == after
    assert found.is_over is is_over


@pytest.mark.parametrize("measure", ["2026-11-01", "2026-11-23", "2027-01-01"])
def test_nothing_comes_after_a_measure_of_this_month(measure: str) -> None:
    assert seasons(date.fromisoformat(measure), TODAY) is None


def test_the_first_day_after_the_month_is_enough() -> None:
    found = seasons(date(2026, 10, 30), date(2026, 11, 2))
    assert found is not None
    assert found.after == (date(2026, 11, 1), date(2026, 11, 1))
    assert seasons(date(2026, 10, 30), date(2026, 11, 1)) is None


@given(st.dates(date(1991, 1, 1), date(2100, 1, 1)), st.integers(0, 500))
def test_the_two_times_never_meet_and_are_as_long_but_for_a_leap_day(
    measure: date, days: int
) -> None:
    found = seasons(measure, measure + timedelta(days=days))
    if found is None:
        return
    assert found.before[0] <= found.before[1] < measure.replace(day=1)
    assert measure < found.after[0] <= found.after[1]
    lengths = [(last - first).days for first, last in (found.before, found.after)]
    assert abs(lengths[0] - lengths[1]) <= 1
