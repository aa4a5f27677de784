"""Which months are held against each other before and after a measure?

The six calendar months after the month of the measure, and the same six a year before:
summer against summer, so that the season is not taken for the measure (domain note
purple-flag-and-safety 1.8, KE9). While the six months are not over, the same shorter time
is taken a year before.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from core.periods import months_after

MONTHS, MONTHS_OF_A_YEAR = 6, 12


@dataclass(frozen=True, slots=True)
class Seasons:
    """Days `before` and `after`, first and last included. `is_over` when all six months
    after have passed.
    """

    before: tuple[date, date]
    after: tuple[date, date]
    is_over: bool


def seasons(measure: date, today: date) -> Seasons | None:
    """The two times for a measure of that day; None before a day after it has passed."""
    first = months_after(measure.replace(day=1), 1)
    last = months_after(first, MONTHS) - timedelta(days=1)
    until = min(last, today - timedelta(days=1))
    if until < first:
        return None
    return Seasons(
        (_a_year_before(first), _a_year_before(until)), (first, until), until == last
    )


def _a_year_before(day: date) -> date:
    """The same day a year before; the last of February for a leap day."""
    return months_after(day, -MONTHS_OF_A_YEAR)
