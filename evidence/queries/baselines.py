"""Baselines: the one in force for each figure and length of time, and those before it."""

from accounts.models import Agency
from evidence.models import Baseline

InForce = dict[tuple[str, str], Baseline]
"""By the figure's code and the kind of period."""


def baselines_of(agency: Agency, indicator: str) -> list[Baseline]:
    """Every baseline of a figure, the latest first."""
    rows = Baseline.objects.filter(agency=agency, indicator=indicator)
    return list(rows.select_related("set_by").order_by("-set_at", "-pk"))


def baselines_in_force(agency: Agency) -> InForce:
    """The one in force of every figure that has one, for each kind of period."""
    rows = Baseline.objects.filter(agency=agency)
    return {(row.indicator, row.kind): row for row in rows.order_by("set_at", "pk")}
