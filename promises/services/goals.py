"""Setting goals, what they are held against, and noting how they stand."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import Invalid, NotFound
from core.words import check_says_something, says_something
from promises.models import (
    Goal,
    GoalBaseline,
    GoalDirection,
    GoalReading,
    Unit,
)
from promises.permissions import check_keeps_promises
from promises.queries.promises import promises_visible_to
from promises.services.naming import check_names_nobody
from promises.services.promises import promise_in_hand

Pair = tuple[float, float] | None
"""Women and men, where it is told of both."""


def set_goal(
    *,
    user: User,
    promise: UUID,
    text: str,
    measured_by: str,
    unit: Unit,
    direction: GoalDirection,
    target: float,
    by_when: date,
    indicator: str = "",
    genders: Pair = None,
) -> Goal:
    """A goal of a promise. Numbers are shares from 0 to 1, or counts.

    Raises `NotFound`, `NotAllowed`; `Invalid` for a day outside the promise or a target
    that can never be.
    """
    row = promise_in_hand(user, promise)
    if not row.begins_on < by_when <= row.ends_on:
        raise Invalid(_("The day of a goal lies within the promise’s time."))
    _check(unit, target, *(genders or ()))
    check_names_nobody(text, measured_by)
    return Goal.objects.create(
        promise=row, text=text.strip(), measured_by=measured_by.strip(),
        indicator=indicator, unit=unit, direction=direction, target=target,
        target_women=genders and genders[0], target_men=genders and genders[1],
        by_when=by_when, noted_at=clock.now(), noted_by=user,
    )  # fmt: skip


def set_goal_baseline(
    *,
    user: User,
    goal: UUID,
    of: str,
    value: float,
    source: str,
    definition: str,
    why: str,
    caveat: str = "",
    genders: Pair = None,
) -> GoalBaseline:
    """What the goal is held against from now on; earlier baselines stay to be read."""
    row = _in_hand(user, goal)
    _check(Unit(row.unit), value, *(genders or ()))
    if not says_something(source, definition, why):
        raise Invalid(
            _("Say where the number comes from, how it was reckoned and why it counts.")
        )
    check_names_nobody(of, source, definition, why, caveat)
    return GoalBaseline.objects.create(
        goal=row, of=of.strip(), value=value, women=genders and genders[0],
        men=genders and genders[1], source=source.strip(), definition=definition.strip(),
        why=why.strip(), caveat=caveat.strip(), noted_at=clock.now(), noted_by=user,
    )  # fmt: skip


def note_reading(
    *,
    user: User,
    goal: UUID,
    measured_on: date,
    value: float,
    source: str,
    genders: Pair = None,
) -> GoalReading:
    """Note how a goal stood on a day that has been; a later note of the day counts."""
    row = _in_hand(user, goal)
    _check(Unit(row.unit), value, *(genders or ()))
    if measured_on > clock.today():
        raise Invalid(_("A number is of a day that has been."))
    check_says_something(source, _("Say where the number comes from."))
    check_names_nobody(source)
    return GoalReading.objects.create(
        goal=row, measured_on=measured_on, value=value, women=genders and genders[0],
        men=genders and genders[1], source=source.strip(), noted_at=clock.now(),
        noted_by=user,
    )  # fmt: skip


def _check(unit: Unit, *values: float) -> None:
    most = 1.0 if unit == Unit.SHARE else float("inf")
    if not all(0 <= one <= most and one != float("inf") for one in values):
        raise Invalid(
            _("A share lies between 0 and 100 per cent, a number at 0 or more.")
        )


def _in_hand(user: User, goal: UUID) -> Goal:
    rows = Goal.objects.filter(promise__in=promises_visible_to(user).values("pk"))
    row = rows.select_related("promise__municipality").filter(pk=goal).first()
    if row is None:
        raise NotFound(_("There is no such goal, or it is not yours to see."))
    check_keeps_promises(user, row.promise.municipality)
    return row
