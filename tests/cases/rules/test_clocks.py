from datetime import date

import pytest

from cases.rules.clocks import may_appeal_until


@pytest.mark.parametrize(
    ("received", "until"),
    [
        (date(2026, 11, 2), date(2026, 11, 23)),  # a Monday, three weeks later
        (date(2026, 11, 7), date(2026, 11, 30)),  # a Saturday gives the Monday
        (date(2026, 12, 4), date(2026, 12, 28)),  # Christmas Day, Boxing Day, a Sunday
        (date(2026, 5, 29), date(2026, 6, 22)),  # Midsummer Eve and the days after
    ],
)
def test_three_weeks_end_on_a_working_day(received: date, until: date) -> None:
    assert may_appeal_until(received) == until
