import pytest

from evidence.rules.change import Change, ChangeKind, change

# Cheltenham's KPI 1 (domain note 7): what was published, and recomputed.
CHELTENHAM = [
    (325, 318, -2.15),
    (415, 431, 3.86),
    (198, 202, 2.02),
    (10, 8, -20.0),
    (44, 34, -22.73),
    (17, 23, 35.29),
    (21, 33, 57.14),
    (6, 6, 0.0),
    (1242, 1202, -3.22),
]


@pytest.mark.parametrize(("before", "now", "percent"), CHELTENHAM)
def test_counts_change_by_per_cent(before: int, now: int, percent: float) -> None:
    found = change(before, now, is_share=False)
    assert found.kind is ChangeKind.PERCENT
    assert found.by == pytest.approx(percent, abs=0.005)


def test_from_nothing_to_something_is_new_and_never_a_percentage() -> None:
    assert change(0, 4, is_share=False) == Change(ChangeKind.NEW)
    assert change(0, 0, is_share=False) == Change(ChangeKind.PERCENT, 0.0)


def test_shares_change_by_points() -> None:
    found = change(0.47, 0.70, is_share=True)
    assert found.kind is ChangeKind.POINTS
    assert found.by == pytest.approx(23)
    assert change(0.0, 0.1, is_share=True).kind is ChangeKind.POINTS


@pytest.mark.parametrize(("before", "now"), [(None, 3), (3, None), (None, None)])
def test_from_or_to_nothing_known_there_is_no_change(
    before: float | None, now: float | None
) -> None:
    assert change(before, now, is_share=True) == Change(ChangeKind.NONE)


def test_another_definition_breaks_the_series() -> None:
    found = change(1, 2, is_share=False, same_definition=False)
    assert found == Change(ChangeKind.BROKEN)
