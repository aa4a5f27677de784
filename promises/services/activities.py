"""Beginning activities, and noting what came of them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Agency, User
from core import clock
from core.errors import Invalid, NotFound, WrongState
from core.words import check_says_something, says_something
from promises.models import CLOSED, Activity, ActivityNote, ActivityState, Goal, Problem
from promises.permissions import check_keeps_promises
from promises.queries.promises import activities_visible_to
from promises.services.naming import check_names_nobody
from promises.services.promises import promise_in_hand


@transaction.atomic
def begin_activity(
    *,
    user: User,
    promise: UUID,
    problem: Problem,
    title: str,
    owner: User,
    due_on: date,
    goal: Goal | None = None,
    agencies: Sequence[Agency] = (),
    hours_planned: int | None = None,
    indicator: str = "",
    why_no_indicator: str = "",
) -> Activity:
    """Plan something for a promise. It answers to one of the promise's problems, and a
    figure tells of it, or it is said why none does.

    Raises `NotFound`, `NotAllowed`; `Invalid` with what is missing.
    """
    row = promise_in_hand(user, promise)
    if problem.promise_id != row.pk or (goal and goal.promise_id != row.pk):
        raise Invalid(_("Problem and goal are those of the same promise."))
    if not indicator and not says_something(why_no_indicator):
        raise Invalid(
            _("Choose the figure that tells of it, or say why there is none.")
        )
    check_names_nobody(title, why_no_indicator)
    if not row.begins_on <= due_on <= row.ends_on:
        raise Invalid(_("The day of an activity lies within the promise’s time."))
    if any(one.municipality_id != row.municipality_id for one in agencies):
        raise Invalid(_("Choose agencies of the municipality."))
    activity = Activity.objects.create(
        promise=row, problem=problem, goal=goal, title=title.strip(), owner=owner,
        due_on=due_on, hours_planned=hours_planned, indicator=indicator,
        why_no_indicator=why_no_indicator.strip(),
        made_at=clock.now(), made_by=user,
    )  # fmt: skip
    activity.agencies.set(agencies)
    return activity


@transaction.atomic
def note_activity(
    *,
    user: User,
    activity: UUID,
    text: str,
    state: ActivityState,
    hours: int | None = None,
) -> ActivityNote:
    """Note what came of an activity and how it stands now: by its owner, or by who keeps
    promises there. None is closed without such a note.

    Raises `NotFound`, `NotAllowed`; `WrongState` once it is closed; `Invalid` without
    words.
    """
    rows = activities_visible_to(user).select_for_update(of=("self",))
    row = rows.filter(pk=activity).first()
    if row is None:
        raise NotFound(_("There is no such activity, or it is not yours to see."))
    if row.owner_id != user.pk:
        check_keeps_promises(user, row.promise.municipality)
    if row.state in CLOSED:
        raise WrongState(_("It is closed. Begin another activity instead."))
    check_says_something(text, _("Say what came of it in a few words."))
    check_names_nobody(text)
    if state is ActivityState.PLANNED and row.state != ActivityState.PLANNED:
        raise WrongState(_("It has begun: it cannot be planned once more."))
    row.state = state
    row.closed_on = clock.today() if state in CLOSED else None
    row.save(update_fields=["state", "closed_on"])
    return ActivityNote.objects.create(
        activity=row, text=text.strip(), hours=hours, state=state,
        noted_at=clock.now(), noted_by=user,
    )  # fmt: skip
