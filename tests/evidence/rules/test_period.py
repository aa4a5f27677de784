from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.rules.period import half_year, period_named, rolling, year

DAYS = st.dates(date(1995, 1, 1), date(2190, 12, 31))


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2026H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("R12-2026-06-30", date(2025, 7, 1), date(2026, 6, 30)),
        ("R12-2024-02-28", date(2023, 3, 1), date(2024, 2, 28)),
        ("R12-2024-02-29", date(2023, 3, 1), date(2024, 2, 29)),
    ],
)
def test_a_code_names_its_days(code: str, first: date, last: date) -> None:
    found = period_named(code)
    assert found is not None
    assert (found.first, found.last, found.code) == (first, last, code)


@pytest.mark.parametrize(
    "code",
    ["", "26", "2026H3", "2026H1 ", "R12-2026-02-30", "0000", "9999", "R12-", "٢٠٢٦"],
)
def test_what_is_no_period_is_none(code: str) -> None:
    assert period_named(code) is None


@given(DAYS)
def test_periods_of_a_kind_follow_one_another_without_a_gap(day: date) -> None:
    for made in (half_year(day), year(day), rolling(day)):
        assert made.first <= day <= made.last
        assert period_named(made.code) == made
        before = made.previous()
        assert before.kind is made.kind
        assert before.last + timedelta(days=1) == made.first
    assert 365 <= rolling(day).days <= 366


def test_the_last_periods_end_with_this_one() -> None:
    codes = [one.code for one in half_year(date(2026, 8, 1)).back(4)]
    assert codes == ["2025H1", "2025H2", "2026H1", "2026H2"]
