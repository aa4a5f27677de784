"""How does a promise stand: kept, at risk, broken, or too early to tell?

Every answer has its reasons, so that a reader can see what it hangs on. The bounds are our
proposals: a sceptic may hold another view of them, never of what was counted.
Source: purple-flag-and-safety 5.1 (what a promise is, and what Brå found lacking).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

TOO_EARLY = timedelta(days=90)
"""In its first three months a promise is judged by what was due alone."""
SLACK = 0.25
"""So large a part of the way to the target a goal may lag behind the time."""
UNMEASURED = timedelta(days=400)
"""A number older than this says nothing of today: a year, and time to report."""


class Status(StrEnum):
    """How a promise stands."""

    KEPT = "kept"
    AT_RISK = "at_risk"
    BROKEN = "broken"
    TOO_EARLY = "too_early"


class Why(StrEnum):
    """What a status hangs on."""

    MISSED = "missed"
    NEVER_MEASURED = "never_measured"
    NOT_DONE = "not_done"
    OVERDUE = "overdue"
    WRONG_WAY = "wrong_way"
    BEHIND = "behind"
    NO_BASELINE = "no_baseline"
    OLD_NUMBER = "old_number"


BREAKS = frozenset({Why.MISSED, Why.NEVER_MEASURED, Why.NOT_DONE})


@dataclass(frozen=True, slots=True)
class GoalFacts:
    """A goal: its numbers are shares or counts, `readings` by day in their order."""

    text: str
    baseline: float | None
    target: float
    is_up: bool
    begins_on: date
    by_when: date
    readings: Sequence[tuple[date, float]]


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """An activity; `is_closed` when it was done or stopped, with a note of what came."""

    title: str
    due_on: date
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, and what of: a goal's words or an activity's."""

    why: Why
    what: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The status with its reasons; when it is kept or too early there may be none."""

    status: Status
    reasons: tuple[Reason, ...]


def promise_status(
    begins_on: date,
    ends_on: date,
    goals: Sequence[GoalFacts],
    activities: Sequence[ActivityFacts],
    today: date,
) -> Standing:
    """How it stands on a day."""
    is_over = today > ends_on
    reasons = (
        *(found for one in goals for found in _of_goal(one, today, is_over=is_over)),
        *(
            found
            for one in activities
            for found in _of_activity(one, today, is_over=is_over)
        ),
    )
    if any(one.why in BREAKS for one in reasons):
        broken = tuple(one for one in reasons if one.why in BREAKS)
        return Standing(Status.BROKEN, broken)
    if reasons:
        return Standing(Status.AT_RISK, reasons)
    if not is_over and _is_early(begins_on, goals, activities, today):
        return Standing(Status.TOO_EARLY, ())
    return Standing(Status.KEPT, ())


def _is_early(
    begins_on: date,
    goals: Sequence[GoalFacts],
    activities: Sequence[ActivityFacts],
    today: date,
) -> bool:
    """Nothing has been measured or finished since it began, or it has hardly begun."""
    is_measured = any(
        day >= one.begins_on for one in goals for day, _value in one.readings
    )
    is_done = any(one.is_closed for one in activities)
    return today < begins_on + TOO_EARLY or not (is_measured or is_done)


def _of_goal(one: GoalFacts, today: date, *, is_over: bool) -> Iterator[Reason]:
    known = [(day, value) for day, value in one.readings if day <= today]
    why = (
        _why_missed(one, known, is_over=is_over)
        if today > one.by_when
        else _why_at_risk(one, known, today)
    )
    if why is not None:
        yield Reason(why, one.text)


def _why_missed(
    one: GoalFacts, known: Sequence[tuple[date, float]], *, is_over: bool
) -> Why | None:
    """After its day. Measured too late is measured: the number nearest to it counts."""
    if not known:
        return Why.NEVER_MEASURED if is_over else Why.OLD_NUMBER
    by_then = [value for day, value in known if day <= one.by_when]
    value = by_then[-1] if by_then else known[0][1]
    return None if _is_reached(one, value) else Why.MISSED


def _why_at_risk(
    one: GoalFacts, known: Sequence[tuple[date, float]], today: date
) -> Why | None:
    """On its way: what the last number since it began says, if there is one."""
    if one.baseline is None:
        return Why.NO_BASELINE
    since = [(day, value) for day, value in known if day >= one.begins_on]
    told_on, value = since[-1] if since else (one.begins_on, None)
    if value is not None and _is_reached(one, value):
        return None
    if today > told_on + UNMEASURED:
        return Why.OLD_NUMBER
    if value is None:
        return None
    if _is_worse(one, value):
        return Why.WRONG_WAY
    is_behind = _way_gone(one, value) < _time_gone(one, told_on) - SLACK
    return Why.BEHIND if is_behind else None


def _is_reached(one: GoalFacts, value: float) -> bool:
    return value >= one.target if one.is_up else value <= one.target


def _is_worse(one: GoalFacts, value: float) -> bool:
    assert one.baseline is not None
    return value < one.baseline if one.is_up else value > one.baseline


def _way_gone(one: GoalFacts, value: float) -> float:
    """How much of the way from baseline to target, from 0 to 1."""
    assert one.baseline is not None
    whole = one.target - one.baseline
    return (value - one.baseline) / whole if whole else 1.0


def _time_gone(one: GoalFacts, day: date) -> float:
    whole = (one.by_when - one.begins_on).days
    return (day - one.begins_on).days / whole if whole > 0 else 1.0


def _of_activity(one: ActivityFacts, today: date, *, is_over: bool) -> Iterator[Reason]:
    if one.is_closed or one.due_on >= today:
        return
    yield Reason(Why.NOT_DONE if is_over else Why.OVERDUE, one.title)
