from hypothesis import given
from hypothesis import strategies as st

from planning.rules.itinerary import Fault, faults_of, itinerary, prize_of
from planning.rules.problem import Candidate, Problem, Shift

LINE = [[abs(a - b) * 10 for b in range(4)] for a in range(4)]


def a(site: int, opens: int = 0, closes: int = 100, **more: object) -> Candidate:
    return Candidate(site, opens, closes, 5, 3, **more)  # type: ignore[arg-type]


def problem(*candidates: Candidate, **shift: object) -> Problem:
    return Problem([LINE], [Shift(0, 0, 90, **shift)], candidates)  # type: ignore[arg-type]


def test_a_team_waits_for_the_door_and_walks_back() -> None:
    way = itinerary(problem(a(1, 20), a(3)), 0, [0, 1])
    assert [(one.arrives, one.begins, one.leaves) for one in way.arrivals] == [
        (10, 20, 25), (45, 45, 50),
    ]  # fmt: skip
    assert (way.back, way.travels, way.faults) == (80, 60, ())


def test_what_cannot_be_gone_says_why() -> None:
    late = itinerary(problem(a(1, 0, 9)), 0, [0])
    assert late.faults == ((Fault.TOO_LATE, 0),)
    barred = itinerary(problem(a(1, barred=frozenset({0}))), 0, [0])
    assert barred.faults == ((Fault.BARRED, 0),)
    many = itinerary(problem(a(1), a(2), most=1), 0, [0, 1])
    assert many.faults == ((Fault.TOO_MANY, None),)
    far = itinerary(problem(a(3, 40)), 0, [0])
    assert far.faults == ()
    assert itinerary(problem(a(3, 60)), 0, [0]).faults == ((Fault.BACK_TOO_LATE, None),)


def test_nobody_is_visited_twice() -> None:
    both = problem(a(1, group=7), a(1, 20, group=7))
    assert faults_of(both, ((0, 1),)) == [(Fault.TWICE, 1)]
    assert faults_of(both, ((0,),)) == []
    assert prize_of(both, ((0,),)) == 3


@given(st.permutations(range(3)), st.lists(st.integers(0, 60), min_size=3, max_size=3))
def test_time_only_goes_forward(order: list[int], opens: list[int]) -> None:
    rows = [a(site, early) for site, early in enumerate(opens, 1)]
    way = itinerary(problem(*rows), 0, order)
    now = 0
    for one in way.arrivals:
        assert now <= one.arrives <= one.begins < one.leaves
        assert one.begins >= rows[one.candidate].opens
        now = one.leaves
    assert way.back >= now
