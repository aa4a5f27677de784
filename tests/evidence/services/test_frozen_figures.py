"""Which period a figure of a pack is of."""

from datetime import date

import pytest

from evidence.indicators.registry import REGISTRY
from evidence.services.frozen_figures import period_for


@pytest.mark.parametrize(
    ("code", "until", "period"),
    [
        ("KI7", date(2026, 6, 30), "2026H1"), ("KI14", date(2026, 6, 30), "R12-2026-06-30"),
        ("KT7", date(2026, 6, 30), "2025"), ("KT7", date(2026, 12, 31), "2026"),
    ],
)  # fmt: skip
def test_each_figure_is_of_the_last_period_it_is_meant_for(
    code: str, until: date, period: str
) -> None:
    assert period_for(REGISTRY[code], until).code == period
