"""Planning walks, and calling them off."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Agency, User
from core import clock
from core.errors import Invalid, NotFound, WrongState
from core.nights import FARTHEST, night_or_civil_date
from core.words import check_says_something
from situation.models import NoteState, SafetyWalk, Walk, WalkKind, WalkNote
from situation.permissions import check_plans
from situation.queries.walks import notes_held_for, walks_visible_to
from situation.services.screened import check_names_nobody
from situation.services.walk_letters import tell_that_it_is_off


def plan_walk(
    *,
    user: User,
    agency: Agency,
    kind: WalkKind,
    title: str,
    night: date,
    scheme: str,
) -> Walk:
    """Plan a walk of a night; it goes down to the tablets of the municipality.

    Raises `NotAllowed`, or `Invalid` for a night that has passed.
    """
    check_plans(user, agency)
    tonight = night_or_civil_date(clock.now())
    if not tonight <= night <= tonight + FARTHEST:
        raise Invalid(_("Choose a day from today on, within two years."))
    return Walk.objects.create(
        municipality=agency.municipality, agency=agency, kind=kind, title=title,
        night=night, leader=user, scheme=scheme, made_at=clock.now(),
    )  # fmt: skip


@transaction.atomic
def cancel_walk(*, user: User, walk: UUID, reason: str) -> Walk:
    """Call a walk off that has not begun, with a reason that those invited are told."""
    row = walks_visible_to(user).select_for_update(of=("self",)).filter(pk=walk).first()
    if row is None:
        raise NotFound(_("There is no such walk, or it is not yours to see."))
    check_plans(user, row.agency)
    if row.began_at is not None or row.cancelled_at is not None:
        raise WrongState(_("It has begun, or is called off already."))
    check_says_something(reason, _("Say why in a few words."))
    row.cancelled_at, row.cancelled_why = clock.now(), reason.strip()
    row.save(update_fields=["cancelled_at", "cancelled_why"])
    safety = SafetyWalk.objects.select_for_update().filter(pk=row.pk).first()
    if safety is not None:
        check_names_nobody(reason)  # it is mailed
        safety.walk = row
        tell_that_it_is_off(safety)
    return row


@transaction.atomic
def set_note_aside(*, user: User, digest: str, reason: str) -> WalkNote:
    """Say that a note that is held back needs nobody any more; it stays kept."""
    row = notes_held_for(user).select_for_update(of=("self",)).filter(pk=digest).first()
    if row is None:
        raise NotFound(_("There is no such note, or it is not yours to settle."))
    check_says_something(reason, _("Say why in a few words."))
    row.state, row.settled_because = NoteState.SET_ASIDE, reason.strip()
    row.settled_by, row.settled_at = user, clock.now()
    row.save(update_fields=["state", "settled_because", "settled_by", "settled_at"])
    return row
