"""Sections of visits: who may see them, what they say, what they lack."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from core.nights import local
from inspections.models import (
    Entry,
    HeldEntry,
    HeldState,
    Photo,
    PhotoUse,
    Release,
    Section,
    Visit,
    VisitKind,
)
from inspections.queries.checklists import published_checklist
from inspections.rules.chain import LINKS
from inspections.rules.completeness import Facts, Gap, missing_before_seal
from inspections.rules.contract import COMMON, Kind, read_payload
from inspections.rules.fold import LogEntry, SectionFold, fold_section, strings
from inspections.rules.judgement import is_valid_on


def visits_visible_to(user: User) -> QuerySet[Visit]:
    """The visits in which an agency of the person takes part, or that gave it a part."""
    agencies = agencies_where(user, Capability.READ_SECTIONS)
    sections = Section.objects.filter(visit=OuterRef("pk"))
    given = Release.objects.filter(
        section__visit=OuterRef("pk"), recipient_agency__in=agencies
    )
    return Visit.objects.filter(
        Exists(sections.filter(agency__in=agencies)) | Exists(given)
    )


def sections_visible_to(user: User) -> QuerySet[Section]:
    """The sections of the person's agencies, the common ones of the visits in which
    these take part, and nothing else: what was released is read as it was released.
    """
    agencies = agencies_where(user, Capability.READ_SECTIONS)
    joined = Section.objects.filter(visit=OuterRef("visit"), agency__in=agencies)
    return Section.objects.filter(
        Q(agency__in=agencies) | (Q(code=COMMON) & Exists(joined))
    )


def log_entry(row: Entry) -> LogEntry:
    """A row of the log as the fold takes it; its stream must have been read with it."""
    return LogEntry(
        id=str(row.pk),
        section=row.section,
        kind=row.kind,
        author=str(row.stream.officer_id),
        stream=str(row.stream_id),
        seq=row.seq,
        recorded_at=row.recorded_at,
        payload=None if row.payload is None else read_payload(row.payload),
        is_desk=row.stream.device_id is None,
    )


@dataclass(frozen=True)
class SectionLog:
    """A section with its entries and those of the common section, read together."""

    section: Section
    rows: tuple[Entry, ...]

    @cached_property
    def fold(self) -> SectionFold:
        """What the section says now, late entries left out until they are admitted."""
        code = self.section.code
        own = [row for row in self.rows if row.section == code]
        admitted = fold_section(log_entry(row) for row in own).admitted
        return fold_section(
            log_entry(row) for row in own if not row.is_late or str(row.pk) in admitted
        )

    @cached_property
    def common(self) -> SectionFold:
        return fold_section(
            log_entry(row) for row in self.rows if row.section == COMMON
        )

    @property
    def late(self) -> tuple[Entry, ...]:
        """Entries, common ones too, that the seal does not cover and that no amendment
        has admitted: they are shown, and are no part of the protocol.
        """
        if self.section.sealed_at is None:
            return ()
        return tuple(
            row
            for row in self.rows
            if str(row.pk) not in self.covered and row.kind not in LINKS
        )

    @staticmethod
    def payload(row: Entry) -> Mapping[str, object]:
        """What a row says; nothing when it was destroyed."""
        return {} if row.payload is None else read_payload(row.payload)

    @cached_property
    def covered(self) -> frozenset[str]:
        """The ids that the seal covers, with those that amendments admitted later."""
        return frozenset(
            one
            for row in self.rows
            if row.kind in {Kind.SEALED, Kind.AMENDED} and row.payload is not None
            for member in ("covers", "admits")
            for one in strings(read_payload(row.payload), member)
        )

    @cached_property
    def sealed(self) -> SectionFold:
        """What the sealed section says: covered and admitted entries, and the links."""
        return self._covered_fold(self.section.code)

    @cached_property
    def sealed_common(self) -> SectionFold:
        """The common section as far as this agency's seal covers it."""
        return self._covered_fold(COMMON)

    def _covered_fold(self, code: str) -> SectionFold:
        return fold_section(
            log_entry(row)
            for row in self.rows
            if row.section == code
            and (str(row.pk) in self.covered or row.kind in LINKS)
        )


def section_log(section: Section) -> SectionLog:
    """Read a section's log and the common one in one statement."""
    rows = (
        Entry.objects.filter(visit=section.visit_id, section__in={section.code, COMMON})
        .select_related("stream__officer", "stream__agency")
        .order_by("pk")
    )
    return SectionLog(section, tuple(rows))


def due_items(section: Section) -> frozenset[str]:
    """The items that the section's agency must answer, by the law of the visit's day."""
    checklist = published_checklist(section.visit.checklist_id)
    if checklist is None or section.agency is None:
        return frozenset()
    day = local(section.visit.started_at).date()
    return frozenset(
        code
        for code, item in checklist.items.items()
        if item.owner == section.agency.kind
        # An item whose law ended at midnight cannot be answered after it.
        and all(is_valid_on(item, one) for one in (day, day + timedelta(days=1)))
    )


def gaps_of(log: SectionLog, waived: Iterable[str] = ()) -> tuple[Gap, ...]:
    """What the section lacks before it may be sealed."""
    section = log.section
    named = PhotoUse.objects.filter(
        section__visit=section.visit_id, agency=section.agency_id
    ).values("sha256")
    # What waits would enter the log; what is unreadable never will, and blocks nobody.
    held = HeldEntry.objects.filter(
        visit_id=section.visit_id, agency=section.agency_id, state=HeldState.WAITING
    )
    photos = Photo.objects.filter(
        agency=section.agency_id, sha256__in=named
    ).values_list("sha256", flat=True)
    return missing_before_seal(
        Facts(
            visit_kind=VisitKind(section.visit.kind),
            agency=section.code,
            section=log.fold,
            common=log.common,
            due_items=due_items(section),
            photos_held=frozenset(photos),
            held=frozenset(held.values_list("digest", flat=True)),
            waived=frozenset(waived),
        )
    )


def waivable(log: SectionLog) -> frozenset[str]:
    """The streams for whose sake something is still awaited: not closed, or named more
    than has arrived, or owing a photo.
    """
    owing = {stream for streams in log.fold.awaited.values() for stream in streams}
    photographing = {entry.stream for entry in log.fold.standing(Kind.PHOTOGRAPHED)}
    return log.fold.open_streams | owing | photographing
