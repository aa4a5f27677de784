from pathlib import Path

from benchmarks.orienteering import read_instance
from planning.rules.itinerary import faults_of, itinerary, prize_of

# Constructed: a depot and two places, in the layout that is passed on.
TEXT = """1 1 2 1
0 0
0 0.0 0.0 0 0 0 0 0 100
1 3.0 4.0 10.5 7 1 2 1 2 0 50
2 0.0 10.05 5 9 1 1 1 20 60
"""


def test_rows_of_any_length_are_read_and_ways_are_cut_off(tmp_path: Path) -> None:
    (tmp_path / "c1.txt").write_text(TEXT)
    problem = read_instance(tmp_path / "c1.txt", 1)
    first, second = problem.candidates
    assert (first.lasts, first.prize, first.opens, first.closes) == (105, 7, 0, 500)
    assert (second.opens, second.closes) == (200, 600)
    assert problem.travel[0][0] == [0, 50, 100]  # 10.05 is cut off to tenths
    way = itinerary(problem, 0, [0, 1])
    assert (way.arrivals[0].begins, way.back) == (50, 50 + 105 + 67 + 50 + 100)
    assert faults_of(problem, ((0, 1),)) == []
    assert prize_of(problem, ((0, 1),)) == 16


def test_the_larger_ones_are_read_in_hundredths(tmp_path: Path) -> None:
    (tmp_path / "pr1.txt").write_text(TEXT)
    problem = read_instance(tmp_path / "pr1.txt", 2)
    assert problem.travel[0][0] == [0, 500, 1005]
    assert [one.ends for one in problem.shifts] == [10000, 10000]
