"""The periods that figures are given for."""

from datetime import date

_SECOND_HALF = 7


def half_year_begun(day: date) -> date:
    """The first day of the half-year that the day is in."""
    return date(day.year, _SECOND_HALF if day.month >= _SECOND_HALF else 1, 1)
