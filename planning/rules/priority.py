"""How much does a venue ask to be visited tonight? Points, and what they are made of.

From the due list: the risk score, how long a visit is due, and whether a finding is to
be put right. A proposal of ours, dated like the risk table it reads. What the random
part draws and what a person wishes is above any priority.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Protocol

from inspections.rules.reinspection import Reason

_DUE = 10
_SOON, _SOON_DAYS = 5, 30
_DEADLINE = 6
_LATE_EACH_DAYS, _LATE_MOST = 30, 12
_ASKED = 6
_CLOSING_SHARE = 0.6


class Part(StrEnum):
    """What a priority is made of."""

    BASE = "base"
    RISK = "risk"
    DUE = "due"
    SOON = "soon"
    LATE = "late"
    DEADLINE = "deadline"
    ASKED = "asked"


class Known(Protocol):
    """A line of the due list."""

    @property
    def points(self) -> int: ...

    @property
    def due_on(self) -> date: ...

    @property
    def reason(self) -> Reason: ...


def priority_parts(known: Known, night: date, *, asks: bool = False) -> dict[Part, int]:
    """The points of every part that gives any. `asks`: the venue asked to be visited again
    for what it has put right.
    """
    days = (night - known.due_on).days
    parts = {
        Part.BASE: 1,
        Part.RISK: known.points,
        Part.DUE: _DUE if days >= 0 else 0,
        Part.SOON: _SOON if -_SOON_DAYS <= days < 0 else 0,
        Part.LATE: min(_LATE_MOST, max(0, days) // _LATE_EACH_DAYS),
        Part.DEADLINE: _DEADLINE if known.reason == Reason.FINDING and days >= 0 else 0,
        Part.ASKED: _ASKED if asks else 0,
    }
    return {part: points for part, points in parts.items() if points}


def at_closing(parts: Mapping[Part, int]) -> int:
    """What a check of the end of serving counts: less than a whole visit."""
    return max(1, round(sum(parts.values()) * _CLOSING_SHARE))
