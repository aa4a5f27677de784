from datetime import date

import pytest

from training.rules.knowledge_test import (
    knowledge_test_passed,
    knowledge_test_valid_until,
)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [(6, True), (5, False)],  # 8 asked, 6 right needed: domain note 6.2
)
def test_three_quarters_of_each_area_are_needed(policy: int, expected: bool) -> None:
    result = [
        {"area": "policy", "right": policy, "asked": 8},
        {"area": "supervision", "right": 8, "asked": 8},
    ]
    assert knowledge_test_passed(result) is expected  # type: ignore[arg-type]


def test_it_counts_for_five_years() -> None:
    assert knowledge_test_valid_until(date(2026, 2, 28)) == date(2031, 2, 28)
