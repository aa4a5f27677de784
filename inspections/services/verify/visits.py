"""Headings of visits: they say what the entry that opened the visit says."""

from collections.abc import Iterator

from core.nights import night_or_civil_date
from inspections.models import Entry, Visit
from inspections.rules.contract import Kind, read_payload
from inspections.services.verify.fault import Fault


def visit_faults() -> Iterator[Fault]:
    """Visits that say something else than their `started` entry."""
    starts = Entry.objects.filter(kind=Kind.STARTED).exclude(payload=None)
    found = {row.pk: row for row in starts.iterator(2000)}
    for visit in Visit.objects.order_by("pk").iterator(2000):
        start = found.get(visit.started_by)
        if start is None:
            yield Fault("visit", str(visit.pk), "the entry that opened it is gone")
        elif not _agrees(visit, start):
            yield Fault("visit", str(visit.pk), "it is not what was opened")


def _agrees(visit: Visit, start: Entry) -> bool:
    said = read_payload(start.payload or "{}")
    return (
        start.visit_id,
        start.recorded_at,
        night_or_civil_date(start.recorded_at),
        said["venue"],
        said["visit_kind"],
        said["checklist"],
        said.get("occasion"),
    ) == (
        visit.pk,
        visit.started_at,
        visit.night,
        str(visit.venue_id),
        visit.kind,
        visit.checklist_id,
        None if visit.occasion_id is None else str(visit.occasion_id),
    )
