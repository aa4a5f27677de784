"""Operational nights and the four time zones of the Purple Flag grid.

A night runs from 17:00 to 05:00 local time and bears the name of its first day; what
happens between 05:00 and 17:00 belongs to no night and is counted on its civil date.
Source: domain notes, Purple Flag 1.3 and calculation rules 1 and 4.
"""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/Stockholm")
NIGHT_STARTS = time(17)
NIGHT_ENDS = time(5)
FARTHEST = timedelta(days=730)
"""How far ahead a day may lie that somebody enters: what lies beyond is a slip of the pen."""


class TimeZoneOfNight(StrEnum):
    """The four columns of the grid, half-open: 20:00 belongs to the second only."""

    EARLY_EVENING = "17-20"
    LATE_EVENING = "20-23"
    NIGHT = "23-02"
    LATE_NIGHT = "02-05"


_FIRST_HOURS = (
    (frozenset({17, 18, 19}), TimeZoneOfNight.EARLY_EVENING),
    (frozenset({20, 21, 22}), TimeZoneOfNight.LATE_EVENING),
    (frozenset({23, 0, 1}), TimeZoneOfNight.NIGHT),
    (frozenset({2, 3, 4}), TimeZoneOfNight.LATE_NIGHT),
)


def local(instant: datetime) -> datetime:
    """The same instant on the wall clock in Sweden. Naive times are refused."""
    if instant.tzinfo is None:
        msg = "A time without its offset cannot be placed in a night."
        raise ValueError(msg)
    return instant.astimezone(LOCAL)


def night_of(instant: datetime) -> date | None:
    """The night an instant belongs to, named after its first day; None by day."""
    here = local(instant)
    if here.time() >= NIGHT_STARTS:
        return here.date()
    if here.time() < NIGHT_ENDS:
        return here.date() - timedelta(days=1)
    return None


def night_or_civil_date(instant: datetime) -> date:
    """The date under which an instant is counted in every figure."""
    return night_of(instant) or local(instant).date()


def time_zone_of(instant: datetime) -> TimeZoneOfNight | None:
    """The time zone of the night an instant falls in; None by day."""
    hour = local(instant).hour
    return next((zone for hours, zone in _FIRST_HOURS if hour in hours), None)


def hours_of(zone: TimeZoneOfNight) -> frozenset[int]:
    """The hours on the clock whose minutes all lie in the time zone."""
    return next(hours for hours, one in _FIRST_HOURS if one is zone)


def night_bounds(night: date) -> tuple[datetime, datetime]:
    """First instant of the night and the first one after it, in UTC.

    Eleven hours long on the last Saturday of March, thirteen on that of October.
    """
    starts = datetime.combine(night, NIGHT_STARTS, LOCAL)
    ends = datetime.combine(night + timedelta(days=1), NIGHT_ENDS, LOCAL)
    return starts.astimezone(UTC), ends.astimezone(UTC)
