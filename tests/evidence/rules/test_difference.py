import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.rules.difference import difference

SHARES = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("before", "now", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17:873, method 10: examples a to d.
        ((48, 80), (56, 70), 0.0524, 0.3339),
        ((3, 10), (9, 10), 0.1705, 0.8090),
        ((2, 7), (6, 7), 0.0582, 0.8062),
        ((0, 29), (5, 56), -0.0381, 0.1926),
    ],
)
def test_the_interval_is_the_published_one(
    before: tuple[int, int], now: tuple[int, int], low: float, high: float
) -> None:
    found = difference(before, now)
    assert found is not None
    assert found.low == pytest.approx(low, abs=0.0001)
    assert found.high == pytest.approx(high, abs=0.0001)


@given(SHARES, SHARES)
def test_the_interval_holds_the_difference_and_turns_round_with_it(
    before: tuple[int, int], now: tuple[int, int]
) -> None:
    there, back = difference(before, now), difference(now, before)
    assert there is not None
    assert back is not None
    changed = now[0] / now[1] - before[0] / before[1]
    assert there.low - 1e-9 <= changed <= there.high + 1e-9
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))


def test_a_share_of_nothing_differs_from_none() -> None:
    assert difference((0, 0), (1, 2)) is None
