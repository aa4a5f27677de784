"""Sealing a section, and adding to it afterwards."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Agency, User
from accounts.permissions import check_may
from accounts.rules.capabilities import Capability
from core.errors import Invalid, NotFound, WrongState
from inspections.models import Entry, Section
from inspections.queries.gap_words import gap_sentence
from inspections.queries.heading import heading_of
from inspections.queries.sections import (
    SectionLog,
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


def agency_of(section: Section) -> Agency:
    """The agency of a section that has one: every section but the common one."""
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
    _check_complete(log, waived)
    entry = _write_seal(user, section, log, waived)
    section.sealed_at, section.sealed_by = entry.recorded_at, user
    section.seal = entry.header_hash
    section.lead = section.lead or user
    # A waived device never closed, yet the agency has been there.
    section.visited_on = section.visited_on or section.visit.night
    record_change(section)
    return section


def _check_complete(log: SectionLog, waived: Mapping[str, str]) -> None:
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


def _write_seal(
    user: User, section: Section, log: SectionLog, waived: Mapping[str, str]
) -> Entry:
    covered = fingerprints(log.rows)
    return write_link(
        user=user,
        section=section,
        chain=locked_chain(agency_of(section)),
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


@transaction.atomic
def amend_section(
    *, user: User, visit: UUID, code: str, text: str, admits: Sequence[str] = ()
) -> Entry:
    """Add to a sealed section in words, and admit entries that came late."""
    section = section_for(user, visit, code, Capability.SEAL_SECTIONS)
    check_sealed(section)
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
        chain=locked_chain(agency_of(section)),
        kind=Kind.AMENDED,
        payload={
            "text": text,
            "admits": sorted(admitted),
            "admits_sha256": hash_of_set(admitted.items()),
        },
    )
    record_change(section)
    return entry


def check_sealed(section: Section) -> None:
    """Raise `WrongState` before the seal."""
    if section.sealed_at is None:
        raise WrongState(
            _("The section is not sealed yet. Seal it first."), code="not_sealed"
        )
