"""Why is a venue not part of the plan?

Tried, not guessed: no team may go there, no team can be there in time even with nothing
else to do, or there is room only in the place of what counts for more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from planning.rules.itinerary import itinerary
from planning.rules.problem import Plan, Problem


class Why(StrEnum):
    CLOSED = "closed"
    NO_PLACE = "no_place"
    WISHED_OUT = "wished_out"
    BARRED = "barred"
    OUT_OF_REACH = "out_of_reach"
    NO_ROOM = "no_room"
    FITS = "fits"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Answer:
    """`costs`: how much priority the plan would lose by taking it in; none if no swap of
    one stop makes room.
    """

    why: Why
    costs: int | None = None


def why_not(
    problem: Problem, plan: Plan, number: int, fixed: frozenset[int] = frozenset()
) -> Answer:
    """What speaks against a candidate that the plan leaves out. `fixed` are stops whose
    place it cannot take: they are wished for, or drawn.
    """
    one = problem.candidates[number]
    if len(one.barred) == len(problem.shifts):
        return Answer(Why.BARRED)
    free = [shift for shift in range(len(problem.shifts)) if shift not in one.barred]
    if all(itinerary(problem, shift, [number]).faults for shift in free):
        return Answer(Why.OUT_OF_REACH)
    losses = list(_losses(problem, plan, number, free, fixed))
    if 0 in losses:
        return Answer(Why.FITS, 0)
    return Answer(Why.NO_ROOM, min(losses) - one.prize if losses else None)


def _losses(
    problem: Problem, plan: Plan, number: int, free: list[int], fixed: frozenset[int]
) -> Iterator[int]:
    """The prizes of the stops in whose place it could be made; 0 where it just fits."""
    for shift in free:
        order = plan[shift]
        for at in range(len(order) + 1):
            if not itinerary(problem, shift, [*order[:at], number, *order[at:]]).faults:
                yield 0
        for gone in (at for at, one in enumerate(order) if one not in fixed):
            rest = [*order[:gone], *order[gone + 1 :]]
            for at in range(len(rest) + 1):
                with_it = [*rest[:at], number, *rest[at:]]
                if not itinerary(problem, shift, with_it).faults:
                    yield problem.candidates[order[gone]].prize
                    break
