"""Baselines: the one in force for each figure, and those before it."""

from evidence.models import Baseline


def baselines_of(municipality: str, indicator: str) -> list[Baseline]:
    """Every baseline of a figure, the one in force first."""
    rows = Baseline.objects.filter(municipality=municipality, indicator=indicator)
    return list(rows.select_related("set_by").order_by("-set_at", "-pk"))


def baselines_in_force(municipality: str) -> dict[str, Baseline]:
    """The one in force of every figure that has one, by the figure's code."""
    rows = Baseline.objects.filter(municipality=municipality)
    return {row.indicator: row for row in rows.order_by("set_at", "pk")}
