"""What was promised and is not done: the sections that wait to be sealed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.nights import local
from inspections.models import Entry, Section
from inspections.queries.sections import log_entry
from inspections.rules.contract import Kind
from inspections.rules.fold import LogEntry, fold_section
from inspections.rules.protocol_dates import protocol_promised_on


@dataclass(frozen=True, slots=True)
class Promise:
    """A section that is not sealed yet, the day its protocol was promised for, and how
    many items of it have answers that differ.
    """

    section: Section
    promised_on: date
    is_late: bool
    conflicts: int


def promises_of(agencies: list[int], today: date, limit: int) -> list[Promise]:
    """The unsealed sections of agencies, oldest first, with the day that was promised."""
    rows = (
        Section.objects.filter(agency__in=agencies, sealed_at=None)
        .select_related("visit__venue", "agency")
        .order_by("visit__started_at", "pk")[:limit]
    )
    found, torn = [], _conflicts_in(rows)
    for section in rows:
        promised = protocol_promised_on(local(section.visit.started_at).date())
        conflicts = torn.get((section.visit_id, section.code), 0)
        found.append(Promise(section, promised, promised < today, conflicts))
    return found


def _conflicts_in(sections: Iterable[Section]) -> dict[tuple[UUID, str], int]:
    """How many items conflict in each section, read for all of them together."""
    logs: dict[tuple[UUID, str], list[LogEntry]] = defaultdict(list)
    places = {(section.visit_id, section.code) for section in sections}
    for row in Entry.objects.filter(
        visit__in={visit for visit, _ in places},
        kind__in=[Kind.ANSWERED, Kind.RETRACTED],
        is_late=False,
    ).select_related("stream"):
        if (row.visit_id, row.section) in places:
            logs[row.visit_id, row.section].append(log_entry(row))
    return {place: len(fold_section(log).conflicts) for place, log in logs.items()}
