import pytest

from planning.rules.itinerary import faults_of
from planning.rules.passed_over import Answer, Why, why_not
from planning.rules.problem import Candidate, Plan, Problem, Shift

LINE = [[abs(a - b) * 10 for b in range(4)] for a in range(4)]


def problem(*candidates: Candidate) -> Problem:
    return Problem([LINE], [Shift(0, 0, 50)], candidates)


def one(
    site: int, prize: int, opens: int = 0, closes: int = 50, **more: object
) -> Candidate:
    return Candidate(site, opens, closes, 20, prize, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("left_out", "plan", "answer"),
    [
        (one(1, 5, barred=frozenset({0})), ((0,),), Answer(Why.BARRED)),
        (one(3, 5), ((0,),), Answer(Why.OUT_OF_REACH)),
        (one(1, 5, 45), ((0,),), Answer(Why.OUT_OF_REACH)),
        (one(1, 5), ((0,),), Answer(Why.NO_ROOM, 4)),
        (one(1, 5), ((),), Answer(Why.FITS, 0)),
    ],
)
def test_the_reason_is_the_one_that_holds(
    left_out: Candidate, plan: Plan, answer: Answer
) -> None:
    night = problem(one(1, 9), left_out)
    assert faults_of(night, plan) == []
    assert why_not(night, plan, 1) == answer


def test_what_is_wished_or_drawn_is_not_swapped_away() -> None:
    night = problem(one(1, 900), one(1, 5))
    assert why_not(night, ((0,),), 1, frozenset({0})) == Answer(Why.NO_ROOM)
