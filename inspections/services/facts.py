"""What the judge needs to know of a batch, read in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from accounts.models import Agency, Membership
from accounts.rules.capabilities import Capability, roles_that_may
from core import clock
from core.identifiers import uuid_or_none
from inspections.models import Occasion, Stream, Visit
from inspections.queries.checklists import published_checklist
from inspections.rules.contract import Kind
from inspections.rules.judgement import ItemFacts, StartFacts, StreamFacts, VisitFacts
from inspections.rules.parcel import Wire, is_signed
from inspections.services.arrival import Arrival
from inspections.services.visit_rows import VisitRow
from venues.models import Venue

_Held = Mapping[tuple[str, str, str], Sequence[tuple[date, date | None]]]


@dataclass(slots=True)
class Facts:
    """Streams, visits and what a start may name. `visits` grows as visits are opened."""

    streams: Mapping[str, StreamFacts]
    keys: Mapping[str, bytes]
    roles_held: _Held
    visits: dict[str, VisitFacts]
    starts: Mapping[str, StartFacts]
    agencies: Mapping[str, frozenset[str]]
    officers: Mapping[str, frozenset[tuple[str, str]]]
    today: date
    _signed: dict[int, bool] = field(default_factory=dict)
    _members: dict[tuple[str, str, str, date], bool] = field(default_factory=dict)

    def is_signed(self, wire: Wire) -> bool:
        """Whether the parcel bears its stream's signature; verified once a parcel."""
        if wire.is_proved:
            return True
        if id(wire) not in self._signed:
            self._signed[id(wire)] = is_signed(wire, self.keys[wire.stream])
        return self._signed[id(wire)]

    def is_member(self, stream: StreamFacts, day: date) -> bool:
        """Whether the officer held the recording role on that day, or holds it now."""
        held = stream.officer, stream.municipality, stream.agency
        if (*held, day) not in self._members:
            self._members[*held, day] = any(
                started <= one and (ended is None or one <= ended)
                for started, ended in self.roles_held.get(held, ())
                for one in (day, self.today)
            )
        return self._members[*held, day]

    def owner_of(self, arrival: Arrival) -> tuple[str, int | None]:
        """Whose coordinator is to see an arrival: municipality and agency.

        The author's agency where the signature shows who that is, the carrier's else.
        """
        stream = self.streams.get(arrival.wire.stream)
        if stream is None or not self.is_signed(arrival.wire):
            return arrival.home.municipality_id, arrival.home.agency_id
        return stream.municipality, stream.agency_id


def facts_for(arrivals: Sequence[Arrival]) -> Facts:
    """Read all that judging these arrivals needs."""
    ids = {uuid_or_none(arrival.wire.stream) for arrival in arrivals}
    rows = list(
        Stream.objects.filter(
            pk__in=[pk for pk in ids if pk is not None], device__isnull=False
        ).select_related("agency")
    )
    streams = {str(row.pk): _stream_facts(row) for row in rows}
    municipalities = {row.municipality_id for row in rows}
    named = _officers_named(arrivals)
    return Facts(
        streams=streams,
        keys={str(row.pk): bytes(row.public_key or b"") for row in rows},
        roles_held=_roles_held(rows),
        visits=visit_facts(_visits_named(arrivals)),
        starts=_start_facts(arrivals, municipalities),
        agencies=_agencies(municipalities) if named else {},
        officers=_officers(named, municipalities) if named else {},
        today=clock.today(),
    )


def _visits_named(arrivals: Iterable[Arrival]) -> set[str]:
    """The visits that entries belong to, and those they are said to be."""
    spoken = [arrival for arrival in arrivals if arrival.entry is not None]
    return {arrival.visit for arrival in spoken} | {
        str(arrival.entry.payload["other"])
        for arrival in spoken
        if arrival.entry is not None and arrival.header["kind"] == Kind.SAME_VISIT
    }


def _officers_named(arrivals: Iterable[Arrival]) -> set[UUID]:
    """The officers that `joined` entries name."""
    return {
        UUID(str(arrival.entry.payload["officer"]))
        for arrival in arrivals
        if arrival.entry is not None and arrival.header["kind"] == Kind.JOINED
    }


