from collections import Counter
from fractions import Fraction
from math import comb
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from situation.rules import hotspots as rule
from situation.rules.hotspots import Hotspot, hotspots

TOWNS = 1000


Town = tuple[Counter[str], Counter[str], str]


def town(lot: Random, *, busier: float = 1.0) -> Town:
    """A random town without any hotspot: places of very different size, more or less
    reporting now than before; where one place, named last, may be `busier` by so many
    times.
    """
    places = [f"ruta {number}" for number in range(lot.randint(5, 80))]
    weights = [lot.paretovariate(1.1) for _place in places]
    reports = lot.randint(10, 300)
    before = Counter(lot.choices(places, weights, k=reports * lot.randint(1, 8)))
    middling = sorted(places, key=lambda one: before[one])[len(places) * 3 // 4]
    weights[places.index(middling)] *= busier
    return Counter(lot.choices(places, weights, k=reports)), before, middling


def test_at_most_one_town_in_twenty_without_a_hotspot_gets_a_false_alarm() -> None:
    lot = Random(20261123)
    alarms = sum(bool(hotspots(*town(lot)[:2])) for _town in range(TOWNS))
    assert alarms <= TOWNS * 0.05


def test_without_holm_every_third_town_would_get_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The seeded fault: each place looked at as if it were the only one."""
    lot = Random(20261123)
    towns = [town(lot) for _town in range(TOWNS)]
    monkeypatch.setattr(rule, "LEVEL", 0.05 * 80)
    alarms = sum(bool(hotspots(*one[:2])) for one in towns)
    assert alarms > TOWNS * 0.3


@pytest.mark.parametrize(("busier", "least"), [(3, 0.1), (6, 0.4), (12, 0.7)])
def test_a_planted_hotspot_is_found_the_oftener_the_busier_it_is(
    busier: float, least: float
) -> None:
    lot = Random(20261124)
    found = 0
    for _town in range(300):
        now, before, planted = town(lot, busier=busier)
        found += planted in {one.place for one in hotspots(now, before)}
    assert found / 300 >= least


def test_more_reports_everywhere_make_no_hotspot() -> None:
    before = {"torget": 40, "stationen": 20, "parken": 10}
    assert hotspots({place: 5 * count for place, count in before.items()}, before) == []


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ({}, {}),
        ({"torget": 9}, {}),
        ({}, {"torget": 9}),
        ({"torget": 2}, {"parken": 50}),
    ],
)
def test_next_to_nothing_makes_no_hotspot(
    now: dict[str, int], before: dict[str, int]
) -> None:
    assert hotspots(now, before) == []


def test_what_stands_out_is_told_with_what_was_to_be_expected() -> None:
    before = {"torget": 60, "stationen": 30, "parken": 10}
    (one,) = hotspots({"torget": 12, "stationen": 6, "parken": 12}, before)
    assert isinstance(one, Hotspot)
    assert (one.place, one.now, one.before) == ("parken", 12, 10)
    assert round(one.expected, 2) == 5.08
    assert one.chance < 0.001


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 60), st.integers(0, 60))
def test_the_chance_is_the_exact_one(
    now: int, before: int, others_now: int, others_before: int
) -> None:
    all_now, all_before, together = (
        now + others_now,
        before + others_before,
        now + before,
    )
    exact = sum(
        Fraction(comb(all_now, k) * comb(all_before, together - k))
        for k in range(now, min(together, all_now) + 1)
        if together - k <= all_before
    ) / comb(all_now + all_before, together)
    reckoned = rule._at_least(now, together, all_now, all_before)
    assert abs(reckoned - float(exact)) < 1e-9


@pytest.mark.parametrize(("now", "before"), [({}, {}), ({"torget": 0}, {"torget": 0})])
def test_where_nothing_is_reported_nothing_is_a_hotspot(
    now: dict[str, int], before: dict[str, int]
) -> None:
    assert hotspots(now, before) == []
