from datetime import date

import pytest

from inspections.rules.reinspection import (
    FoundAt,
    Reason,
    reinspection_due_on,
    visit_plan_on,
)
from inspections.rules.risk import RiskClass

NIGHT, NEXT_DAY = date(2026, 11, 20), date(2026, 11, 21)
PLAN = visit_plan_on(NIGHT)


def found(follow_up: str, *, night: date = NIGHT, corrected: bool = False) -> FoundAt:
    return FoundAt(night, NEXT_DAY, follow_up, corrected)


@pytest.mark.parametrize(
    ("grade", "findings", "due_on", "reason"),
    [
        ("A", [], date(2027, 2, 19), Reason.CLASS),
        ("B", [], date(2027, 5, 21), Reason.CLASS),
        ("C", [], date(2027, 11, 20), Reason.CLASS),
        ("D", [], date(2027, 11, 20), Reason.CLASS),
        ("D", [found("F1")], date(2027, 11, 20), Reason.CLASS),
        ("D", [found("F2")], date(2026, 12, 21), Reason.FINDING),
        ("D", [found("F3")], date(2026, 12, 5), Reason.FINDING),
        ("D", [found("F4")], date(2026, 11, 28), Reason.FINDING),
        ("D", [found("F5")], date(2027, 11, 20), Reason.CLASS),
        ("D", [found("F2"), found("F4")], date(2026, 11, 28), Reason.FINDING),
        ("D", [found("F4", corrected=True)], date(2027, 11, 20), Reason.CLASS),
        ("D", [found("F4", night=date(2026, 10, 1))], date(2027, 11, 20), Reason.CLASS),
    ],
)
def test_the_earliest_date_wins(
    grade: str, findings: list[FoundAt], due_on: date, reason: Reason
) -> None:
    due = reinspection_due_on(
        visited_on=NIGHT,
        in_register_since=date(2020, 1, 1),
        findings=findings,
        risk_class=RiskClass(grade),
        plan=PLAN,
    )

    assert (due.on, due.reason) == (due_on, reason)


def test_a_venue_never_visited_is_due_one_interval_after_it_came() -> None:
    due = reinspection_due_on(
        visited_on=None,
        in_register_since=NIGHT,
        findings=[],
        risk_class=RiskClass.A,
        plan=PLAN,
    )

    assert (due.on, due.reason) == (date(2027, 2, 19), Reason.NEVER_VISITED)


def test_class_d_is_yearly_until_the_board_decides_otherwise() -> None:
    assert PLAN.interval_days[RiskClass.D] == PLAN.interval_days[RiskClass.C] == 365
