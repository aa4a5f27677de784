from dataclasses import dataclass
from datetime import date

import pytest

from inspections.rules.reinspection import Reason
from planning.rules.priority import Part, at_closing, priority_parts

NIGHT = date(2026, 11, 20)


@dataclass(frozen=True)
class Line:
    points: int
    due_on: date
    reason: Reason


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (Line(0, date(2027, 11, 20), Reason.CLASS), {Part.BASE: 1}),
        (Line(7, date(2026, 12, 1), Reason.CLASS), {Part.BASE: 1, Part.RISK: 7, Part.SOON: 5}),
        (Line(7, NIGHT, Reason.CLASS), {Part.BASE: 1, Part.RISK: 7, Part.DUE: 10}),
        (
            Line(0, date(2026, 9, 1), Reason.FINDING),
            {Part.BASE: 1, Part.DUE: 10, Part.LATE: 2, Part.DEADLINE: 6},
        ),
        (
            Line(0, date(2020, 1, 1), Reason.NEVER_VISITED),
            {Part.BASE: 1, Part.DUE: 10, Part.LATE: 12},
        ),
    ],
)  # fmt: skip
def test_what_is_due_and_risky_comes_first(line: Line, parts: dict[Part, int]) -> None:
    assert priority_parts(line, NIGHT) == parts


def test_a_check_at_the_end_of_serving_counts_less_than_a_visit() -> None:
    assert at_closing({Part.BASE: 1}) == 1
    assert at_closing({Part.BASE: 1, Part.RISK: 19}) == 12
