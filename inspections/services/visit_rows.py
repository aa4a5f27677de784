"""Visits opened and sections locked, each in one statement for a whole batch."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypedDict

from core.unfolding import Unfolding, uuid_text


class VisitRow(TypedDict):
    """A visit as plain values; the instant as `instant_text` writes it."""

    id: str
    municipality_id: str
    venue_id: str
    kind: str
    checklist_id: str
    occasion_id: str | None
    started_by: str
    started_at: str
    night: str


class SectionRow(TypedDict):
    """A section as a batch asks for it; `visited_on` when a device closed it."""

    visit_id: str
    code: str
    venue_id: str
    agency_id: int | None
    visited_on: str | None
    diary_number: str
    change: int


@dataclass(frozen=True, slots=True)
class LockedSection:
    """A section's row id and whether it is sealed, under the lock that sealing takes."""

    pk: int
    is_sealed: bool


_VISITS: Final = Unfolding(
    table="inspections_visit",
    columns={
        "id": "uuid",
        "municipality_id": "text",
        "venue_id": "uuid",
        "kind": "text",
        "checklist_id": "text",
        "occasion_id": "uuid",
        "started_by": "uuid",
        "started_at": "timestamptz",
        "night": "date",
    },
    on_conflict="DO NOTHING",
    returning="id",
)
# The update locks the row of a section that is there already, and gives it back.
_SECTIONS: Final = Unfolding(
    table="inspections_section",
    columns={
        "visit_id": "uuid",
        "code": "text",
        "venue_id": "uuid",
        "agency_id": "bigint",
        "visited_on": "date",
        "diary_number": "text",
        "change": "bigint",
    },
    on_conflict="(visit_id, code) DO UPDATE SET visited_on = "
    "COALESCE(inspections_section.visited_on, excluded.visited_on)",
    returning="visit_id, code, id, sealed_at",
)


def insert_visits(rows: Sequence[VisitRow]) -> set[str]:
    """Open visits; answer the ids of those that nobody had opened."""
    return {uuid_text(pk) for (pk,) in _VISITS.insert(rows)}


def lock_sections(
    rows: Iterable[SectionRow],
) -> dict[tuple[str, str], LockedSection]:
    """Make the sections that are missing, and lock all, in the order of their places."""
    ordered = sorted(rows, key=lambda row: (row["visit_id"], row["code"]))
    return {
        (uuid_text(visit), code): LockedSection(pk, sealed_at is not None)
        for visit, code, pk, sealed_at in _SECTIONS.insert(ordered)
    }
