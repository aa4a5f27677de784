from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promises.rules.promise_status import (
    BREAKS,
    ActivityFacts,
    GoalFacts,
    Status,
    Why,
    promise_status,
)

BEGINS, ENDS = date(2025, 1, 1), date(2026, 12, 31)


def goal(**said: Any) -> GoalFacts:
    """From 40 % unsafe to 30 % by the promise's end."""
    readings = [
        (date.fromisoformat(day), value) for day, value in said.pop("readings", [])
    ]
    return GoalFacts(
        **{
            "text": "Otrygga kvinnor", "baseline": 0.40, "target": 0.30, "is_up": False,
            "begins_on": BEGINS, "by_when": ENDS, **said,
        },
        readings=readings,
    )  # fmt: skip


def activity(due_on: str, *, is_closed: bool = False) -> ActivityFacts:
    return ActivityFacts("Vandringar", date.fromisoformat(due_on), is_closed)


DONE = activity("2025-06-01", is_closed=True)


@pytest.mark.parametrize(
    ("goals", "activities", "today", "status", "why"),
    [
        # Hardly begun, and nothing was due.
        ([goal()], [activity("2025-06-01")], "2025-02-01", "too_early", []),
        # A year on, with nothing measured and nothing done yet.
        ([goal()], [activity("2026-06-01")], "2025-11-01", "too_early", []),
        ([], [], "2025-11-01", "too_early", []),
        # To the day three months after it began, also when something is done.
        ([], [DONE], "2025-03-31", "too_early", []),
        ([], [DONE], "2025-04-01", "kept", []),
        # On its way: half of the time, half of the way.
        ([goal(readings=[("2025-12-31", 0.35)])], [DONE], "2026-02-01", "kept", []),
        # Lagging within the slack, and beyond it.
        ([goal(readings=[("2025-12-31", 0.374)])], [DONE], "2026-02-01", "kept", []),
        ([goal(readings=[("2025-12-31", 0.378)])], [DONE], "2026-02-01", "at_risk", ["behind"]),
        # Worse than at the beginning.
        ([goal(readings=[("2025-12-31", 0.41)])], [DONE], "2026-02-01", "at_risk", ["wrong_way"]),
        # Reached early: then it may even lag later numbers.
        ([goal(readings=[("2025-12-31", 0.29)])], [DONE], "2026-02-01", "kept", []),
        # Only the latest number counts.
        ([goal(readings=[("2025-06-30", 0.29), ("2025-12-31", 0.45)])], [DONE], "2026-02-01",
         "at_risk", ["wrong_way"]),
        # A number from before the promise says nothing of it.
        ([goal(readings=[("2024-12-31", 0.10)])], [DONE], "2025-11-01", "kept", []),
        ([goal(readings=[("2024-12-31", 0.10)])], [DONE], "2026-03-01", "at_risk", ["old_number"]),
        ([goal(readings=[("2025-01-10", 0.39)])], [DONE], "2026-03-01", "at_risk", ["old_number"]),
        # Without a baseline nothing can be held against anything.
        ([goal(baseline=None, readings=[("2025-12-31", 0.2)])], [DONE], "2026-02-01",
         "at_risk", ["no_baseline"]),
        # An activity past its day; on its day it is not late.
        ([], [activity("2025-06-01")], "2025-06-01", "too_early", []),
        ([], [activity("2025-06-01")], "2025-06-02", "at_risk", ["overdue"]),
        ([], [activity("2025-01-20")], "2025-02-01", "at_risk", ["overdue"]),
        # A goal whose day has passed.
        ([goal(by_when=date(2025, 12, 31), readings=[("2025-12-31", 0.30)])], [], "2026-02-01",
         "kept", []),
        ([goal(by_when=date(2025, 12, 31), readings=[("2025-12-31", 0.31)])], [], "2026-02-01",
         "broken", ["missed"]),
        ([goal(by_when=date(2025, 12, 31))], [], "2026-02-01", "at_risk", ["old_number"]),
        # What is measured after the day is what there is; the first after it counts.
        ([goal(by_when=date(2025, 12, 31), readings=[("2026-01-20", 0.30), ("2026-02-20", 0.4)])],
         [], "2026-03-01", "kept", []),
        # The promise is over.
        ([goal()], [], "2027-01-01", "broken", ["never_measured"]),
        ([goal(readings=[("2026-12-01", 0.30)])], [activity("2026-12-01")], "2027-01-01",
         "broken", ["not_done"]),
        ([goal(readings=[("2026-12-01", 0.30)])], [DONE], "2027-01-01", "kept", []),
        # What breaks it is told, not what merely endangers it.
        ([goal(by_when=date(2025, 12, 31), readings=[("2025-12-31", 0.5)]),
          goal(baseline=None)], [activity("2025-06-01")], "2026-02-01", "broken", ["missed"]),
        # On its last day a goal is not missed yet, nor is a promise over.
        ([goal(by_when=date(2026, 2, 1), readings=[("2025-12-31", 0.31)])], [], "2026-02-01",
         "kept", []),
        ([], [activity("2026-12-01")], "2026-12-31", "at_risk", ["overdue"]),
        # What is only foreseen is not measured.
        ([goal(readings=[("2025-12-31", 0.45), ("2026-06-30", 0.2)])], [DONE], "2026-02-01",
         "at_risk", ["wrong_way"]),
        # More is better; reached is reached.
        ([goal(baseline=10, target=20, is_up=True, by_when=date(2025, 12, 31),
               readings=[("2025-12-31", 20)])], [], "2026-02-01", "kept", []),
        ([goal(baseline=10, target=20, is_up=True, readings=[("2025-12-31", 9)])], [], "2026-02-01",
         "at_risk", ["wrong_way"]),
        ([goal(baseline=10, target=20, is_up=True, readings=[("2025-12-31", 16)])], [],
         "2026-02-01", "kept", []),
    ],
)  # fmt: skip
def test_a_promise_stands_as_its_facts_say(
    goals: list[GoalFacts],
    activities: list[ActivityFacts],
    today: str,
    status: str,
    why: list[str],
) -> None:
    found = promise_status(BEGINS, ENDS, goals, activities, date.fromisoformat(today))
    assert (found.status, [one.why for one in found.reasons]) == (status, why)


