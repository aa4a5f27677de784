"""Writing to the log: visits opened by their first entry, entries appended, read back."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import connection
from django.db.models import OuterRef, Subquery

from core.nights import night_or_civil_date
from inspections.models import PhotoUse, Section, Visit
from inspections.rules.contract import COMMON, Kind
from inspections.services.arrival import Arrival, Place, Status
from inspections.services.entry_rows import (
    EntryRow,
    find_rows,
    insert_rows,
    instant_text,
)
from inspections.services.facts import Facts, visit_facts

_FILES = ("original", "shrunk", "drawn")
_IN_THE_LOG = frozenset({Status.STORED, Status.LATE, Status.DUPLICATE})


class StartNotTaken(Exception):
    """A visit was opened by an entry that the log then did not take: begin again."""

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
    Visit.objects.bulk_create(
        [_visit(starts[visit], facts) for visit in sorted(starts)],
        ignore_conflicts=True,
    )
    facts.visits.update(visit_facts(starts))


def _visit(start: Arrival, facts: Facts) -> Visit:
    assert start.entry is not None
    assert start.recorded_at is not None
    payload = start.entry.payload
    return Visit(
        pk=UUID(start.visit),
        municipality_id=facts.streams[start.claimed_stream].municipality,
        venue_id=UUID(str(payload["venue"])),
        kind=str(payload["visit_kind"]),
        checklist_id=str(payload["checklist"]),
        occasion_id=UUID(str(payload["occasion"])) if "occasion" in payload else None,
        started_by=UUID(start.id),
        started_at=start.recorded_at,
        night=night_or_civil_date(start.recorded_at),
    )


def append(arrivals: Sequence[Arrival], facts: Facts) -> None:
    """Append what may stand in the log, under the lock that sealing takes."""
    entering = [arrival for arrival in arrivals if arrival.status == Status.STORED]
    if not entering:
        return
    sections = _locked_sections(entering, facts)
    for arrival in entering:
        if sections[arrival.place].sealed_at is not None:
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
        if arrival.header["kind"] == Kind.STARTED and arrival.code == "number_taken":
            raise StartNotTaken(arrival)
    mine = [arrival for arrival in entering if arrival.status in _IN_THE_LOG]
    _name_photos(mine, sections, facts)
    _close_sections(mine, sections)


def _first_of_each(entering: Iterable[Arrival]) -> dict[str, Arrival]:
    """The first arrival of every id: a batch may hold one twice."""
    first: dict[str, Arrival] = {}
    for arrival in entering:
        first.setdefault(arrival.id, arrival)
    return first


def _locked_sections(entering: Sequence[Arrival], facts: Facts) -> dict[Place, Section]:
    # Whoever writes into the common section takes part with a section of their own.
    wanted: dict[Place, int | None] = {}
    for arrival in entering:
        stream = facts.streams[arrival.claimed_stream]
        own = facts.agency_ids[stream.municipality, stream.agency]
        wanted[arrival.visit, COMMON] = None
        wanted[arrival.visit, stream.agency] = own
    Section.objects.bulk_create(
        [
            Section(
                visit_id=UUID(visit),
                code=code,
                agency_id=wanted[visit, code],
                venue_id=UUID(facts.visits[visit].venue),
            )
            for visit, code in sorted(wanted)
        ],
        ignore_conflicts=True,
    )
    rows = (
        Section.objects.filter(visit__in={visit for visit, _ in wanted})
        .select_for_update(no_key=True)
        .order_by("visit", "code")
    )
    return {(str(row.visit_id), row.code): row for row in rows}


def _row(arrival: Arrival) -> EntryRow:
    assert arrival.entry is not None
    assert arrival.recorded_at is not None
    entry, header = arrival.entry, arrival.entry.header
    return EntryRow(
        id=header["id"],
        visit_id=header["visit"],
        section=header["section"],
        kind=header["kind"],
        stream_id=header["stream"],
        seq=header["seq"],
        device_at=header["device_at"],
        mono_ms=header["mono_ms"],
        boot=header["boot"],
        payload_hash=header["payload_hash"],
        header_hash=entry.header_hash,
        salt=entry.salt,
        payload=entry.payload_text,
        recorded_at=instant_text(arrival.recorded_at),
        clock_offset_ms=arrival.clock_offset_ms,
        received_at=instant_text(arrival.sent.received_at),
        parcel_id=str(arrival.parcel_id),
        is_late=arrival.status == Status.LATE,
    )


def _name_photos(
    arrivals: Iterable[Arrival], sections: dict[Place, Section], facts: Facts
) -> None:
    uses = [
        PhotoUse(
            entry_id=UUID(arrival.id),
            section=sections[arrival.place],
            agency_id=facts.agency_ids[stream.municipality, stream.agency],
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


def _close_sections(
    arrivals: Iterable[Arrival], sections: dict[Place, Section]
) -> None:
    """From the first closing of its section on, an agency has visited the venue."""
    closed = {
        sections[one.place].pk for one in arrivals if one.header["kind"] == Kind.CLOSED
    }
    if not closed:
        return
    night = Visit.objects.filter(pk=OuterRef("visit")).values("night")
    Section.objects.filter(pk__in=closed, visited_on=None).update(
        visited_on=Subquery(night)
    )
