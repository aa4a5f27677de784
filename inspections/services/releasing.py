"""Giving a sealed section away: an act with its ground, weighing and decider."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Agency, User
from accounts.rules.capabilities import Capability
from core import clock
from core.changes import next_change
from core.errors import Invalid
from core.integrity import canonical_json, sha256
from core.nights import FARTHEST
from inspections.models import TO_VENUE, RecipientKind, Release, Section
from inspections.queries.protocol import protocol_of
from inspections.rules.contract import Kind
from inspections.services.desk import locked_chain, write_link
from inspections.services.sealing import agency_of, check_sealed, section_for


@transaction.atomic
def release_section(
    *,
    user: User,
    visit: UUID,
    code: str,
    recipient_kind: RecipientKind,
    recipient_name: str,
    recipient_agency: str | None,
    ground: str,
    weighing: str,
    withhold_official_names: bool = False,
    reply_by: date | None = None,
) -> Release:
    """Give a sealed section away as an exact copy, with its ground and weighing.

    An agency reads the copy as it was released; it never looks into the section itself.
    """
    section = section_for(user, visit, code, Capability.RELEASE_SECTIONS)
    check_sealed(section)
    snapshot = canonical_json(
        protocol_of(section, withhold_official_names=withhold_official_names)
    )
    receiving = _recipient(section, recipient_kind, recipient_agency)
    recipient: dict[str, object] = {
        "kind": recipient_kind.value,
        "name": recipient_name,
    }
    if receiving is not None:
        recipient["agency"] = receiving.code
    entry = write_link(
        user=user,
        section=section,
        chain=locked_chain(agency_of(section)),
        kind=Kind.RELEASED,
        payload={
            "recipient": recipient,
            "ground": ground,
            "weighing": weighing,
            "withhold_official_names": withhold_official_names,
            "snapshot_sha256": sha256(snapshot).hex(),
        },
    )
    if receiving is not None:
        next_change(f"agency:{receiving.pk}")
    return Release.objects.create(
        entry=entry,
        section=section,
        recipient_kind=recipient_kind,
        recipient_agency=receiving,
        recipient_name=recipient_name,
        ground=ground,
        weighing=weighing,
        withholds_official_names=withhold_official_names,
        snapshot=snapshot.decode(),
        reply_by=_reply_by(section, recipient_kind, reply_by),
        released_at=entry.recorded_at,
        released_by=user,
    )


def _reply_by(section: Section, kind: RecipientKind, day: date | None) -> date | None:
    """By when the venue is asked to reply: the day given, else the agency's own time."""
    if kind not in TO_VENUE:
        return None
    today = clock.today()
    if day is None:
        return today + timedelta(days=agency_of(section).reply_days)
    if not today < day <= today + FARTHEST:
        raise Invalid(_("The day to reply by must lie ahead."), code="reply_by")
    return day


def _recipient(
    section: Section, kind: RecipientKind, code: str | None
) -> Agency | None:
    """The agency of the municipality that receives; None for any other recipient."""
    if (kind == RecipientKind.AGENCY) != (code is not None):
        raise Invalid(
            _("Name the agency when, and only when, an agency is the recipient."),
            code="recipient_unclear",
        )
    if code is None:
        return None
    agency = Agency.objects.filter(
        municipality=section.visit.municipality_id, code=code
    ).first()
    if agency is None:
        raise Invalid(_("There is no such agency here."), code="unknown_agency")
    return agency
