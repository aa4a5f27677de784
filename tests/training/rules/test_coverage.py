from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.models import Scope, StaffRole
from training.rules.coverage import (
    Coverage,
    Demand,
    Held,
    OnDuty,
    Verdict,
    coverage,
    holds_through,
    lapses_before,
    without_manager,
)

FRIDAY = date(2026, 11, 27)
HOLDS = (Held(1, date(2024, 1, 1), None),)
MANAGER, SERVING, GUARD = StaffRole.SERVING_MANAGER, StaffRole.SERVING, StaffRole.GUARD


def duty(
    person: str, role: StaffRole, holds: bool, ends: int = 1560, starts: int = 1080
) -> OnDuty:
    return OnDuty(person, role, starts, ends, HOLDS if holds else ())


MANAGERS = Demand(1, Scope.SERVING_MANAGERS)
HALF = Demand(1, Scope.SHARE, percent=50)
GUARDS = Demand(1, Scope.ROLES, roles=frozenset({GUARD}))
LATE = Demand(1, Scope.SHARE, percent=100, after_minute=1440)


@pytest.mark.parametrize(
    ("demand", "roster", "verdict", "short"),
    [
        (MANAGERS, [duty("a", MANAGER, True)], Verdict.COVERED, ()),
        (MANAGERS, [duty("a", MANAGER, True), duty("b", MANAGER, False)], Verdict.SHORT, ("b",)),
        (MANAGERS, [duty("a", SERVING, True)], Verdict.SHORT, ()),  # nobody is in charge
        (HALF, [duty("a", MANAGER, True), duty("b", SERVING, False)], Verdict.COVERED, ("b",)),
        (HALF, [duty("a", SERVING, True), *(duty(x, SERVING, False) for x in "bc")],
         Verdict.SHORT, ("b", "c")),
        (HALF, [duty("a", StaffRole.KITCHEN, True)], Verdict.SHORT, ()),
        (GUARDS, [duty("a", GUARD, False)], Verdict.SHORT, ("a",)),
        (GUARDS, [duty("a", SERVING, False)], Verdict.COVERED, ()),
        (LATE, [duty("a", SERVING, False, ends=1440), duty("b", SERVING, True)],
         Verdict.COVERED, ()),
        (HALF, [], Verdict.NO_ROSTER, ()),
    ],
)  # fmt: skip
def test_a_requirement_asks_of_those_it_names_and_no_others(
    demand: Demand, roster: list[OnDuty], verdict: Verdict, short: tuple[str, ...]
) -> None:
    found = coverage(demand, roster, FRIDAY, 1560)
    assert (found.verdict, found.short) == (verdict, short)


@pytest.mark.parametrize("closes", [None, 1380, 1440])
def test_it_is_not_asked_when_serving_ends_before_its_hour(closes: int | None) -> None:
    assert coverage(LATE, [], FRIDAY, closes) == Coverage(Verdict.NOT_ASKED)


@pytest.mark.parametrize(
    ("until", "ends", "holds"),
    [
        (date(2026, 11, 28), 1560, True),
        (date(2026, 11, 27), 1560, False),  # it lapses at midnight, within the shift
        (date(2026, 11, 27), 1440, True),
        (date(2026, 11, 26), 1320, False),
        (None, 2880, True),
    ],
)
def test_a_diploma_must_hold_to_the_end_of_the_shift(
    until: date | None, ends: int, holds: bool
) -> None:
    held = [Held(1, date(2024, 1, 1), until)]
    assert holds_through(1, held, FRIDAY, ends) is holds
    assert lapses_before(1, held, FRIDAY, ends) == (None if holds else until)


def test_a_diploma_issued_later_or_of_another_kind_does_not_count() -> None:
    assert not holds_through(1, [Held(1, date(2026, 11, 28), None)], FRIDAY, 1320)
    assert not holds_through(1, [Held(2, date(2024, 1, 1), None)], FRIDAY, 1320)


SHIFTS = st.lists(
    st.builds(
        lambda role, starts, lasts: OnDuty("x", role, starts, starts + lasts),
        st.sampled_from([MANAGER, SERVING]), st.integers(0, 1700), st.integers(1, 900),
    ),
    max_size=6,
)  # fmt: skip


@given(SHIFTS, st.integers(600, 1200), st.integers(1, 900))
def test_the_gaps_are_exactly_the_minutes_without_a_manager(
    roster: list[OnDuty], opens: int, lasts: int
) -> None:
    closes = opens + lasts
    there = {
        minute for one in roster if one.role == MANAGER
        for minute in range(one.starts, one.ends)
    }  # fmt: skip
    missing = {minute for minute in range(opens, closes) if minute not in there}
    gaps = without_manager(roster, opens, closes)
    assert {
        minute for begins, ends in gaps for minute in range(begins, ends)
    } == missing
    assert all(before[1] < after[0] for before, after in pairwise(gaps))


@given(st.integers(1, 30), st.integers(1, 100), st.integers(0, 30))
def test_a_share_is_reached_when_it_is(staff: int, percent: int, trained: int) -> None:
    trained = min(trained, staff)
    roster = [duty(str(one), SERVING, one < trained) for one in range(staff)]
    found = coverage(Demand(1, Scope.SHARE, percent=percent), roster, FRIDAY, 1560)
    assert (found.verdict == Verdict.COVERED) == (trained * 100 >= percent * staff)
