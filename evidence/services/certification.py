"""Rounds of a certification: begun, planned, worked off."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Municipality, User
from core import clock
from core.errors import Invalid, NotFound
from core.nights import FARTHEST
from evidence.models import Certification, Milestone
from evidence.permissions import check_approves, check_keeps
from evidence.queries.certifications import certifications_visible_to, people_for_steps

_STEPS = Path(__file__).parent.parent / "rounds" / "purple-flag.json"


@transaction.atomic
def begin_certification(
    *, user: User, municipality: Municipality, title: str
) -> Certification:
    """Begin a round with the steps of `evidence/rounds/purple-flag.json`."""
    check_approves(user, municipality)
    row = Certification.objects.create(
        municipality=municipality, title=title, begun_at=clock.now(), begun_by=user
    )
    Milestone.objects.bulk_create(
        Milestone(
            certification=row, place=place, name_sv=one["name"]["sv"],
            name_en=one["name"]["en"],
        )
        for place, one in enumerate(json.loads(_STEPS.read_text("utf-8")), 1)
    )  # fmt: skip
    return row


@transaction.atomic
def add_milestone(*, user: User, certification: UUID, name: str) -> Milestone:
    """Add a step of one's own at the end."""
    row = certifications_visible_to(user).select_for_update(of=("self",))
    found = row.filter(pk=certification).first()
    if found is None:
        raise NotFound(
            _("There is no such round of the certification, or it is not yours to see.")
        )
    check_approves(user, found.municipality)
    last = found.milestones.order_by("-place").first()
    return Milestone.objects.create(
        certification=found, place=last.place + 1 if last else 1, name_sv=name,
        name_en=name,
    )  # fmt: skip


@transaction.atomic
def plan_milestone(
    *, user: User, milestone: UUID, due_on: date | None, owner: User | None
) -> Milestone:
    """Say when a step is due and who answers for it; they are reminded anew.

    Raises `NotAllowed`; `Invalid` for a day too far away or somebody who keeps no
    evidence there.
    """
    row = _in_hand(user, milestone, check_approves)
    if due_on is not None and abs(due_on - clock.today()) > FARTHEST:
        raise Invalid(_("That day lies too far away."))
    if owner is not None:
        people = people_for_steps(row.certification.municipality_id)
        if not people.filter(pk=owner.pk).exists():
            raise Invalid(_("Choose somebody who keeps evidence in the municipality."))
    if row.due_on != due_on or row.owner != owner:
        row.reminded = 0
    row.due_on, row.owner = due_on, owner
    row.save()
    return row


@transaction.atomic
def finish_milestone(
    *, user: User, milestone: UUID, done_on: date | None, note: str
) -> Milestone:
    """Say on which day a step was done; without a day it is open again. Whoever answers
    for it may, and whoever leads.
    """
    row = _in_hand(user, milestone, check_keeps)
    if row.owner_id != user.pk:
        check_approves(user, row.certification.municipality)
    if done_on is not None and done_on > clock.today():
        raise Invalid(_("What is done was done on a day that has been."))
    row.done_on, row.note = done_on, note.strip()
    row.done_by = None if done_on is None else user
    row.save()
    return row


def _in_hand(
    user: User, milestone: UUID, check: Callable[[User, Municipality], None]
) -> Milestone:
    row = (
        Milestone.objects.select_for_update(of=("self",))
        .select_related("certification__municipality")
        .filter(pk=milestone, certification__in=certifications_visible_to(user))
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such step, or it is not yours to see."))
    check(user, row.certification.municipality)
    return row
