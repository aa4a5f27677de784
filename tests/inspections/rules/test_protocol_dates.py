from datetime import date

import pytest

from inspections.rules.protocol_dates import (
    protocol_promised_on,
    reply_invited_until,
    working_day_after,
)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 20), 10, date(2026, 12, 4)),
        (date(2026, 4, 1), 1, date(2026, 4, 2)),
        (date(2026, 4, 2), 1, date(2026, 4, 7)),  # Good Friday to Easter Monday
        (
            date(2026, 12, 23),
            1,
            date(2026, 12, 28),
        ),  # Christmas Eve, Day and Boxing Day
        (date(2026, 6, 18), 1, date(2026, 6, 22)),  # Midsummer Eve
    ],
)
def test_working_days_pass_over_weekends_and_holidays(
    day: date, count: int, expected: date
) -> None:
    assert working_day_after(day, count) == expected


def test_the_promise_and_the_reply_are_dated() -> None:
    assert protocol_promised_on(date(2026, 11, 20)) == date(2026, 12, 4)
    assert reply_invited_until(date(2026, 11, 22)) == date(2026, 12, 6)
