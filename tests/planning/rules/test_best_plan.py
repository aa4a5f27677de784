from collections.abc import Callable
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.rules.best_plan import best_plan
from planning.rules.itinerary import faults_of, prize_of
from planning.rules.problem import Candidate, Problem, Shift


def rounds(count: int) -> Callable[[], bool]:
    left = iter(range(count))
    return lambda: next(left, None) is None


def best_of_all(problem: Problem) -> int:
    """Every order of every part of the candidates, over every split on the teams."""
    numbers = range(len(problem.candidates))
    best = 0
    for teams in product(range(len(problem.shifts) + 1), repeat=len(numbers)):
        chosen = [
            [n for n in numbers if teams[n] == t] for t in range(len(problem.shifts))
        ]
        for orders in product(*(permutations(one) for one in chosen)):
            if not faults_of(problem, orders):
                best = max(best, prize_of(problem, orders))
    return best


CANDIDATE = st.builds(
    Candidate,
    site=st.integers(1, 4),
    opens=st.integers(0, 40),
    closes=st.integers(40, 80),
    lasts=st.integers(5, 20),
    prize=st.integers(1, 30),
    group=st.sampled_from([None, None, 1]),
    barred=st.sampled_from([frozenset(), frozenset({0})]),
)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(CANDIDATE, min_size=1, max_size=5),
    st.integers(1, 2),
    st.lists(st.integers(1, 30), min_size=10, max_size=10),
    st.sampled_from([None, 1, 2]),
)
def test_a_small_night_is_planned_as_well_as_it_can_be(
    candidates: list[Candidate], teams: int, legs: list[int], most: int | None
) -> None:
    table = [[0] * 5 for _row in range(5)]
    ways = iter(legs)
    for one in range(5):
        for other in range(one):
            table[one][other] = table[other][one] = next(ways)
    # A way that is shorter over a third place would be gone that way.
    for via, one, other in product(range(5), repeat=3):
        table[one][other] = min(table[one][other], table[one][via] + table[via][other])
    problem = Problem([table], [Shift(0, 0, 100, 0, most)] * teams, candidates)
    plan = best_plan(problem, 1, rounds(8000))
    assert faults_of(problem, plan) == []
    assert prize_of(problem, plan) == best_of_all(problem)


def test_the_same_seed_gives_the_same_plan() -> None:
    table = [[abs(a - b) for b in range(30)] for a in range(30)]
    rows = [Candidate(n, n * 3 % 40, 60, 5, n % 7 + 1) for n in range(1, 30)]
    problem = Problem([table], [Shift(0, 0, 90)] * 2, rows)
    assert best_plan(problem, 5, rounds(300)) == best_plan(problem, 5, rounds(300))


@pytest.mark.parametrize("rows", [[], [Candidate(1, 0, 5, 5, 9)]])
def test_what_nobody_can_reach_gives_an_empty_plan(rows: list[Candidate]) -> None:
    problem = Problem([[[0, 50], [50, 0]]], [Shift(0, 0, 90)], rows)
    assert best_plan(problem, 1, rounds(50)) == ((),)
