import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.rules.interval import RateRatio, count_ratio, rate_ratio, wilson


@pytest.mark.parametrize(
    ("counted", "among", "low", "high"),
    [(112, 146, 69.2, 82.8), (48, 103, 37.3, 56.2), (5, 92, 2.3, 12.1)],
)
def test_shares_have_the_interval_that_was_worked_out(
    counted: int, among: int, low: float, high: float
) -> None:
    found = wilson(counted, among)
    assert found is not None
    assert (round(found.low * 100, 1), round(found.high * 100, 1)) == (low, high)


def test_a_share_of_nothing_has_no_interval() -> None:
    assert wilson(0, 0) is None


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_shrinks_with_more_of_the_same(
    pair: tuple[int, int],
) -> None:
    counted, among = pair
    one, ten = wilson(counted, among), wilson(counted * 10, among * 10)
    assert one is not None
    assert ten is not None
    tiny = 1e-12
    assert 0 <= one.low <= counted / among + tiny
    assert counted / among - tiny <= one.high <= 1
    assert ten.high - ten.low < one.high - one.low


def test_a_ratio_of_shares_has_the_interval_of_its_logarithm() -> None:
    # 20 of 100 against 40 of 100: ln 0.5 ± 1.96 · √(1/20 − 1/100 + 1/40 − 1/100)
    found = rate_ratio(20, 100, 40, 100)
    assert found is not None
    assert found.interval is not None
    assert found.value == pytest.approx(0.5)
    assert found.interval.low == pytest.approx(0.316, abs=0.001)
    assert found.interval.high == pytest.approx(0.791, abs=0.001)


@pytest.mark.parametrize("counts", [(1, 0, 1, 2), (1, 2, 1, 0), (1, 2, 0, 2)])
def test_a_ratio_to_nothing_is_none(counts: tuple[int, int, int, int]) -> None:
    assert rate_ratio(*counts) is None


def test_no_case_at_all_is_a_ratio_of_nought_with_no_interval() -> None:
    found = rate_ratio(0, 10, 3, 10)
    assert found is not None
    assert (found.value, found.interval) == (0, None)


def test_counts_of_times_of_one_length_are_divided_with_their_interval() -> None:
    ratio = count_ratio(30, 60)
    assert ratio is not None
    assert ratio.interval is not None
    # exp(ln 0.5 ± 1.96 · sqrt(1/30 + 1/60))
    assert round(ratio.interval.low, 3) == 0.323
    assert round(ratio.interval.high, 3) == 0.775
    assert count_ratio(4, 0) is None
    assert count_ratio(0, 4) == RateRatio(0.0, None)
