"""When is a venue due for its next visit, and why?

The earliest of the class's own date and the deadlines of the last visit's findings wins.
A finding that is settled (corrected on site, or its proof accepted, or closed) sets no
deadline; a later visit to the venue meets it. A venue never visited is due one interval
after it entered the register. Numbers: domain note 5.3 and 2.5, proposals of ours, dated;
class D stays yearly until the board has decided otherwise (domain note 5.2: once a year is
the sourced norm).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from inspections.rules.risk import RiskClass


class Reason(StrEnum):
    CLASS = "class"
    FINDING = "finding"
    NEVER_VISITED = "never_visited"


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """Days between visits for each class, and to the re-visit for each follow-up code."""

    since: date
    interval_days: Mapping[RiskClass, int]
    deadline_days: Mapping[str, int]


PLANS = (
    VisitPlan(
        since=date(2020, 1, 1),
        interval_days={
            RiskClass.A: 91,  # four a year
            RiskClass.B: 182,  # two
            RiskClass.C: 365,
            RiskClass.D: 365,
        },
        deadline_days={"F2": 30, "F3": 14, "F4": 7},
    ),
)


def visit_plan_on(day: date) -> VisitPlan:
    """The plan in force on a day."""
    return [plan for plan in PLANS if plan.since <= day][-1]


@dataclass(frozen=True, slots=True)
class FoundAt:
    """A finding as far as deadlines go: night of its visit, civil date, what follows, and
    whether nothing more is to be done about it.
    """

    night: date
    found_on: date
    follow_up: str
    is_settled: bool


@dataclass(frozen=True, slots=True)
class Due:
    on: date
    reason: Reason


def reinspection_due_on(
    *,
    visited_on: date | None,
    in_register_since: date,
    findings: Iterable[FoundAt],
    risk_class: RiskClass,
    plan: VisitPlan,
) -> Due:
    """The day by which the venue is to be visited again, and the reason that won.

    `visited_on` is the night of the last visit of the reader's own agency.
    """
    interval = timedelta(days=plan.interval_days[risk_class])
    if visited_on is None:
        return Due(in_register_since + interval, Reason.NEVER_VISITED)
    dates = [Due(visited_on + interval, Reason.CLASS)]
    dates += [
        Due(
            one.found_on + timedelta(days=plan.deadline_days[one.follow_up]),
            Reason.FINDING,
        )
        for one in findings
        if one.night >= visited_on
        and not one.is_settled
        and one.follow_up in plan.deadline_days
    ]
    return min(dates, key=lambda due: (due.on, due.reason != Reason.FINDING))