def _officers(
    named: set[UUID], municipalities: set[str]
) -> dict[str, frozenset[tuple[str, str]]]:
    """Who may be said to take part: those named, with the agencies of each municipality
    in which they hold or held a role.
    """
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for user, municipality, agency in Membership.objects.filter(
        user__in=named, municipality__in=municipalities
    ).values_list("user", "municipality", "agency__code"):
        found[municipality].add((str(user), agency))
    return {municipality: frozenset(pairs) for municipality, pairs in found.items()}


def visit_facts(ids: Iterable[str]) -> dict[str, VisitFacts]:
    """What the log knows of these visits, by their id as text."""
    rows = Visit.objects.filter(pk__in=list(ids)).values_list(
        "pk", "municipality", "checklist", "started_by", "venue", "night"
    )
    return {
        str(pk): VisitFacts(
            municipality, _items(checklist), str(started_by), str(venue), night
        )
        for pk, municipality, checklist, started_by, venue, night in rows
    }


def opened_by(row: VisitRow) -> tuple[str, VisitFacts]:
    """The same, of a visit that was opened just now."""
    return row["id"], VisitFacts(
        row["municipality_id"],
        _items(row["checklist_id"]),
        row["started_by"],
        row["venue_id"],
        date.fromisoformat(row["night"]),
    )


def _items(checklist: str) -> Mapping[str, ItemFacts]:
    found = published_checklist(checklist)
    return {} if found is None else found.items


def _stream_facts(row: Stream) -> StreamFacts:
    return StreamFacts(
        id=str(row.pk),
        officer=str(row.officer_id),
        municipality=row.municipality_id,
        agency=row.agency.code,
        agency_id=row.agency_id,
        agency_kind=row.agency.kind,
        is_revoked=row.revoked_at is not None,
    )


def _roles_held(streams: Sequence[Stream]) -> _Held:
    held: dict[tuple[str, str, str], list[tuple[date, date | None]]] = defaultdict(list)
    rows = Membership.objects.filter(
        user__in={row.officer_id for row in streams},
        agency__in={row.agency_id for row in streams},
        role__in=roles_that_may(Capability.RECORD_VISITS),
    ).values_list("user", "municipality", "agency__code", "started_on", "ended_on")
    for user, municipality, agency, started_on, ended_on in rows:
        held[str(user), municipality, agency].append((started_on, ended_on))
    return held


def _agencies(municipalities: set[str]) -> dict[str, frozenset[str]]:
    codes: dict[str, set[str]] = defaultdict(set)
    for municipality, code in Agency.objects.filter(
        municipality__in=municipalities
    ).values_list("municipality", "code"):
        codes[municipality].add(code)
    return {municipality: frozenset(found) for municipality, found in codes.items()}


def _start_facts(
    arrivals: Sequence[Arrival], municipalities: set[str]
) -> dict[str, StartFacts]:
    starts = [
        arrival.entry.payload
        for arrival in arrivals
        if arrival.entry is not None and arrival.header["kind"] == Kind.STARTED
    ]
    if not starts:
        return {}
    venues = Venue.objects.filter(
        pk__in={str(start["venue"]) for start in starts},
        municipality__in=municipalities,
    ).values_list("municipality", "pk")
    wanted = {str(start["occasion"]) for start in starts if "occasion" in start}
    occasions = Occasion.objects.filter(
        pk__in=wanted, municipality__in=municipalities
    ).values_list("municipality", "pk")
    found = [
        checklist
        for code in {str(start["checklist"]) for start in starts}
        if (checklist := published_checklist(code)) is not None
    ]
    return {
        one: StartFacts(
            venues=frozenset(str(pk) for owner, pk in venues if owner == one),
            checklists={
                checklist.code: (checklist.valid_from, checklist.valid_to)
                for checklist in found
                if checklist.serves(one)
            },
            occasions=frozenset(str(pk) for owner, pk in occasions if owner == one),
        )
        for one in municipalities
    }
