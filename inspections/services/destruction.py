"""Destroying contents by a decision of two people; hashes, times and the decision stay."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import Invalid, NotAllowed, NotFound, WrongState
from inspections.models import (
    Destruction,
    DestructionState,
    Entry,
    HeldEntry,
    HeldState,
    Photo,
    PhotoUse,
    Section,
)
from inspections.queries.destructions import destroyable_in, destructions_visible_to
from inspections.rules.chain import hash_of_set
from inspections.rules.contract import Kind
from inspections.services.desk import locked_chain, write_link
from inspections.services.photos import photo_path
from inspections.services.projection import record_change
from inspections.services.sealing import section_for
from inspections.services.summary_letter import destroy_summary_letters

_NOTHING = b"null"


@transaction.atomic
def propose_destruction(
    *, user: User, visit: UUID, code: str, entries: Sequence[str], ground: str
) -> Destruction:
    """Propose to destroy the contents of some entries. Nothing is destroyed by this."""
    section = section_for(user, visit, code, Capability.DESTROY_CONTENTS)
    may = {str(pk) for pk in destroyable_in(section).values_list("pk", flat=True)}
    if not entries or not may.issuperset(entries):
        raise Invalid(
            _(
                "Choose entries of your own agency whose contents are there. Answers and "
                "closings stay, for the section would say something else without them."
            ),
            code="not_destroyable",
        )
    return Destruction.objects.create(
        section=section,
        entries=sorted(set(entries)),
        ground=ground,
        state=DestructionState.PROPOSED,
        proposed_at=clock.now(),
        proposed_by=user,
    )


@transaction.atomic
def carry_out_destruction(*, user: User, destruction: UUID) -> Destruction:
    """Decide as the second person; the contents are gone when this returns."""
    row = _open(user, destruction)
    section = section_for(
        user, row.section.visit_id, row.section.code, Capability.DESTROY_CONTENTS
    )
    _write_decision(row, section, user)
    ids = [UUID(one) for one in row.entries]
    Entry.objects.filter(pk__in=ids).update(payload=None, salt=None)
    # Custody may hold the same words from before they entered the log.
    HeldEntry.objects.filter(entry_id__in=ids, state=HeldState.SETTLED).update(
        content=_NOTHING
    )
    destroy_summary_letters(ids)
    _destroy_photos(ids, section)
    if section.sealed_at is not None:
        record_change(section)
    return _decide(row, user, DestructionState.CARRIED_OUT)


@transaction.atomic
def decline_destruction(*, user: User, destruction: UUID) -> Destruction:
    """Decide as the second person that the contents stay."""
    return _decide(_open(user, destruction), user, DestructionState.DECLINED)


def _open(user: User, destruction: UUID) -> Destruction:
    row = (
        destructions_visible_to(user)
        .select_for_update(of=("self",))
        .select_related("section", "proposed_by")
        .filter(pk=destruction)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such proposal, or it is not yours to see."))
    if row.state != DestructionState.PROPOSED:
        raise WrongState(_("This was decided already."))
    if row.proposed_by_id == user.pk:
        raise NotAllowed(
            _("Somebody else must decide what you have proposed: it takes two.")
        )
    return row


def _write_decision(row: Destruction, section: Section, user: User) -> None:
    assert section.agency is not None
    write_link(
        user=user,
        section=section,
        chain=locked_chain(section.agency),
        kind=Kind.AMENDED,
        payload={
            "text": _(
                "The contents of %(count)s entries are destroyed. Proposed by %(who)s. "
                "Ground: %(ground)s"
            )
            % {
                "count": len(row.entries),
                "who": row.proposed_by.name,
                "ground": row.ground,
            },
            "admits": [],
            "admits_sha256": hash_of_set([]),
            "destroys": row.entries,
        },
    )


def _destroy_photos(entries: Sequence[UUID], section: Section) -> None:
    """Remove the files that only these entries name, when the decision is on the disk."""
    uses = PhotoUse.objects.filter(agency=section.agency_id)
    named = set(uses.filter(entry__in=entries).values_list("sha256", flat=True))
    named -= set(
        uses.filter(sha256__in=named, entry__payload__isnull=False).values_list(
            "sha256", flat=True
        )
    )
    municipality = section.visit.municipality_id
    Photo.objects.filter(agency=section.agency_id, sha256__in=named).delete()
    elsewhere = set(
        Photo.objects.filter(municipality=municipality, sha256__in=named).values_list(
            "sha256", flat=True
        )
    )
    for digest in sorted(named - elsewhere):
        path = photo_path(municipality, digest)
        transaction.on_commit(partial(path.unlink, missing_ok=True))


def _decide(row: Destruction, user: User, state: DestructionState) -> Destruction:
    row.state, row.decided_at, row.decided_by = state, clock.now(), user
    row.save()
    return row