DAYS = st.dates(date(2024, 1, 1), date(2028, 1, 1))
NUMBERS = st.floats(0, 100)
GOALS = st.builds(
    GoalFacts, st.just("Mål"), st.none() | NUMBERS, NUMBERS, st.booleans(),
    st.just(BEGINS), DAYS,
    st.lists(st.tuples(DAYS, NUMBERS), max_size=4).map(sorted),
)  # fmt: skip
ACTIVITIES = st.builds(ActivityFacts, st.just("Sak"), DAYS, st.booleans())


@given(st.lists(GOALS, max_size=3), st.lists(ACTIVITIES, max_size=3), DAYS)
def test_every_status_has_its_reasons_and_good_ones_have_none(
    goals: list[GoalFacts], activities: list[ActivityFacts], today: date
) -> None:
    found = promise_status(BEGINS, ENDS, goals, activities, today)
    whys = {one.why for one in found.reasons}
    if found.status is Status.BROKEN:
        assert whys
        assert whys <= BREAKS
    elif found.status is Status.AT_RISK:
        assert whys
        assert not whys & BREAKS
    else:
        assert not whys
    assert today <= ENDS or found.status is not Status.TOO_EARLY


@given(st.lists(GOALS, max_size=3), st.lists(ACTIVITIES, min_size=1, max_size=3), DAYS)
def test_finishing_what_is_open_never_makes_it_worse(
    goals: list[GoalFacts], activities: list[ActivityFacts], today: date
) -> None:
    order = [Status.BROKEN, Status.AT_RISK, Status.TOO_EARLY, Status.KEPT]
    before = promise_status(BEGINS, ENDS, goals, activities, today)
    done = [ActivityFacts(one.title, one.due_on, is_closed=True) for one in activities]
    after = promise_status(BEGINS, ENDS, goals, done, today)
    assert order.index(after.status) >= order.index(before.status)
    assert Why.OVERDUE not in {one.why for one in after.reasons}


def test_a_day_more_never_turns_a_missed_goal_into_a_kept_one() -> None:
    missed = goal(by_when=date(2025, 12, 31), readings=[("2025-12-31", 0.35)])
    for days in (1, 100, 1000):
        today = date(2025, 12, 31) + timedelta(days=days)
        assert promise_status(BEGINS, ENDS, [missed], [], today).status is Status.BROKEN
