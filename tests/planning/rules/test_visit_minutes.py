import pytest

from planning.rules.visit_minutes import SPANS, VisitType, visit_minutes


@pytest.mark.parametrize(
    ("kind", "known", "minutes"),
    [
        (VisitType.ALONE, [], 30),
        (VisitType.ALONE, [90, 90, 90, 90], 30),  # four are not enough to learn from
        (VisitType.ALONE, [25, 30, 35, 200, 28], 30),
        (VisitType.JOINT, [50, 60, 55, 58, 52], 55),
        (VisitType.CLOSING, [1, 2, 3, 2, 1], 10),  # nobody checks in two minutes
    ],
)
def test_what_was_is_what_is_planned_for_with_a_floor(
    kind: VisitType, known: list[int], minutes: int
) -> None:
    assert visit_minutes(kind, known) == minutes


def test_no_usual_time_is_below_its_floor() -> None:
    assert all(span.floor <= span.usual for span in SPANS.values())
