"""Writing to the log: visits opened by their first entry, entries appended, read back."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import OuterRef, Subquery

from core.nights import night_or_civil_date
from inspections.models import Entry, PhotoUse, Section, Visit
from inspections.rules.contract import COMMON, Kind
from inspections.services.arrival import Arrival, Status
from inspections.services.facts import Facts, visit_facts

_FILES = ("original", "shrunk", "drawn")


def known_ids(arrivals: Iterable[Arrival]) -> None:
    """Answer for what the log holds already, before anything is judged anew."""
    readable = [arrival for arrival in arrivals if arrival.entry is not None]
    _read_back(readable, Status.DUPLICATE)


def open_visits(arrivals: Sequence[Arrival], facts: Facts) -> None:
    """Make the visits that `started` entries open, and judge again what waited for them."""
    starts = {
        arrival.visit_id: arrival
        for arrival in arrivals
        if arrival.status == Status.STORED and arrival.header["kind"] == Kind.STARTED
    }
    if not starts:
        return
    Visit.objects.bulk_create(
        [_visit(pk, starts[pk], facts) for pk in sorted(starts)], ignore_conflicts=True
    )
    facts.visits.update(visit_facts(starts))
    for arrival in arrivals:
        if arrival.is_open and arrival.visit_id in starts:
            arrival.judge(facts)


def _visit(pk: UUID, start: Arrival, facts: Facts) -> Visit:
    assert start.entry is not None
    assert start.recorded_at is not None
    payload = start.entry.payload
    return Visit(
        pk=pk,
        municipality_id=facts.streams[start.claimed_stream].municipality,
        venue_id=UUID(str(payload["venue"])),
        kind=str(payload["visit_kind"]),
        checklist_id=str(payload["checklist"]),
        occasion_id=UUID(str(payload["occasion"])) if "occasion" in payload else None,
        started_by=UUID(start.header["id"]),
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
        section = sections[arrival.place]
        if section.sealed_at is not None:
            arrival.status = Status.LATE
    entering.sort(key=lambda arrival: arrival.header["id"])
    Entry.objects.bulk_create(
        [_row(arrival) for arrival in entering], ignore_conflicts=True
    )
    for arrival in entering:  # until the log has shown that it holds it
        arrival.where = arrival.status
        arrival.quarantine("number_taken")
    _read_back(entering, Status.DUPLICATE)
    mine = [arrival for arrival in entering if arrival.status in _IN_THE_LOG]
    _name_photos(mine, sections, facts)
    _close_sections(mine, sections)


_IN_THE_LOG = frozenset({Status.STORED, Status.LATE, Status.DUPLICATE})


def _locked_sections(
    entering: Sequence[Arrival], facts: Facts
) -> dict[tuple[UUID, str], Section]:
    # Whoever writes into the common section takes part with a section of their own.
    wanted: dict[tuple[UUID, str], int | None] = {}
    for arrival in entering:
        stream = facts.streams[arrival.claimed_stream]
        own = facts.agency_ids[stream.municipality, stream.agency]
        wanted[arrival.visit_id, COMMON] = None
        wanted[arrival.visit_id, stream.agency] = own
    Section.objects.bulk_create(
        [
            Section(
                visit_id=visit,
                code=code,
                agency_id=agency,
                venue_id=facts.visits[str(visit)].venue,
            )
            for (visit, code), agency in sorted(wanted.items(), key=lambda one: one[0])
        ],
        ignore_conflicts=True,
    )
    rows = (
        Section.objects.filter(visit__in={visit for visit, _ in wanted})
        .select_for_update(no_key=True)
        .order_by("visit", "code")
    )
    return {(row.visit_id, row.code): row for row in rows}


def _row(arrival: Arrival) -> Entry:
    assert arrival.entry is not None
    assert arrival.recorded_at is not None
    header = arrival.entry.header
    return Entry(
        id=UUID(header["id"]),
        visit_id=arrival.visit_id,
        section=header["section"],
        kind=header["kind"],
        stream_id=UUID(header["stream"]),
        seq=header["seq"],
        device_at=header["device_at"],
        mono_ms=header["mono_ms"],
        boot=UUID(header["boot"]),
        payload_hash=header["payload_hash"],
        header_hash=arrival.entry.header_hash,
        salt=arrival.entry.salt,
        payload=arrival.entry.payload_text,
        recorded_at=arrival.recorded_at,
        clock_offset_ms=arrival.clock_offset_ms,
        received_at=arrival.sent.received_at,
        parcel_id=arrival.parcel_id,
        is_late=arrival.status == Status.LATE,
    )


def _read_back(arrivals: Sequence[Arrival], otherwise: Status) -> None:
    """Compare with what the log holds under these ids now.

    Written by this parcel: stored. The same header from the same stream: a duplicate.
    Anything else under a taken id is kept in quarantine, and told nothing of the other.
    """
    if not arrivals:
        return
    rows = Entry.objects.filter(
        pk__in={UUID(arrival.header["id"]) for arrival in arrivals}
    ).values_list("pk", "header_hash", "parcel", "is_late")
    log = {str(pk): (digest, parcel, late) for pk, digest, parcel, late in rows}
    first: set[str] = set()
    for arrival in arrivals:
        held = log.get(arrival.header["id"])
        if held is None:
            continue
        assert arrival.entry is not None
        digest, parcel, is_late = held
        arrival.where = ""
        if digest != arrival.entry.header_hash:
            arrival.quarantine("id_taken")
        elif parcel == arrival.parcel_id and arrival.header["id"] not in first:
            first.add(arrival.header["id"])
            arrival.status, arrival.code = (
                Status.LATE if is_late else Status.STORED,
                "",
            )
        else:
            arrival.status, arrival.code = otherwise, ""


def _name_photos(
    arrivals: Iterable[Arrival],
    sections: dict[tuple[UUID, str], Section],
    facts: Facts,
) -> None:
    uses = [
        PhotoUse(
            entry_id=UUID(arrival.header["id"]),
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
    arrivals: Iterable[Arrival], sections: dict[tuple[UUID, str], Section]
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
