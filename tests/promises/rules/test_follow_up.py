from datetime import date

import pytest

from promises.rules.follow_up import due_for, fingerprint_of


@pytest.mark.parametrize(
    ("last", "due"),
    [
        ("2026-06-30", "2026-08-15"),
        ("2026-12-31", "2027-02-15"),
        ("2024-12-31", "2025-02-15"),
    ],
)
def test_six_weeks_after_the_half_year_it_is_told(last: str, due: str) -> None:
    assert due_for(date.fromisoformat(last)).isoformat() == due


def test_the_fingerprint_is_of_what_is_said_not_of_its_order() -> None:
    one = {"format": 1, "municipality": "Östersund", "promises": []}
    other = {"promises": [], "municipality": "Östersund", "format": 1}
    assert fingerprint_of(one) == fingerprint_of(other)  # type: ignore[arg-type]
    changed = {**one, "municipality": "Ostersund"}
    assert fingerprint_of(one) != fingerprint_of(changed)  # type: ignore[arg-type]
