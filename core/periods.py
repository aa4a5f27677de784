"""Reckoning in months and half-years, which are not all of one length."""

from calendar import monthrange
from datetime import date, timedelta

_SECOND_HALF = 7


def half_year_of(day: date) -> tuple[date, date]:
    """First and last day of the half-year that a day is in."""
    if day.month < _SECOND_HALF:
        return date(day.year, 1, 1), date(day.year, 6, 30)
    return date(day.year, _SECOND_HALF, 1), date(day.year, 12, 31)


def half_year_name(day: date) -> str:
    """How addresses name the half-year that a day is in: `2026H1`."""
    return f"{day.year:04}H{1 if day.month < _SECOND_HALF else 2}"


def half_years_over(today: date, count: int) -> list[date]:
    """The last days of so many half-years that have ended, the latest first."""
    found: list[date] = []
    while len(found) < count:
        first, _last = half_year_of(found[-1] if found else today)
        found.append(first - timedelta(days=1))
    return found


def months_after(day: date, months: int) -> date:
    """The same day so many months on; the month's last where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
