"""Is a shift covered? Who must hold a diploma, who does, and who serves as manager.

A requirement is data (`Requirement`): of whom (every serving manager, a share of those
who serve, everybody in named roles), on which nights (when serving goes on after a
minute), which diploma. Then it asks of those on duty after that minute. A certificate
counts when it holds on the night and on the last day that the shift touches.

A serving manager must be there during all serving time (AL 8:18). No published share
was found (domain note 6.1): every percentage is the municipality's own.

`queries/coverage.py` asks the same in SQL; both are held to each other.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from training.models import Scope, StaffRole

SERVES = frozenset({StaffRole.SERVING, StaffRole.SERVING_MANAGER})
"""Who is counted when a share of those who serve is asked for."""
_DAY = 1440


class Verdict(StrEnum):
    """How a requirement stands on a night."""

    COVERED = "covered"
    SHORT = "short"
    NO_ROSTER = "no_roster"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Held:
    """A diploma that somebody holds, from and to and including a day."""

    diploma: int
    from_on: date
    until: date | None


@dataclass(frozen=True, slots=True)
class OnDuty:
    """One line of a roster; minutes after the midnight that begins the night's day."""

    person: str
    role: str
    starts: int
    ends: int
    holds: Sequence[Held] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Demand:
    """A requirement, as far as the rule needs it."""

    diploma: int
    scope: str
    percent: int = 100
    roles: frozenset[str] = frozenset()
    after_minute: int | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """`trained` of `asked` hold it, `wanted` must; `short` are those who do not."""

    verdict: Verdict
    asked: int = 0
    trained: int = 0
    wanted: int = 0
    short: tuple[str, ...] = ()


def coverage(
    demand: Demand, roster: Sequence[OnDuty], night: date, closes: int | None
) -> Coverage:
    """How a requirement stands on a night on which serving ends at `closes`, None when
    nothing is served.
    """
    after = demand.after_minute
    if closes is None or (after is not None and closes <= after):
        return Coverage(Verdict.NOT_ASKED)
    if not roster:
        return Coverage(Verdict.NO_ROSTER)
    ends: dict[str, int] = {}
    for one in roster:
        if is_concerned(demand, one):
            ends[one.person] = max(ends.get(one.person, 0), one.ends)
    holding = {
        one.person
        for one in roster
        if one.person in ends
        and holds_through(demand.diploma, one.holds, night, ends[one.person])
    }
    wanted = wanted_of(demand, len(ends))
    is_covered = len(holding) >= wanted
    return Coverage(
        Verdict.COVERED if is_covered else Verdict.SHORT,
        len(ends), len(holding), wanted, tuple(sorted(ends.keys() - holding)),
    )  # fmt: skip


def is_concerned(demand: Demand, one: OnDuty) -> bool:
    """Whether the requirement asks of this line: by role, and on duty late enough."""
    if demand.after_minute is not None and one.ends <= demand.after_minute:
        return False
    if demand.scope == Scope.SERVING_MANAGERS:
        return one.role == StaffRole.SERVING_MANAGER
    if demand.scope == Scope.SHARE:
        return one.role in SERVES
    return one.role in demand.roles


def wanted_of(demand: Demand, asked: int) -> int:
    """How many must hold it: of serving managers at least one is to be there."""
    if demand.scope == Scope.SERVING_MANAGERS:
        return max(asked, 1)
    if demand.scope == Scope.SHARE:
        return max(math.ceil(asked * demand.percent / 100), 1)
    return asked


def holds_through(
    diploma: int, holds: Sequence[Held], night: date, ends_minute: int
) -> bool:
    """Whether a diploma holds from the night to the last day that the shift touches."""
    last = night + timedelta(days=(ends_minute - 1) // _DAY)
    return any(
        one.diploma == diploma
        and one.from_on <= night
        and (one.until is None or one.until >= last)
        for one in holds
    )


def lapses_before(
    diploma: int, holds: Sequence[Held], night: date, ends_minute: int
) -> date | None:
    """The last day of a diploma that somebody has, but not until the shift is over."""
    if holds_through(diploma, holds, night, ends_minute):
        return None
    last_days = [
        one.until for one in holds if one.diploma == diploma and one.until is not None
    ]
    return max(last_days, default=None)


def without_manager(
    roster: Sequence[OnDuty], opens: int, closes: int
) -> list[tuple[int, int]]:
    """The stretches of serving time during which no serving manager is on the roster."""
    found: list[tuple[int, int]] = []
    reached = opens
    for one in sorted(roster, key=lambda line: line.starts):
        if one.role != StaffRole.SERVING_MANAGER or one.ends <= reached:
            continue
        if one.starts >= closes:
            break
        if one.starts > reached:
            found.append((reached, one.starts))
        reached = one.ends
    if reached < closes:
        found.append((reached, closes))
    return found
