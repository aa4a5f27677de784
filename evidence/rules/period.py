"""For which time does a figure speak?

Half-years, years and rolling twelve months (domain note purple-flag-and-safety 1.7, rule
4). The night, named after its first day, decides: New Year's night belongs to the old year.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from core.periods import half_year_name, half_year_of
from evidence.models import PeriodKind

_HALF, _YEAR, _ROLLING = (
    re.compile(r"([0-9]{4})H([12])"),
    re.compile(r"([0-9]{4})"),
    re.compile(r"R12-([0-9]{4}-[0-9]{2}-[0-9]{2})"),
)
FIRST_YEAR, LAST_YEAR = 1990, 2199
"""What lies beyond is a slip of the pen."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days `first` to `last`, both included. `code` is how addresses name it."""

    first: date
    last: date
    kind: PeriodKind

    @property
    def code(self) -> str:
        """`2026H1`, `2026` or `R12-2026-06-30`."""
        if self.kind is PeriodKind.HALF_YEAR:
            return half_year_name(self.first)
        if self.kind is PeriodKind.YEAR:
            return f"{self.first.year:04}"
        return f"R12-{self.last.isoformat()}"

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def previous(self) -> "Period":
        """The one before it, of the same kind and ending where this one begins."""
        before = self.first - timedelta(days=1)
        makers = {
            PeriodKind.HALF_YEAR: half_year,
            PeriodKind.YEAR: year,
            PeriodKind.ROLLING: rolling,
        }
        return makers[self.kind](before)

    def back(self, count: int) -> list["Period"]:
        """So many periods, the last of them this one, in the order of time."""
        found = [self]
        while len(found) < count and found[0].first.year > FIRST_YEAR:
            found.insert(0, found[0].previous())
        return found


def half_year(day: date) -> Period:
    """The half-year that the day is in."""
    return Period(*half_year_of(day), PeriodKind.HALF_YEAR)


def year(day: date) -> Period:
    """The calendar year that the day is in."""
    return Period(date(day.year, 1, 1), date(day.year, 12, 31), PeriodKind.YEAR)


def rolling(last: date) -> Period:
    """The twelve months that end on the day."""
    after = last + timedelta(days=1)
    is_leap_day = (after.month, after.day) == (2, 29)
    first = (
        date(after.year - 1, 3, 1)
        if is_leap_day
        else after.replace(year=after.year - 1)
    )
    return Period(first, last, PeriodKind.ROLLING)


def period_named(code: str) -> Period | None:
    """The period of a code; None when it is none."""
    try:
        if found := _HALF.fullmatch(code):
            made = half_year(date(int(found[1]), 1 if found[2] == "1" else 7, 1))
        elif found := _YEAR.fullmatch(code):
            made = year(date(int(found[1]), 1, 1))
        elif found := _ROLLING.fullmatch(code):
            made = rolling(date.fromisoformat(found[1]))
        else:
            return None
    except (ValueError, OverflowError):
        return None
    return (
        made if made.first.year >= FIRST_YEAR and made.last.year <= LAST_YEAR else None
    )
