"""Which hours does a text say? As registers write them, in Swedish.

`Mån-tor 11:00-01:00, fre-lör 11:00-03:00; uteservering alla dagar 11:00-22:00`. Times are
minutes after the midnight that begins the day; an end at or before its beginning lies on
the next morning. What cannot be read is kept as text and told, never guessed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

_DAYS = ("mån", "tis", "ons", "tor", "fre", "lör", "sön")
_DAY = r"(?:mån|tis|ons|tor|fre|lör|sön)(?:s?dag(?:ar)?)?"
_STRETCH = re.compile(
    rf"(?P<space>inomhus|inne|ute(?:servering)?|slutet sällskap|slutna sällskap)?\s*:?\s*"
    rf"(?P<days>alla dagar|dagligen|{_DAY}(?:\s*(?:-|–|till|t\.o\.m\.|,|och)\s*{_DAY})*)?"
    r"\s*:?\s*(?:kl\.?\s*)?(?P<from>\d{1,2})[:.](?P<from_minute>\d{2})"
    r"\s*(?:-|–|till)\s*(?P<to>\d{1,2})[:.](?P<to_minute>\d{2})",
)
_SPACES = {
    "inomhus": "indoor",
    "inne": "indoor",
    "ute": "outdoor",
    "uteservering": "outdoor",
    "slutet sällskap": "closed_party",
    "slutna sällskap": "closed_party",
}
_BETWEEN = re.compile(r"[\s,;.&]*(?:och)?[\s,;.&]*")
LAW_OPENS, LAW_CLOSES = 11 * 60, 25 * 60
"""Serving without another decision: from 11:00 to 01:00 (AL 8:19 2 st)."""
_DAY_MINUTES, _LAST_HOUR, _LAST_MINUTE = 1440, 24, 59


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Serving on one weekday (0 = Monday) in one space."""

    space: str
    weekday: int
    opens_minute: int
    closes_minute: int


class Closing(Protocol):
    """Anything that closes: a stretch, or the row it is kept in."""

    @property
    def space(self) -> str: ...

    @property
    def closes_minute(self) -> int: ...


def read_hours(text: str) -> tuple[Stretch, ...] | None:
    """Every stretch a text says, sorted; None when any part of it cannot be read."""
    rest = text.lower().replace("\u00a0", " ").strip()
    found: dict[tuple[str, int], list[Stretch]] = {}
    space, days = "indoor", tuple(range(7))
    while rest:
        match = _STRETCH.match(rest)
        if match is None:
            return None
        space = _SPACES.get(match["space"] or "", space)
        days = _weekdays(match["days"]) if match["days"] else days
        minutes = _minutes(match)
        if minutes is None:
            return None
        for day in days:
            found.setdefault((space, day), []).append(Stretch(space, day, *minutes))
        rest = rest[match.end() :]
        rest = rest[_BETWEEN.match(rest).end() :]  # type: ignore[union-attr] # matches always
    return tuple(sorted({one for stretches in found.values() for one in stretches}))


def _minutes(match: re.Match[str]) -> tuple[int, int] | None:
    hours = int(match["from"]), int(match["to"])
    parts = int(match["from_minute"]), int(match["to_minute"])
    if max(hours) > _LAST_HOUR or max(parts) > _LAST_MINUTE:
        return None
    opens, closes = (hour * 60 + part for hour, part in zip(hours, parts, strict=True))
    opens %= _DAY_MINUTES
    return opens, closes if closes > opens else closes + _DAY_MINUTES


def _weekdays(text: str) -> tuple[int, ...]:
    if text in {"alla dagar", "dagligen"}:
        return tuple(range(7))
    days: list[int] = []
    parts = re.split(r"\s*(,|och)\s*", text)
    for part in parts[::2]:
        ends = [_DAYS.index(day[:3]) for day in re.findall(_DAY, part)]
        first, last = ends[0], ends[-1]
        span = (last - first) % 7
        days += [(first + step) % 7 for step in range(span + 1)]
    return tuple(dict.fromkeys(days))


def clock_of(minute: int) -> str:
    """A minute after a day's midnight as the clock shows it: 1560 is 02:00."""
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def latest_public_end(stretches: Iterable[Closing]) -> int | None:
    """The latest end of public serving, in minutes after midnight; None if none is known."""
    return max(
        (one.closes_minute for one in stretches if one.space != "closed_party"),
        default=None,
    )
