from datetime import date, timedelta

import pytest

from training.models import Validity
from training.rules.validity import (
    Standing,
    in_force,
    reminders_due,
    standing,
    valid_until,
)


@pytest.mark.parametrize(
    ("issued_on", "months", "until"),
    [
        (date(2026, 11, 23), 48, date(2030, 11, 23)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 11, 23), None, None),
    ],
)
def test_a_diploma_holds_for_the_months_that_were_decided(
    issued_on: date, months: int | None, until: date | None
) -> None:
    assert valid_until(issued_on, months) == until


@pytest.mark.parametrize(
    ("until", "is_revoked", "expected"),
    [
        (date(2026, 11, 23), False, Standing.VALID),
        (date(2026, 11, 22), False, Standing.EXPIRED),
        (None, False, Standing.VALID),
        (None, True, Standing.REVOKED),
        (date(2020, 1, 1), True, Standing.REVOKED),
    ],
)
def test_a_certificate_holds_through_its_last_day(
    until: date | None, is_revoked: bool, expected: Standing
) -> None:
    assert standing(until, is_revoked=is_revoked, today=date(2026, 11, 23)) == expected


def test_reminders_come_ninety_and_thirty_days_before() -> None:
    until = date(2027, 6, 1)
    counts = [
        reminders_due(until, until - timedelta(days=days))
        for days in (91, 90, 31, 30, 0)
    ]
    assert counts == [0, 1, 1, 2, 2]


def test_the_latest_rule_that_has_begun_applies() -> None:
    rows = [
        Validity(applies_from=date(2020, 1, 1), months=36),
        Validity(applies_from=date(2026, 1, 1), months=48),
    ]
    months = [
        row and row.months
        for day in (date(2019, 1, 1), date(2025, 12, 31), date(2026, 1, 1))
        for row in [in_force(rows, day)]
    ]
    assert months == [None, 36, 48]
