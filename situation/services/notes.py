"""Receiving the notes of walks: everything is kept, every note gets its own answer."""

import hashlib
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, OperationalError, transaction
from django.utils.translation import gettext as _

from accounts.models import Agency, User
from accounts.permissions import memberships_with
from accounts.rules.capabilities import Capability
from core import clock
from core.corrected_time import Sent
from core.errors import NotAllowed
from core.nights import night_or_civil_date, time_zone_of
from situation.models import NoteState, Walk, WalkNote, WalkPoint
from situation.rules.note import (
    WAITING,
    Case,
    Note,
    NoteKind,
    Unreadable,
    held_because,
    read_note,
    recorded,
)

_ATTEMPTS: Final = 4
_E7 = 10_000_000
_JUDGED = [
    "note", "walk_id", "kind", "municipality", "carried_by", "brought_by",
    "recorded_at", "clock_offset_ms", "state", "code",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a note, under the hash of its bytes."""

    digest: str
    state: NoteState
    code: str


@dataclass(slots=True)
class _Arrival:
    """A note on its way in, in its carrier's name. `is_new`: it was not kept before."""

    digest: str
    content: bytes
    carrier: User
    received_at: datetime
    is_new: bool = True
    note: Note | None = None
    recorded_at: datetime | None = None
    offset: int = 0
    code: str = ""
    is_judged: bool = False

    @property
    def read(self) -> Note:
        assert self.note is not None
        return self.note

    @property
    def is_taken(self) -> bool:
        return self.is_judged and self.code == ""


@dataclass(slots=True)
class _Bench:
    """What judging a batch needs to know; `walks` grows as walks are opened."""

    schemes: frozenset[str]
    walks: dict[UUID, Walk]
    taken: dict[UUID, tuple[UUID, str]]
    _held: dict[UUID, frozenset[tuple[str, int | None]]] = field(default_factory=dict)

    def roles(self, carrier: User) -> frozenset[tuple[str, int | None]]:
        """Municipality and agency of every role with which somebody records walks."""
        if carrier.pk not in self._held:
            rows = memberships_with(carrier, Capability.RECORD_WALKS)
            self._held[carrier.pk] = frozenset(
                rows.values_list("municipality", "agency")
            )
        return self._held[carrier.pk]

    def towns(self, carrier: User) -> frozenset[str]:
        return frozenset(town for town, _agency in self.roles(carrier))


def receive_notes(
    *,
    user: User,
    sent: Sent,
    contents: Sequence[bytes],
    schemes: frozenset[str],
    brought_by: User | None = None,
    home: str = "",
) -> tuple[Answer, ...]:
    """Keep notes that came in the person's session, and answer for each.

    What came before is answered the same; what was held is judged anew. `schemes` are the
    codes that a walk may go by. `brought_by` is who brings them out of a rescue file, and
    `home` then the municipality that keeps what has no place else. Raises `NotAllowed`
    when the person records walks nowhere and there is no such home: then nothing is kept,
    and nothing is lost, for the device holds it still.
    """
    membership = memberships_with(user, Capability.RECORD_WALKS).first()
    if membership is None and not home:
        raise NotAllowed(
            _("You have no role that records walks. The notes stay on the device.")
        )
    where = home if membership is None else membership.municipality_id
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return _keep(user, where, sent, contents, schemes, brought_by)
        except (OperationalError, IntegrityError):
            # Two that brought the same, or met the same walks in another order.
            if attempt == _ATTEMPTS:
                raise
            time.sleep(0.05 * attempt)
    raise AssertionError


@transaction.atomic
def _keep(  # noqa: PLR0917 — what `receive_notes` was asked
    user: User,
    home: str,
    sent: Sent,
    contents: Sequence[bytes],
    schemes: frozenset[str],
    brought_by: User | None,
) -> tuple[Answer, ...]:
    arrived = {one.digest: one for one in (_arrived(it, user, sent) for it in contents)}
    walks = _locked({one.read.walk for one in arrived.values() if one.note is not None})
    # Read under the lock: what another session has just taken is not judged once more.
    known = {
        row.digest: row
        for row in WalkNote.objects.select_for_update().filter(pk__in=arrived)
    }
    arrivals = [
        _again(one, known.get(digest))
        for digest, one in arrived.items()
        if digest not in known or known[digest].state == NoteState.HELD
    ]
    bench = _Bench(schemes, walks, {})
    _judge(arrivals, bench)
    waiting = _waiting(bench.walks, {one.digest for one in arrivals})
    _judge(waiting, bench)
    arrivals += waiting
    _write(arrivals, home, bench, brought_by)
    judged = {one.digest: one for one in arrivals}
    return tuple(_answer(digest, judged, known) for digest in arrived)


def _answer(
    digest: str, judged: dict[str, _Arrival], known: dict[str, WalkNote]
) -> Answer:
    if digest not in judged:
        return Answer(digest, NoteState(known[digest].state), known[digest].code)
    one = judged[digest]
    state = NoteState.TAKEN if one.is_taken else NoteState.HELD
    return Answer(digest, state, one.code)


def _arrived(content: bytes, carrier: User, sent: Sent) -> _Arrival:
    digest = hashlib.sha256(content).hexdigest()
    arrival = _Arrival(digest, content, carrier, sent.received_at)
    try:
        arrival.note = read_note(content)
        arrival.recorded_at, arrival.offset = recorded(arrival.note, sent)
    except Unreadable as error:
        arrival.code, arrival.is_judged = error.code, True
    return arrival


def _again(arrival: _Arrival, row: WalkNote | None) -> _Arrival:
    """The same as it came first: its time was corrected then, by clocks nearer to it."""
    if row is not None:
        arrival.is_new, arrival.received_at = False, row.received_at
        if row.recorded_at is not None:
            arrival.recorded_at, arrival.offset = row.recorded_at, row.clock_offset_ms
    return arrival


def _locked(ids: Iterable[UUID]) -> dict[UUID, Walk]:
    """The walks, locked in the order of their ids."""
    rows = Walk.objects.select_for_update().filter(pk__in=list(ids)).order_by("pk")
    return {row.pk: row for row in rows}


def _waiting(walks: dict[UUID, Walk], here: set[str]) -> list[_Arrival]:
    """What came before, from whomever, and only waited for another note."""
    rows = (
        WalkNote.objects.select_for_update(of=("self",))
        .filter(state=NoteState.HELD, code__in=WAITING, walk_id__in=list(walks))
        .exclude(pk__in=here)
        .select_related("carried_by")
    )
    return [
        _Arrival(
            row.digest, bytes(row.content), row.carried_by, row.received_at, is_new=False,
            note=read_note(bytes(row.content)), recorded_at=row.recorded_at,
            offset=row.clock_offset_ms,
        )
        for row in rows
    ]  # fmt: skip


_ORDER = {NoteKind.BEGAN: 0, NoteKind.SAW: 1, NoteKind.STRUCK: 2, NoteKind.ENDED: 3}


def _judge(arrivals: list[_Arrival], bench: _Bench) -> None:
    """Judge each: first what opens, then what was seen, then what strikes it out."""
    open_ = [one for one in arrivals if not one.is_judged]
    bench.taken |= _taken({one.read.id for one in open_} | _struck(open_))
    for one in sorted(open_, key=lambda one: _ORDER[one.read.kind]):
        note = one.read
        if note.id in bench.taken and bench.taken[note.id][1] != one.digest:
            one.code = "id_taken"
        else:
            agency = _agency_named(note) if note.walk not in bench.walks else None
            one.code = held_because(_case(one, agency, bench))
            if one.code == "" and agency is not None:
                bench.walks |= _opened(one, agency)
        one.is_judged = True
        if one.is_taken:
            bench.taken[note.id] = note.author, one.digest


def _case(one: _Arrival, agency: Agency | None, bench: _Bench) -> Case:
    note, walk = one.read, bench.walks.get(one.read.walk)
    struck = note.said.get("note") if note.kind is NoteKind.STRUCK else None
    told = bench.taken.get(UUID(struck)) if struck else None
    named = None if agency is None else (agency.municipality_id, agency.pk)
    scheme = note.said.get("on_the_spot", {}).get("scheme", "")
    return Case(
        note, one.carrier.pk, bench.towns(one.carrier),
        walks_in=None if walk is None else walk.municipality_id,
        opens_for=None if named is None else named in bench.roles(one.carrier),
        has_scheme=scheme in bench.schemes, strikes=told and told[0],
    )  # fmt: skip


def _struck(arrivals: Iterable[_Arrival]) -> set[UUID]:
    return {
        UUID(one.read.said["note"])
        for one in arrivals
        if one.read.kind is NoteKind.STRUCK
    }


def _taken(notes: set[UUID]) -> dict[UUID, tuple[UUID, str]]:
    """Of those of these notes that are taken already: who wrote it, and its digest."""
    rows = WalkNote.objects.filter(note__in=notes, state=NoteState.TAKEN)
    return {
        note: (author, digest)
        for note, author, digest in rows.values_list("note", "carried_by", "digest")
        if note is not None
    }


def _agency_named(note: Note) -> Agency | None:
    """The agency for which a note opens a walk on the spot."""
    said = note.said.get("on_the_spot") if note.kind is NoteKind.BEGAN else None
    if said is None:
        return None
    return Agency.objects.filter(
        municipality=said["municipality"], code=said["agency"]
    ).first()


def _opened(one: _Arrival, agency: Agency) -> dict[UUID, Walk]:
    """The walk that a note opens, locked; somebody else may have opened it just now."""
    said, began = one.read.said["on_the_spot"], one.recorded_at
    assert began is not None
    Walk.objects.bulk_create(
        [
            Walk(
                id=one.read.walk, municipality_id=agency.municipality_id, agency=agency,
                kind=said["walk_kind"], title=said["title"], scheme=said["scheme"],
                night=night_or_civil_date(began), leader=one.carrier, made_at=clock.now(),
            )
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    return _locked([one.read.walk])


def _write(
    arrivals: Sequence[_Arrival], home: str, bench: _Bench, brought_by: User | None
) -> None:
    if not arrivals:
        return
    rows = {one.digest: _row(one, home, bench, brought_by) for one in arrivals}
    WalkNote.objects.bulk_create([rows[one.digest] for one in arrivals if one.is_new])
    WalkNote.objects.bulk_update(
        [rows[one.digest] for one in arrivals if not one.is_new], _JUDGED
    )
    taken = [one for one in arrivals if one.is_taken]
    WalkPoint.objects.bulk_create(
        [
            _point(one, rows[one.digest])
            for one in taken
            if one.read.kind is NoteKind.SAW
        ]
    )
    _follow(taken, bench.walks)
    _strike(taken)


def _row(one: _Arrival, home: str, bench: _Bench, brought_by: User | None) -> WalkNote:
    return WalkNote(
        digest=one.digest, note=one.note.id if one.note else None,
        walk_id=one.note.walk if one.note else None,
        kind=one.note.kind if one.note else "",
        municipality_id=_home_of(one, home, bench), carried_by=one.carrier,
        brought_by=brought_by, content=one.content, recorded_at=one.recorded_at,
        clock_offset_ms=one.offset, received_at=one.received_at,
        state=NoteState.TAKEN if one.is_taken else NoteState.HELD, code=one.code,
    )  # fmt: skip


def _home_of(one: _Arrival, home: str, bench: _Bench) -> str:
    """Whose coordinators look after it: the walk's, where its carrier has a role there."""
    walk = bench.walks.get(one.note.walk) if one.note else None
    spot = {} if one.note is None else one.note.said.get("on_the_spot", {})
    town = spot.get("municipality", "") if walk is None else walk.municipality_id
    return town if town in bench.towns(one.carrier) else home


def _point(one: _Arrival, row: WalkNote) -> WalkPoint:
    said, place = one.read.said, one.read.said.get("place")
    assert one.recorded_at is not None
    return WalkPoint(
        id=one.read.id, walk_id=one.read.walk, source=row, seen_by=row.carried_by,
        seen_at=one.recorded_at, zone=time_zone_of(one.recorded_at) or "",
        latitude=None if place is None else place["latitude_e7"] / _E7,
        longitude=None if place is None else place["longitude_e7"] / _E7,
        accuracy_m=None if place is None else place.get("accuracy_m"),
        where=said.get("where", ""), text=said.get("text", ""),
        attribute=said.get("attribute", ""), score=said.get("score"),
        photos=[photo["sha256"] for photo in said.get("photos", [])],
    )  # fmt: skip


def _follow(taken: Iterable[_Arrival], walks: dict[UUID, Walk]) -> None:
    """When each walk began and ended, by all that is known of it now."""
    times: dict[UUID, dict[NoteKind, list[datetime]]] = {}
    for one in taken:
        assert one.recorded_at is not None
        of_walk = times.setdefault(one.read.walk, {})
        of_walk.setdefault(one.read.kind, []).append(one.recorded_at)
    for pk, found in times.items():
        walk = walks[pk]
        begins, ends = found.get(NoteKind.BEGAN, []), found.get(NoteKind.ENDED, [])
        if not begins and walk.began_at is None:
            begins = found.get(NoteKind.SAW, [])  # what begins it is still on its way
        walk.began_at = min([*begins, *filter(None, [walk.began_at])], default=None)
        walk.ended_at = max([*ends, *filter(None, [walk.ended_at])], default=None)
    Walk.objects.bulk_update([walks[pk] for pk in times], ["began_at", "ended_at"])


def _strike(taken: Iterable[_Arrival]) -> None:
    struck = {
        UUID(one.read.said["note"]): one
        for one in taken
        if one.read.kind is NoteKind.STRUCK
    }
    points = list(WalkPoint.objects.filter(pk__in=struck))
    for point in points:
        point.struck_at = struck[point.pk].recorded_at
        point.struck_why = struck[point.pk].read.said["reason"]
    WalkPoint.objects.bulk_update(points, ["struck_at", "struck_why"])
