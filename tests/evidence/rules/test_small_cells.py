from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.rules.small_cells import FEWEST, hidden


@pytest.mark.parametrize(
    ("cells", "gone"),
    [
        ({"a": 5, "b": 9}, set()),
        ({"a": 4, "b": 9, "c": 20}, {"a", "b"}),
        ({"a": 4, "b": 3, "c": 20}, {"a", "b"}),
        ({"a": 1, "b": 1, "c": 20}, {"a", "b", "c"}),
        ({"a": 0, "b": 0, "c": 6, "d": 7}, {"a", "b", "c"}),
        ({"a": 0, "b": 40}, {"a", "b"}),
        ({}, set()),
    ],
)
def test_small_cells_go_with_those_that_would_tell_of_them(
    cells: dict[str, int], gone: set[str]
) -> None:
    assert hidden(cells) == gone


def test_without_a_total_nothing_else_need_go() -> None:
    assert hidden({"a": 4, "b": 9}, total_is_shown=False) == {"a"}


@given(st.lists(st.integers(0, 30), min_size=1, max_size=6))
def test_no_small_cell_can_be_reckoned_from_the_total(counts: list[int]) -> None:
    cells = dict(enumerate(counts))
    gone = hidden(cells)
    assert all(cells[key] >= FEWEST for key in cells if key not in gone)
    if len(gone) == len(cells) or not gone:
        return
    # Whoever knows the total and what is shown knows this, and no more.
    together = sum(cells[key] for key in gone)
    ways = {
        tuple(way)
        for way in combinations_with_replacement(range(together + 1), len(gone))
        if sum(way) == together
    }
    assert len(ways) > 1
