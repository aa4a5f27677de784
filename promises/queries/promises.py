"""Promises: whose they are to see, and how each stands."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from accounts.models import User
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from promises.models import Activity, Goal, GoalDirection, Promise
from promises.rules.promise_status import (
    ActivityFacts,
    GoalFacts,
    Standing,
    promise_status,
)


def promises_visible_to(user: User) -> QuerySet[Promise]:
    """The promises of the municipalities where the person may see them."""
    return Promise.objects.filter(
        municipality__in=municipalities_where(user, Capability.SEE_PROMISES)
    ).select_related("municipality", "carries_on")


def activities_visible_to(user: User) -> QuerySet[Activity]:
    """The activities of those promises, and one's own wherever they are."""
    seen = Activity.objects.filter(promise__in=promises_visible_to(user).values("pk"))
    own = Activity.objects.filter(owner=user)
    return (seen | own).select_related(
        "promise__municipality", "problem", "goal", "owner"
    )


def standings_of(promises: Iterable[Promise], today: date) -> dict[object, Standing]:
    """How each of them stands on a day, by its key: four statements, however many."""
    rows = list(promises)
    goals: dict[object, list[GoalFacts]] = {row.pk: [] for row in rows}
    activities: dict[object, list[ActivityFacts]] = {row.pk: [] for row in rows}
    begins = {row.pk: row.begins_on for row in rows}
    for goal in Goal.objects.filter(promise__in=rows).prefetch_related(
        "baselines", "readings"
    ):
        goals[goal.promise_id].append(_goal_facts(goal, begins[goal.promise_id]))
    for one in Activity.objects.filter(promise__in=rows):
        # As it was on the day: what was closed later was open then.
        is_closed = one.closed_on is not None and one.closed_on <= today
        activities[one.promise_id].append(
            ActivityFacts(one.title, one.due_on, is_closed)
        )
    return {
        row.pk: promise_status(
            row.begins_on, row.ends_on, goals[row.pk], activities[row.pk], today
        )
        for row in rows
    }


def _goal_facts(goal: Goal, begins_on: date) -> GoalFacts:
    """A goal as it is judged: its baseline in force, and of each day the last number."""
    baseline = next(iter(goal.baselines.all()), None)
    by_day = {one.measured_on: one.value for one in goal.readings.all()}
    return GoalFacts(
        goal.text, None if baseline is None else baseline.value, goal.target,
        goal.direction == GoalDirection.UP, begins_on, goal.by_when,
        sorted(by_day.items()),
    )  # fmt: skip
