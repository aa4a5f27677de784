"""How long does a visit take? Learned from those that were made, with a floor.

The median of the last two years, once there are five; never below the floor, for a visit
that was recorded in three minutes was not made in three. Proposals of ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median


class VisitType(StrEnum):
    """What the time of a visit depends on."""

    ALONE = "alone"  # one agency
    JOINT = "joint"  # several agencies together
    CLOSING = "closing"  # when serving ends


@dataclass(frozen=True, slots=True)
class Span:
    floor: int
    usual: int


SPANS = {
    VisitType.ALONE: Span(20, 30),
    VisitType.JOINT: Span(25, 40),
    VisitType.CLOSING: Span(10, 15),
}
LEARNED_DAYS = 730
_ENOUGH = 5


def visit_minutes(kind: VisitType, known: Sequence[int]) -> int:
    """Whole minutes to plan for, from the minutes that such visits took."""
    span = SPANS[kind]
    if len(known) < _ENOUGH:
        return span.usual
    return max(span.floor, round(median(known)))
