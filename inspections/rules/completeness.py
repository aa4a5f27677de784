"""What is missing before a section may be sealed: a table of demands, each with words.

The same list is shown on the tablet before leaving and refuses the seal on the server;
`tests/vectors/completeness.json` proves both. A missing thing is never filled in by the
system: an item nobody looked at is answered `not_checked` by a person.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from inspections.models import VisitKind
from inspections.rules.contract import Kind
from inspections.rules.fold import SectionFold


class Missing(StrEnum):
    """Stable codes of what may be missing. Particulars name items, streams or files."""

    NOTHING_RECORDED = "nothing_recorded"
    UNANSWERED = "unanswered"
    CONFLICT = "conflict"
    DEVICE_OPEN = "device_open"
    ENTRY_AWAITED = "entry_awaited"
    PHOTO_AWAITED = "photo_awaited"
    ENTRY_HELD = "entry_held"
    SIGNATURE = "signature"
    SECOND_OFFICER = "second_officer"


# Two inspectors are the norm where a venue is visited (domain note 2.2).
OFFICERS_EXPECTED: Mapping[VisitKind, int] = {
    VisitKind.PREVENTIVE: 1,
    VisitKind.INNER: 1,
    VisitKind.OUTER: 2,
}
# A signature of the venue's side, or that it declined, belongs to a visit on site.
SIGNATURE_EXPECTED = frozenset({VisitKind.OUTER})
_VENUE_ROLES = frozenset({"serving_manager", "holder", "staff"})


@dataclass(frozen=True, slots=True)
class Facts:
    """All that completeness is judged by.

    `due_items` are the codes that this section's agency must answer; `photos_held` the
    SHA-256 of the photos that have arrived; `waived` the streams a lead has waived;
    `held` the entries of the agency for this visit that are in custody.
    """

    visit_kind: VisitKind
    agency: str
    section: SectionFold
    common: SectionFold
    due_items: frozenset[str]
    photos_held: frozenset[str]
    waived: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Gap:
    code: Missing
    particulars: tuple[str, ...] = ()


def officers(facts: Facts) -> frozenset[str]:
    """Who of the agency took part: joined by name, or wrote in the section."""
    joined = {
        str(payload["officer"])
        for entry in facts.common.standing(Kind.JOINED)
        if (payload := entry.payload) and payload["agency"] == facts.agency
    }
    wrote = {
        entry.author
        for entry in facts.section.timeline
        if entry.kind not in {Kind.SEALED, Kind.AMENDED, Kind.RELEASED}
        and not entry.is_desk
    }
    return frozenset(joined | wrote)


def _nothing_recorded(facts: Facts) -> Iterable[str] | None:
    return None if facts.section.timeline else ()


def _unanswered(facts: Facts) -> Iterable[str] | None:
    return facts.due_items - facts.section.items.keys() or None


def _conflicts(facts: Facts) -> Iterable[str] | None:
    return facts.section.conflicts or None


def _open_devices(facts: Facts) -> Iterable[str] | None:
    streams = facts.section.open_streams
    return streams - facts.waived or None


def _awaited_entries(facts: Facts) -> Iterable[str] | None:
    """What is excused is only what waived devices alone have named."""
    return {
        one
        for one, streams in facts.section.awaited.items()
        if not streams <= facts.waived
    } or None


def _awaited_photos(facts: Facts) -> Iterable[str] | None:
    """A photo of a waived device is named as missing in the protocol instead."""
    named = {
        str(cast("Mapping[str, object]", file)["sha256"])
        for part in (facts.section, facts.common)
        for entry in part.standing(Kind.PHOTOGRAPHED)
        if entry.stream not in facts.waived
        and (part is facts.section or entry.author in officers(facts))
        for role in ("shrunk", "drawn")
        if (file := (entry.payload or {}).get(role))
    }
    return named - facts.photos_held or None


def _held(facts: Facts) -> Iterable[str] | None:
    return facts.held or None


def _signature(facts: Facts) -> Iterable[str] | None:
    if facts.visit_kind not in SIGNATURE_EXPECTED:
        return None
    said = [
        *facts.section.standing(Kind.SIGNED),
        *facts.section.standing(Kind.DECLINED_TO_SIGN),
        *facts.common.standing(Kind.SIGNED),
        *facts.common.standing(Kind.DECLINED_TO_SIGN),
    ]
    roles = {str((entry.payload or {}).get("role")) for entry in said}
    return None if roles & _VENUE_ROLES else ()


def _second_officer(facts: Facts) -> Iterable[str] | None:
    if len(officers(facts)) >= OFFICERS_EXPECTED[facts.visit_kind]:
        return None
    closings = facts.section.standing(Kind.CLOSED)
    if any((entry.payload or {}).get("single_officer_reason") for entry in closings):
        return None
    return ()


_DEMANDS: tuple[tuple[Missing, Callable[[Facts], Iterable[str] | None]], ...] = (
    (Missing.NOTHING_RECORDED, _nothing_recorded),
    (Missing.UNANSWERED, _unanswered),
    (Missing.CONFLICT, _conflicts),
    (Missing.DEVICE_OPEN, _open_devices),
    (Missing.ENTRY_AWAITED, _awaited_entries),
    (Missing.PHOTO_AWAITED, _awaited_photos),
    (Missing.ENTRY_HELD, _held),
    (Missing.SIGNATURE, _signature),
    (Missing.SECOND_OFFICER, _second_officer),
)


def missing_before_seal(facts: Facts) -> tuple[Gap, ...]:
    """The gaps of a section, in the order in which they are shown; none: it may seal."""
    return tuple(
        Gap(code, tuple(sorted(particulars)))
        for code, demand in _DEMANDS
        if (particulars := demand(facts)) is not None
    )
