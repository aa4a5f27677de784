"""What does a roster say? Lines of a night, a name, and two times; typed, pasted or a file.

With a row of column names in Swedish or English, or without one in the order night, name,
from, to. A time before the night ends, or at or before the one it begins with, lies on the
next morning.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.nights import NIGHT_ENDS

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "night": ("night", "date", "day", "natt", "datum", "dag"),
    "name": ("name", "namn", "personal", "staff"),
    "starts": ("from", "start", "starts", "från", "börjar"),
    "ends": ("to", "end", "ends", "till", "slut", "slutar"),
}
_ORDER = tuple(_COLUMNS)
_TIME = re.compile(r"([01]?[0-9]|2[0-4])[:.]?([0-5][0-9])?", re.ASCII)
_DAY = 1440


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One line, its times in minutes after the midnight that begins the night's day."""

    row: int
    night: date
    name: str
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that cannot be taken, and why."""

    row: int
    said: str
    why: str | Promise


def read_roster(
    rows: Sequence[tuple[int, Sequence[str]]],
) -> tuple[list[RosterLine], list[Unread]]:
    """The lines that can be read, and those that cannot."""
    filled = [(number, cells) for number, cells in rows if any(map(str.strip, cells))]
    order: Sequence[str] = _ORDER
    if filled and (named := _named(filled[0][1])) is not None:
        order, filled = named, filled[1:]
    found: list[RosterLine] = []
    unread: list[Unread] = []
    for number, cells in filled:
        said = dict(zip(order, [cell.strip() for cell in cells], strict=False))
        line = _line(number, said)
        if isinstance(line, RosterLine):
            found.append(line)
        else:
            unread.append(Unread(number, "; ".join(cells)[:120], line))
    return found, unread


def minute_of_night(at: time) -> int:
    """A time of the clock in minutes after the midnight that begins the night's day: what
    lies before the night ends is of the next morning.
    """
    minute = at.hour * 60 + at.minute
    return minute + _DAY if at < NIGHT_ENDS else minute


def _named(cells: Sequence[str]) -> list[str] | None:
    """The meaning of each column when the row names them; None when it does not."""
    known = {word: name for name, words in _COLUMNS.items() for word in words}
    names = [known.get(cell.strip().casefold(), "") for cell in cells]
    return names if set(_ORDER) <= set(names) else None


def _line(number: int, said: Mapping[str, str]) -> RosterLine | str | Promise:
    try:
        night = date.fromisoformat(said.get("night", "")[:10])
    except ValueError:
        return _("The night is not a date. Write it as 2026-11-27.")
    name = " ".join(said.get("name", "").split())
    if not name:
        return _("The name is missing.")
    starts, ends = _minute(said.get("starts", "")), _minute(said.get("ends", ""))
    if starts is None or ends is None:
        return _("A time cannot be read. Write it as 18:00.")
    starts = minute_of_night(time(*divmod(starts % _DAY, 60)))
    while ends <= starts:
        ends += _DAY
    if ends > 2 * _DAY:
        return _("The shift is longer than the night.")
    return RosterLine(number, night, name, starts, ends)


def _minute(text: str) -> int | None:
    match = _TIME.fullmatch(text.strip()[:5])
    if match is None:
        return None
    minute = int(match[1]) * 60 + int(match[2] or 0)
    return minute if minute <= _DAY else None
