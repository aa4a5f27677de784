from datetime import date

import pytest

from promises.rules.follow_up import due_for, fingerprint_of, half_year_of, name_of


@pytest.mark.parametrize(
    ("day", "first", "last", "name", "due"),
    [
        ("2026-01-01", "2026-01-01", "2026-06-30", "2026H1", "2026-08-15"),
        ("2026-06-30", "2026-01-01", "2026-06-30", "2026H1", "2026-08-15"),
        ("2026-07-01", "2026-07-01", "2026-12-31", "2026H2", "2027-02-15"),
        ("2024-12-31", "2024-07-01", "2024-12-31", "2024H2", "2025-02-15"),
    ],
)
def test_a_half_year_its_name_and_the_day_on_which_it_is_told(
    day: str, first: str, last: str, name: str, due: str
) -> None:
    found = half_year_of(date.fromisoformat(day))
    assert [one.isoformat() for one in found] == [first, last]
    assert name_of(found[1]) == name
    assert due_for(found[1]).isoformat() == due


def test_the_fingerprint_is_of_what_is_said_not_of_its_order() -> None:
    one = {"format": 1, "municipality": "Östersund", "promises": []}
    other = {"promises": [], "municipality": "Östersund", "format": 1}
    assert fingerprint_of(one) == fingerprint_of(other)  # type: ignore[arg-type]
    changed = {**one, "municipality": "Ostersund"}
    assert fingerprint_of(one) != fingerprint_of(changed)  # type: ignore[arg-type]
