"""Writing to the log: visits opened by their first entry, entries appended, read back."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import connection

from core.nights import night_or_civil_date
from core.unfolding import instant_text
from inspections.models import PhotoUse
from inspections.rules.contract import COMMON, Kind
from inspections.services.arrival import Arrival, Place, Status
from inspections.services.entry_rows import EntryRow, find_rows, insert_rows, row_of
from inspections.services.facts import Facts, opened_by, visit_facts
from inspections.services.summary_letter import write_summary_letters
from inspections.services.twins import SPEAK_OF_TWINS, link_twins
from inspections.services.visit_rows import (
    LockedSection,
    SectionRow,
    VisitRow,
    insert_visits,
    lock_sections,
)

_FILES = ("original", "shrunk", "drawn")
IN_THE_LOG = frozenset({Status.STORED, Status.LATE, Status.DUPLICATE})


# Entries that other rows were written for before the log had taken them.
_COUNTED_ON = frozenset({Kind.STARTED, Kind.CLOSED})


class NotTaken(Exception):
    """A visit was opened, or a section closed, by an entry that the log then did not
    take: begin again without it.
    """

    def __init__(self, arrival: Arrival) -> None:
        super().__init__(arrival.id)
        self.arrival = arrival


def lock_visits(visits: Iterable[str]) -> None:
    """Let one batch at a time speak of a visit, also of one that is not there yet.

    Otherwise an entry could find no visit and begin to wait, while the batch that opens
    the visit cannot see it waiting. SQLite has one writer at a time as it is.
    """
    if connection.vendor != "postgresql":
        return
    keys = sorted({int(visit.replace("-", "")[-15:], 16) for visit in visits})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(one) FROM unnest(%s::bigint[]) AS one", [keys]
        )


def answer_known(arrivals: Iterable[Arrival]) -> None:
    """Answer for what the log holds already, before anything is judged anew."""
    _compare([arrival for arrival in arrivals if arrival.entry is not None])


def _compare(arrivals: Sequence[Arrival]) -> None:
    """The same header under the same id is a duplicate. Anything else under a taken id
    is kept in quarantine, and told nothing of the other.
    """
    if not arrivals:
        return
    log = find_rows({arrival.id for arrival in arrivals})
    for arrival in arrivals:
        held = log.get(arrival.id)
        if held is None:
            continue
        if held == arrival.header_hash:
            arrival.settle(Status.DUPLICATE)
        else:
            arrival.quarantine("id_taken")


def open_visits(arrivals: Sequence[Arrival], facts: Facts) -> None:
    """Make the visits that `started` entries rightly open."""
    starts: dict[str, Arrival] = {}
    for arrival in arrivals:
        if arrival.is_open and arrival.header["kind"] == Kind.STARTED:
            arrival.judge(facts)
            if arrival.status == Status.STORED:
                starts[arrival.visit] = arrival
    if not starts:
        return
    rows = [_visit_row(starts[visit], facts) for visit in sorted(starts)]
    opened = insert_visits(rows)
    facts.visits.update(opened_by(row) for row in rows if row["id"] in opened)
    if missed := starts.keys() - opened:
        facts.visits.update(visit_facts(missed))


def _visit_row(start: Arrival, facts: Facts) -> VisitRow:
    assert start.entry is not None
    assert start.recorded_at is not None
    payload = start.entry.payload
    occasion = payload.get("occasion")
    return VisitRow(
        id=start.visit,
        municipality_id=facts.streams[start.claimed_stream].municipality,
        venue_id=str(payload["venue"]),
        kind=str(payload["visit_kind"]),
        checklist_id=str(payload["checklist"]),
        occasion_id=None if occasion is None else str(occasion),
        started_by=start.id,
        started_at=instant_text(start.recorded_at),
        night=night_or_civil_date(start.recorded_at).isoformat(),
    )


def append(arrivals: Sequence[Arrival], facts: Facts) -> None:
    """Append what may stand in the log, under the lock that sealing takes.

    What is late already, as admitted by a person, stays late.
    """
    entering = [one for one in arrivals if one.status in {Status.STORED, Status.LATE}]
    if not entering:
        return
    sections = _locked_sections(entering, facts)
    for arrival in entering:
        if sections[arrival.place].is_sealed:
            arrival.settle(Status.LATE)
    first = _first_of_each(entering)
    # In order of id: two batches that share entries then wait, and never for each other.
    stored = insert_rows([_row(first[one]) for one in sorted(first)])
    others = []
    for arrival in entering:
        if arrival.id not in stored or first[arrival.id] is not arrival:
            arrival.quarantine("number_taken")
            others.append(arrival)
    _compare(others)
    for arrival in others:
        if arrival.header["kind"] in _COUNTED_ON and arrival.code == "number_taken":
            raise NotTaken(arrival)
    mine = [arrival for arrival in entering if arrival.status in IN_THE_LOG]
    _name_photos(mine, sections, facts)
    write_summary_letters(
        one.entry
        for one in mine
        if one.status == Status.STORED
        and one.header["kind"] == Kind.INFORMED
        and one.entry
    )
    link_twins(
        UUID(one.visit)
        for one in mine
        if one.header["kind"] in SPEAK_OF_TWINS and one.header["section"] == COMMON
    )


def _first_of_each(entering: Iterable[Arrival]) -> dict[str, Arrival]:
    """The first arrival of every id: a batch may hold one twice."""
    first: dict[str, Arrival] = {}
    for arrival in entering:
        first.setdefault(arrival.id, arrival)
    return first


def _locked_sections(
    entering: Sequence[Arrival], facts: Facts
) -> dict[Place, LockedSection]:
    """The sections written to, locked. Whoever writes into the common section takes part
    with a section of their own. From the first closing of its section on, an agency has
    visited the venue.
    """
    wanted: dict[Place, SectionRow] = {}
    for arrival in entering:
        stream = facts.streams[arrival.claimed_stream]
        for code, agency in ((COMMON, None), (stream.agency, stream.agency_id)):
            place = arrival.visit, code
            if place not in wanted:
                wanted[place] = SectionRow(
                    visit_id=arrival.visit,
                    code=code,
                    venue_id=facts.visits[arrival.visit].venue,
                    agency_id=agency,
                    visited_on=None,
                    diary_number="",
                    change=0,
                )
        if arrival.header["kind"] == Kind.CLOSED:
            night = facts.visits[arrival.visit].night
            wanted[arrival.place]["visited_on"] = night.isoformat()
    return lock_sections(wanted.values())


def _row(arrival: Arrival) -> EntryRow:
    assert arrival.entry is not None
    assert arrival.recorded_at is not None
    return row_of(
        arrival.entry,
        recorded_at=arrival.recorded_at,
        clock_offset_ms=arrival.clock_offset_ms,
        received_at=arrival.sent.received_at,
        parcel=arrival.parcel_id,
        is_late=arrival.status == Status.LATE,
    )


def _name_photos(
    arrivals: Iterable[Arrival], sections: dict[Place, LockedSection], facts: Facts
) -> None:
    uses = [
        PhotoUse(
            entry_id=UUID(arrival.id),
            section_id=sections[arrival.place].pk,
            agency_id=stream.agency_id,
            role=role,
            sha256=str(file["sha256"]),
            bytes=int(str(file["bytes"])),
        )
        for arrival in arrivals
        if arrival.entry is not None and arrival.header["kind"] == Kind.PHOTOGRAPHED
        for stream in [facts.streams[arrival.claimed_stream]]
        for role in _FILES
        if isinstance(file := arrival.entry.payload.get(role), dict)
    ]
    if uses:
        PhotoUse.objects.bulk_create(uses, ignore_conflicts=True)
