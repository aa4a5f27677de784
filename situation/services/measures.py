"""Measures of safety walks: proposed, decided or declined, carried out, verified."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import Invalid, NotFound, WrongState
from core.nights import FARTHEST
from core.uploads import Upload, looked_at
from core.words import check_says_something, says_something
from situation.models import (
    Measure,
    MeasurePhoto,
    MeasureState,
    MeasureStep,
    WalkPoint,
)
from situation.permissions import check_plans
from situation.queries.safety_walks import measures_visible_to
from situation.rules.measure import FOLLOWS, needs_words
from situation.services.safety_walks import safety_walk_in_hand
from situation.services.screened import check_names_nobody

_DECIDED = frozenset({MeasureState.DECIDED, MeasureState.DONE})


@transaction.atomic
def propose_measure(
    *,
    user: User,
    walk: UUID,
    points: Sequence[WalkPoint],
    action: str,
    owner: str,
    cost: str = "",
) -> Measure:
    """Propose what is to be done about points of the walk, and by whom.

    Raises `NotFound`, `NotAllowed`; `Invalid` without a point: no measure without a problem.
    """
    row = safety_walk_in_hand(user, walk)
    check_says_something(action, _("Say what is to be done."))
    check_says_something(owner, _("Say who carries it out."))
    check_names_nobody(action, owner)
    if not points:
        raise Invalid(_("Choose the points that it answers."))
    if any(one.walk_id != row.pk or one.struck_at is not None for one in points):
        raise Invalid(_("Choose points of this walk."))
    made = Measure.objects.create(
        walk=row, action=action.strip(), owner=owner.strip(), cost=cost,
        made_at=clock.now(), made_by=user,
    )  # fmt: skip
    made.points.set(points)
    # Of the walk: what was done the day after may be written down weeks later.
    _step(made, user, MeasureState.PROPOSED, row.walk.night, "")
    return made


@transaction.atomic
def move_measure(
    *,
    user: User,
    measure: UUID,
    state: MeasureState,
    on: date,
    words: str = "",
    due_on: date | None = None,
    photos: Sequence[Upload] = (),
) -> Measure:
    """Say what became of it on a day: examined, decided with the day it is due, declined
    with a reason, carried out, or verified with a photo, or in words where nothing shows.

    Raises `NotFound`, `NotAllowed`; `WrongState` when that does not follow; `Invalid` when
    its day, reason, day due or photo is missing.
    """
    row = _in_hand(user, measure)
    before = MeasureState(row.state)
    if state not in FOLLOWS[before]:
        raise WrongState(
            _("That does not follow: it is “%(state)s” now.")
            % {"state": row.get_state_display()}
        )
    check_names_nobody(words)
    last = row.steps.latest("made_at", "pk")
    if not last.on <= on <= clock.today():
        raise Invalid(
            _("Choose a day from %(day)s to today.") % {"day": last.on.isoformat()}
        )
    if needs_words(before, state):
        check_says_something(words, _("Say why in a few words."))
    if state is MeasureState.DECIDED:
        _check_due(due_on, on)
        if before not in _DECIDED:  # else it was decided then, and has another day now
            row.decided_on = on
        row.due_on, row.done_on, row.reminded = due_on, None, 0
    elif state is MeasureState.DONE:
        row.done_on = on
    elif state in {MeasureState.EXAMINED, MeasureState.REFUSED}:
        row.due_on = None  # the steps keep which day it was to be
    elif state is MeasureState.VERIFIED:
        if not photos and not says_something(words):
            raise Invalid(
                _("Add a photo of how it looks now, or say why none can show it.")
            )
        row.verified_on = on
    row.state = state
    row.save()
    step = _step(row, user, state, on, words.strip())
    MeasurePhoto.objects.bulk_create(
        MeasurePhoto(step=step, **one) for one in looked_at(photos)
    )
    return row


def _check_due(due_on: date | None, on: date) -> None:
    if due_on is None:
        raise Invalid(_("Say by which day it is to be carried out."))
    if not on <= due_on <= on + FARTHEST:
        raise Invalid(
            _("The day due comes after the decision, within two years of it.")
        )


def _in_hand(user: User, measure: UUID) -> Measure:
    rows = measures_visible_to(user).select_for_update(of=("self",))
    row = rows.filter(pk=measure).first()
    if row is None:
        raise NotFound(_("There is no such measure, or it is not yours to see."))
    check_plans(user, row.walk.walk.agency)
    return row


def _step(
    row: Measure, user: User, state: MeasureState, on: date, words: str
) -> MeasureStep:
    return MeasureStep.objects.create(
        measure=row, state=state, on=on, words=words, due_on=row.due_on,
        made_at=clock.now(), made_by=user,
    )  # fmt: skip
