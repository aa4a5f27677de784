"""When does a team come where, and can it go in that order?

The one clock of the plan: what the solver found, what a hand has moved, and what the
benchmark judges are all timed here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from planning.rules.problem import Plan, Problem


class Fault(StrEnum):
    """Why an order cannot be gone."""

    TOO_LATE = "too_late"
    BACK_TOO_LATE = "back_too_late"
    BARRED = "barred"
    TOO_MANY = "too_many"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One visit on the way: arrival, begin after a wait if need be, and leaving."""

    candidate: int
    arrives: int
    begins: int
    leaves: int


@dataclass(frozen=True, slots=True)
class Itinerary:
    """A team's way through the night; `faults` name the candidate, none for the whole."""

    arrivals: tuple[Arrival, ...]
    back: int
    travels: int
    faults: tuple[tuple[Fault, int | None], ...]


def itinerary(problem: Problem, shift: int, order: Sequence[int]) -> Itinerary:
    """Time one team's order, leaving as soon as it may."""
    team = problem.shifts[shift]
    table = problem.travel[team.travel]
    now, here, travels = team.starts, team.site, 0
    arrivals: list[Arrival] = []
    for number in order:
        one = problem.candidates[number]
        travels += table[here][one.site]
        arrives = now + table[here][one.site]
        begins = max(arrives, one.opens)
        now, here = begins + one.lasts, one.site
        arrivals.append(Arrival(number, arrives, begins, now))
    back = now + table[here][team.site]
    return Itinerary(
        tuple(arrivals),
        back,
        travels + table[here][team.site],
        tuple(_faults(problem, shift, arrivals, back)),
    )


def _faults(
    problem: Problem, shift: int, arrivals: Sequence[Arrival], back: int
) -> Iterator[tuple[Fault, int | None]]:
    team = problem.shifts[shift]
    for one in arrivals:
        candidate = problem.candidates[one.candidate]
        if one.begins > candidate.closes:
            yield Fault.TOO_LATE, one.candidate
        if shift in candidate.barred:
            yield Fault.BARRED, one.candidate
    if back > team.ends:
        yield Fault.BACK_TOO_LATE, None
    if team.most is not None and len(arrivals) > team.most:
        yield Fault.TOO_MANY, None


def faults_of(problem: Problem, plan: Plan) -> list[tuple[Fault, int | None]]:
    """Everything that makes a plan impossible; empty when it can be gone."""
    found = [
        fault
        for shift, order in enumerate(plan)
        for fault in itinerary(problem, shift, order).faults
    ]
    seen: set[object] = set()
    for number in (one for order in plan for one in order):
        group = problem.candidates[number].group
        key = ("alone", number) if group is None else ("group", group)
        if key in seen:
            found.append((Fault.TWICE, number))
        seen.add(key)
    return found


def prize_of(problem: Problem, plan: Plan) -> int:
    """What a plan is worth."""
    return sum(problem.candidates[one].prize for order in plan for one in order)
