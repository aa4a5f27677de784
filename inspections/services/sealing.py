"""Sealing a section, adding to it afterwards, and giving it away."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Agency, User
from accounts.permissions import check_may
from accounts.rules.capabilities import Capability
from core.changes import next_change
from core.errors import Invalid, NotFound, WrongState
from core.integrity import canonical_json, sha256
from inspections.models import Entry, RecipientKind, Release, Section
from inspections.queries.gap_words import gap_sentence
from inspections.queries.heading import heading_of
from inspections.queries.protocol import protocol_of
from inspections.queries.sections import (
    gaps_of,
    section_log,
    sections_visible_to,
)
from inspections.rules.chain import hash_of_set
from inspections.rules.contract import COMMON, Kind
from inspections.services.desk import fingerprints, locked_chain, write_link
from inspections.services.projection import record_change


def section_for(user: User, visit: UUID, code: str, capability: Capability) -> Section:
    """The section, locked, when the person may do this with it; `NotFound` else.

    What is not theirs to see does not exist for them.
    """
    seen = sections_visible_to(user).filter(visit=visit, code=code).exists()
    if not seen or code == COMMON:
        raise NotFound(_("There is no such section, or it is not yours to see."))
    section = (
        Section.objects.select_for_update(of=("self",), no_key=True)
        .select_related("visit__municipality", "agency")
        .get(visit=visit, code=code)
    )
    check_may(user, capability, section.visit.municipality, section.agency)
    return section


def _agency(section: Section) -> Agency:
    assert section.agency is not None
    return section.agency


@transaction.atomic
def seal_section(
    *, user: User, visit: UUID, code: str, waived: Mapping[str, str] | None = None
) -> Section:
    """Seal a section as it stands, with the common entries known by now.

    `waived` maps streams that will not close to the reason why. Raises `WrongState` with
    the list of what is missing; sealing what is sealed changes nothing.
    """
    waived = waived or {}
    section = section_for(user, visit, code, Capability.SEAL_SECTIONS)
    if section.sealed_at is not None:
        return section
    log = section_log(section)
    strangers = sorted(set(waived) - {str(row.stream_id) for row in log.rows})
    if strangers:
        raise Invalid(
            _("Only devices that wrote in this visit can be waived."),
            code="unknown_stream",
            particulars=strangers,
        )
    gaps = gaps_of(log, waived)
    if gaps:
        raise WrongState(
            _(
                "The section cannot be sealed yet. See what is missing, and complete it."
            ),
            code="incomplete",
            particulars=[gap_sentence(gap) for gap in gaps],
        )
    covered = fingerprints(log.rows)
    chain = locked_chain(_agency(section))
    entry = write_link(
        user=user,
        section=section,
        chain=chain,
        kind=Kind.SEALED,
        payload={
            "covers": sorted(covered),
            "covers_sha256": hash_of_set(covered.items()),
            "heading": heading_of(section, log, user),
            "waived": [
                {"stream": stream, "reason": reason}
                for stream, reason in sorted(waived.items())
            ],
        },
    )
    section.sealed_at, section.sealed_by = entry.recorded_at, user
    section.seal = entry.header_hash
    section.lead = section.lead or user
    # A waived device never closed, yet the agency has been there.
    section.visited_on = section.visited_on or section.visit.night
    record_change(section)
    return section


@transaction.atomic
def amend_section(
    *, user: User, visit: UUID, code: str, text: str, admits: Sequence[str] = ()
) -> Entry:
    """Add to a sealed section in words, and admit entries that came late."""
    section = section_for(user, visit, code, Capability.SEAL_SECTIONS)
    _check_sealed(section)
    late = fingerprints(section_log(section).late)
    strangers = sorted(set(admits) - set(late))
    if strangers:
        raise Invalid(
            _("Only entries that came late to this section can be admitted."),
            code="not_late",
            particulars=strangers,
        )
    admitted = {one: late[one] for one in admits}
    entry = write_link(
        user=user,
        section=section,
        chain=locked_chain(_agency(section)),
        kind=Kind.AMENDED,
        payload={
            "text": text,
            "admits": sorted(admitted),
            "admits_sha256": hash_of_set(admitted.items()),
        },
    )
    record_change(section)
    return entry


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
) -> Release:
    """Give a sealed section away as an exact copy, with its ground and weighing.

    An agency reads the copy as it was released; it never looks into the section itself.
    """
    section = section_for(user, visit, code, Capability.RELEASE_SECTIONS)
    _check_sealed(section)
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
        chain=locked_chain(_agency(section)),
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
        released_at=entry.recorded_at,
        released_by=user,
    )


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


def _check_sealed(section: Section) -> None:
    if section.sealed_at is None:
        raise WrongState(
            _("The section is not sealed yet. Seal it first."), code="not_sealed"
        )
