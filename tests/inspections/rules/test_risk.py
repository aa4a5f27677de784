from datetime import date

import pytest

from inspections.rules.risk import (
    Factor,
    RiskClass,
    VenueFacts,
    risk_class,
    risk_factors,
    risk_table_on,
)

TODAY = date(2026, 11, 22)
TABLE = risk_table_on(TODAY)
PLAIN = {"business_kind": "restaurant"}


@pytest.mark.parametrize(
    ("facts", "factor", "points"),
    [
        ({"serving_until_minute": 1500}, Factor.SERVING_UNTIL, 0),
        ({"serving_until_minute": 1501}, Factor.SERVING_UNTIL, 2),
        ({"serving_until_minute": 1560}, Factor.SERVING_UNTIL, 2),
        ({"serving_until_minute": 1620}, Factor.SERVING_UNTIL, 4),
        ({"serving_until_minute": 1740}, Factor.SERVING_UNTIL, 6),
        ({"capacity": 49}, Factor.CAPACITY, 0),
        ({"capacity": 50}, Factor.CAPACITY, 1),
        ({"capacity": 149}, Factor.CAPACITY, 1),
        ({"capacity": 150}, Factor.CAPACITY, 2),
        ({"capacity": 500}, Factor.CAPACITY, 3),
        ({"business_kind": "pub_bar"}, Factor.BUSINESS_KIND, 2),
        ({"business_kind": "nightclub"}, Factor.BUSINESS_KIND, 4),
        ({"entry_age": 18}, Factor.YOUNG_CROWD, 2),
        ({"entry_age": 20}, Factor.YOUNG_CROWD, 0),
        ({"sales_sek": 999_999}, Factor.SALES, 0),
        ({"sales_sek": 1_000_000}, Factor.SALES, 1),
        ({"sales_sek": 4_000_001}, Factor.SALES, 2),
        ({"findings": (("serious", date(2026, 1, 1)),)}, Factor.FINDINGS, 2),
        ({"findings": (("serious", date(2024, 11, 22)),)}, Factor.FINDINGS, 0),
        ({"findings": (("critical", date(2026, 1, 1)),) * 3}, Factor.FINDINGS, 8),
        ({"holder_since": date(2026, 1, 1)}, Factor.NEW_HOLDER, 2),
        ({"holder_since": date(2025, 11, 22)}, Factor.NEW_HOLDER, 0),
        ({"complaints": (date(2026, 1, 1),)}, Factor.COMPLAINTS, 1),
        ({"complaints": (date(2026, 1, 1),) * 5}, Factor.COMPLAINTS, 3),
        ({"complaints": (date(2025, 11, 22),)}, Factor.COMPLAINTS, 0),
        ({}, Factor.CAPACITY, 0),
    ],
)
def test_every_factor_gives_its_points(
    facts: dict[str, object], factor: Factor, points: int
) -> None:
    found = risk_factors(VenueFacts(**{**PLAIN, **facts}), TODAY, TABLE)  # type: ignore[arg-type]

    assert found == ({factor: points} if points else {})


@pytest.mark.parametrize(
    ("points", "expected"),
    [(0, "D"), (2, "D"), (3, "C"), (7, "C"), (8, "B"), (13, "B"), (14, "A"), (40, "A")],
)
def test_points_make_a_class(points: int, expected: str) -> None:
    assert risk_class(points, TABLE) == RiskClass(expected)
