"""Keeping what is not (yet) a line of the log, as the bytes that came."""

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from accounts.models import Membership
from core.corrected_time import Sent
from core.identifiers import uuid_or_none
from core.integrity import sha256
from inspections.models import HeldEntry, HeldState
from inspections.rules.parcel import Wire
from inspections.services.arrival import Arrival, Status, read
from inspections.services.facts import Facts

_KEPT = frozenset({Status.WAITING, Status.QUARANTINED})


_JUDGED = [
    "state",
    "code",
    "where",
    "municipality",
    "agency",
    "recorded_at",
    "clock_offset_ms",
    "parcel_id",
]


def content_of(element: object) -> bytes:
    """An element as bytes; lone surrogates and all, for it is kept, not understood."""
    return json.dumps(element, ensure_ascii=False, sort_keys=True).encode(
        "utf-8", "surrogatepass"
    )


class Held(NamedTuple):
    """A piece in custody; `is_waiting` for a visit which a batch speaks of."""

    digest: str
    entry: str
    is_waiting: bool


def held_about(arrivals: Iterable[Arrival]) -> list[Held]:
    """What custody holds of the visits and the streams that these arrivals speak of."""
    spoken = [arrival for arrival in arrivals if arrival.entry is not None]
    visits = {UUID(visit) for visit in {arrival.visit for arrival in spoken}}
    streams = {UUID(one) for one in {arrival.header["stream"] for arrival in spoken}}
    waiting = Q(state=HeldState.WAITING, visit_id__in=visits)
    return [
        Held(digest, str(entry), state == HeldState.WAITING and visit in visits)
        for digest, entry, state, visit in HeldEntry.objects.exclude(
            state=HeldState.SETTLED
        )
        .filter(waiting | Q(stream_id__in=streams))
        .values_list("digest", "entry_id", "state", "visit_id")
    ]


def waiting_in(held: Iterable[Held], now: Arrival) -> list[Arrival]:
    """Those that wait, read again to be judged now."""
    digests = [one.digest for one in held if one.is_waiting]
    if not digests:
        return []
    rows = HeldEntry.objects.filter(pk__in=digests).select_related("carried_by")
    return [from_custody(row, now.home, is_proved=True) for row in rows]


def from_custody(row: HeldEntry, home: Membership, *, is_proved: bool) -> Arrival:
    """An arrival as it was when it came. `is_proved`: its signature was found to hold;
    without that it is judged as unsigned, for the signature is gone.
    """
    element = json.loads(bytes(row.content).decode("utf-8", "surrogatepass"))
    arrival = Arrival(
        wire=Wire(str(row.stream_id or ""), b"", [element], is_proved=is_proved),
        index=0,
        element=element,
        parcel_id=row.parcel_id,
        sent=Sent(row.received_at, 0, "", row.received_at),
        carrier=row.carried_by,
        home=home,
        held_as=row.digest,
    )
    read(arrival)
    arrival.recorded_at = row.recorded_at
    arrival.clock_offset_ms = row.clock_offset_ms
    return arrival


def hold(arrivals: Sequence[Arrival], held: Iterable[Held], facts: Facts) -> None:
    """Keep what waits or is quarantined, and settle what has left custody."""
    rows = {
        row.digest: row
        for arrival in arrivals
        if arrival.status in _KEPT and arrival.held_as is None
        for row in [_held(arrival, facts)]
    }
    if rows:  # the same content again: judged anew, and the newer verdict counts,
        # but what a person has decided stays decided
        decided = HeldEntry.objects.filter(pk__in=rows).exclude(settled_by=None)
        for digest in decided.values_list("digest", flat=True):
            del rows[digest]
        HeldEntry.objects.bulk_create(
            rows.values(),
            update_conflicts=True,
            unique_fields=["digest"],
            update_fields=_JUDGED,
        )
    _settle_what_entered(arrivals, held)
    left = [arrival for arrival in arrivals if arrival.held_as]
    settled = [one.held_as for one in left if one.status not in _KEPT]
    if settled:
        HeldEntry.objects.filter(pk__in=settled).update(
            state=HeldState.SETTLED, settled_at=left[0].sent.received_at
        )
    refused = [one for one in left if one.status == Status.QUARANTINED]
    if refused:
        HeldEntry.objects.bulk_update(
            [
                HeldEntry(pk=one.held_as, state=HeldState.QUARANTINED, code=one.code)
                for one in refused
            ],
            ["state", "code"],
        )


def _settle_what_entered(arrivals: Iterable[Arrival], held: Iterable[Held]) -> None:
    """What was held once and is now in the log needs nobody any more."""
    entered = {
        arrival.id: arrival
        for arrival in arrivals
        if arrival.status not in _KEPT and arrival.held_as is None
    }
    digests = [one.digest for one in held if one.entry in entered]
    if digests:
        now = next(iter(entered.values())).sent.received_at
        HeldEntry.objects.filter(pk__in=digests).update(
            state=HeldState.SETTLED, settled_at=now
        )


def _held(arrival: Arrival, facts: Facts) -> HeldEntry:
    content = content_of(arrival.element)
    stream = arrival.wire.stream
    header = None if arrival.entry is None else arrival.entry.header
    municipality, agency = facts.owner_of(arrival)
    return HeldEntry(
        digest=sha256(stream.encode("utf-8", "surrogatepass") + b"\n" + content).hex(),
        state=HeldState(arrival.status.value),
        code=arrival.code,
        where=arrival.where[:200],
        municipality_id=municipality,
        agency_id=agency,
        stream_id=uuid_or_none(stream),
        entry_id=None if header is None else UUID(header["id"]),
        visit_id=None if header is None else UUID(header["visit"]),
        content=content,
        recorded_at=arrival.recorded_at,
        clock_offset_ms=arrival.clock_offset_ms,
        parcel_id=arrival.parcel_id,
        received_at=arrival.sent.received_at,
        carried_by=arrival.carrier,
    )
