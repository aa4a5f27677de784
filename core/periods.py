"""Reckoning in months and half-years, which are not all of one length."""

from calendar import monthrange
from datetime import date

_SECOND_HALF = 7


def half_year_begun(day: date) -> date:
    """The first day of the half-year that the day is in."""
    return date(day.year, _SECOND_HALF if day.month >= _SECOND_HALF else 1, 1)


def months_after(day: date, months: int) -> date:
    """The same day so many months on; the month's last where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
