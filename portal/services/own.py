"""The venue's own: self-checks and its incident log, for itself and its holder alone."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import Invalid, NotFound
from core.personal_number import looks_personal
from inspections.models import ChecklistVersion
from portal.models import Incident, IncidentKind, SelfCheck
from venues.models import Venue, VenueAccess
from venues.queries.access import current_accesses

VALUES = frozenset({"ok", "finding", "not_applicable"})
_MOST_NOTE = 1000
_OLDEST = timedelta(days=365)


def access_of(user: User, venue: UUID) -> VenueAccess:
    """The person's access to a venue of today's holder; `NotFound` when there is none."""
    rows = current_accesses(clock.today()).select_related(
        "venue__municipality", "holder"
    )
    row = rows.filter(user=user, venue=venue).first()
    if row is None:
        raise NotFound(_("There is no such venue, or it is not yours to see."))
    return row


def self_checks_of(user: User, venue: UUID) -> QuerySet[SelfCheck]:
    """The self-checks of the venue's present holder, for its own people."""
    access = access_of(user, venue)
    return SelfCheck.objects.filter(venue=access.venue, holder=access.holder)


def incidents_of(user: User, venue: UUID) -> QuerySet[Incident]:
    """The incident log of the venue's present holder, for its own people."""
    access = access_of(user, venue)
    return Incident.objects.filter(venue=access.venue, holder=access.holder)


@transaction.atomic
def begin_self_check(
    *, user: User, venue: UUID, checklist: ChecklistVersion
) -> SelfCheck:
    """Begin to go through the checklist for oneself."""
    access = access_of(user, venue)
    now = clock.now()
    return SelfCheck.objects.create(
        venue=access.venue, holder=access.holder, checklist=checklist, begun_at=now,
        begun_by=user, changed_at=now,
    )  # fmt: skip


@transaction.atomic
def answer_self_check(
    *, user: User, venue: UUID, check: UUID, answers: dict[str, dict[str, str]]
) -> SelfCheck:
    """Keep answers by item; what is not named stays as it was."""
    row = self_checks_of(user, venue).select_for_update().filter(pk=check).first()
    if row is None:
        raise NotFound(_("There is no such self-check."))
    items = set(row.checklist.items.values_list("code", flat=True))
    kept: dict[str, Any] = dict(row.answers)
    for item, said in answers.items():
        if item in items and said.get("value") in VALUES:
            kept[item] = {
                "value": said["value"], "note": said.get("note", "").strip()[:_MOST_NOTE],
            }  # fmt: skip
    row.answers, row.changed_at = kept, clock.now()
    row.save()
    return row


@transaction.atomic
def note_incident(
    *, user: User, venue: Venue, at: datetime, kind: IncidentKind, text: str, done: str
) -> Incident:
    """Write a line of the log. `Invalid` when somebody might be named by number, or it
    lies ahead or a year back.
    """
    access = access_of(user, venue.pk)
    now = clock.now()
    if not now - _OLDEST <= at <= now + timedelta(hours=1):
        raise Invalid(_("Say when it happened, within the last year."))
    if looks_personal(f"{text} {done}"):
        raise Invalid(_("Leave out what looks like a personal number: name nobody."))
    return Incident.objects.create(
        venue=access.venue, holder=access.holder, at=at, kind=kind, text=text.strip(),
        done=done.strip(), written_by=user, written_at=now,
    )  # fmt: skip
