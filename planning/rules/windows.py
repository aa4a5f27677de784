"""When may a venue be visited tonight?

Within serving hours, and over before they end; or, to see that serving stops, around
their end: from ten minutes before to fifteen minutes after (cleared within thirty, AL
8:19 3 st). Where no hours are known, those of the law without another decision: from
11:00 to 01:00 (AL 8:19 2 st). Bounds are those of the START of a visit.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

from core.nights import LOCAL, night_bounds
from venues.rules.serving_hours import LAW_CLOSES, LAW_OPENS

_BEFORE_END = timedelta(minutes=10)
_AFTER_END = timedelta(minutes=15)


class Serving(Protocol):
    """A stretch of serving, or the row it is kept in: minutes after the day's midnight."""

    @property
    def space(self) -> str: ...

    @property
    def weekday(self) -> int: ...

    @property
    def opens_minute(self) -> int: ...

    @property
    def closes_minute(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Window:
    opens: datetime
    closes: datetime


def serving_tonight(hours: Iterable[Serving], night: date) -> Window | None:
    """From when to when the public is served that night; None when it is not.

    A venue whose hours nobody knows has those of the law.
    """
    known = [one for one in hours if one.space != "closed_party"]
    today = [
        (one.opens_minute, one.closes_minute)
        for one in known
        if one.weekday == night.weekday()
    ]
    if known and not today:
        return None
    opens, closes = (
        (min(one for one, _end in today), max(end for _one, end in today))
        if today
        else (LAW_OPENS, LAW_CLOSES)
    )
    begins, ends = night_bounds(night)
    found = Window(max(begins, _at(night, opens)), min(ends, _at(night, closes)))
    return found if found.opens < found.closes else None


def ordinary_window(serving: Window, lasts: timedelta) -> Window | None:
    """When a visit may begin so that it is over before serving ends."""
    latest = serving.closes - lasts
    return Window(serving.opens, latest) if serving.opens <= latest else None


def closing_window(serving: Window) -> Window:
    """When a check of the end of serving may begin."""
    return Window(serving.closes - _BEFORE_END, serving.closes + _AFTER_END)


def _at(day: date, minute: int) -> datetime:
    """A minute of a day's wall clock as an instant, past midnight as well."""
    days, rest = divmod(minute, 24 * 60)
    wall = datetime.combine(day + timedelta(days), time(rest // 60, rest % 60), LOCAL)
    return wall.astimezone(UTC)
