"""What does a follow-up say, and by when?

It is frozen as plain values, and every page, feed and file of it is made from these
alone. Shares go from 0 to 1, days are ISO texts. Nobody's name stands in it.
Source: purple-flag-and-safety 5.1 (what is told, and the days: our proposal).
"""

from datetime import date
from typing import TypedDict

from core.integrity import canonical_json, sha256
from core.periods import months_after

FORMAT = 1
_PUBLISHED_ON = 15


class ReasonTold(TypedDict):
    """`why` is a `promise_status.Why`; `what` the goal or activity it is of."""

    why: str
    what: str


class NumberTold(TypedDict):
    """A number with where it comes from; women and men where it is told of both."""

    value: float
    women: float | None
    men: float | None
    source: str


class BaselineTold(NumberTold):
    """What a goal is held against. The first of a goal's is in force."""

    of: str
    definition: str
    caveat: str
    why: str


class ReadingTold(NumberTold):
    measured_on: str


class GoalTold(TypedDict):
    """`reading` is the last number of the half-year or before; None: never measured."""

    text: str
    measured_by: str
    indicator: str
    unit: str
    direction: str
    target: float
    target_women: float | None
    target_men: float | None
    by_when: str
    baselines: list[BaselineTold]
    reading: ReadingTold | None


class ActivityTold(TypedDict):
    """`note` is what was said of it last; empty before anything was."""

    title: str
    due_on: str
    closed_on: str
    state: str
    note: str
    hours: int | None


class SourceTold(TypedDict):
    kind: str
    dated_on: str


class ProblemTold(TypedDict):
    title: str
    where: str
    is_central: bool
    sources: list[SourceTold]


class PromiseTold(TypedDict):
    """One promise as it stood on the half-year's last day."""

    title: str
    title_en: str
    text: str
    begins_on: str
    ends_on: str
    status: str
    reasons: list[ReasonTold]
    came: str
    came_en: str
    next_step: str
    next_en: str
    problems: list[ProblemTold]
    goals: list[GoalTold]
    done: list[ActivityTold]
    not_done: list[ActivityTold]
    ahead: list[ActivityTold]


class Told(TypedDict):
    """All of a follow-up. `data_on` is the day on which it was read together, `reason`
    why it was corrected; empty when nothing had been told before.
    """

    format: int
    municipality: str
    first: str
    last: str
    data_on: str
    contact: str
    reason: str
    promises: list[PromiseTold]


def due_for(last: date) -> date:
    """The day on which it is to be published, unless somebody chooses another: six weeks
    after the half-year.
    """
    return months_after(last, 2).replace(day=_PUBLISHED_ON)


def fingerprint_of(told: Told) -> str:
    """SHA-256 of what is told, in hex: what both parties approved, and nothing else."""
    return sha256(canonical_json(told)).hex()
