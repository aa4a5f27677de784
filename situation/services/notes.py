"""Receiving the notes of walks: everything is kept, every note gets its own answer."""

import hashlib
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
    "note", "walk_id", "kind", "municipality", "carried_by", "recorded_at",
    "clock_offset_ms", "state", "code",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a note, under the hash of its bytes."""

    digest: str
    state: NoteState
    code: str


@dataclass(slots=True)
class _Arrival:
    """A note on its way in. `is_new`: it was not kept before."""

    digest: str
    content: bytes
    is_new: bool
    received_at: datetime
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


def receive_notes(
    *, user: User, sent: Sent, contents: Sequence[bytes]
) -> tuple[Answer, ...]:
    """Keep notes that came in the person's session, and answer for each.

    What came before is answered the same; what was held is judged anew. Raises
    `NotAllowed` when the person records walks nowhere: then nothing is kept, and nothing
    is lost, for the device holds it still.
    """
    membership = memberships_with(user, Capability.RECORD_WALKS).first()
    if membership is None:
        raise NotAllowed(
            _("You have no role that records walks. The notes stay on the device.")
        )
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return _keep(user, membership.municipality_id, sent, contents)
        except (OperationalError, IntegrityError):
            # Two that brought the same, or met the same walks in another order.
            if attempt == _ATTEMPTS:
                raise
            time.sleep(0.05 * attempt)
    raise AssertionError


@transaction.atomic
def _keep(
    user: User, home: str, sent: Sent, contents: Sequence[bytes]
) -> tuple[Answer, ...]:
    named = {hashlib.sha256(one).hexdigest(): one for one in contents}
    known = {row.digest: row for row in WalkNote.objects.filter(pk__in=named)}
    arrivals = [
        _arrived(digest, content, sent, is_new=digest not in known)
        for digest, content in named.items()
        if digest not in known or known[digest].state == NoteState.HELD
    ]
    walks = _locked({one.read.walk for one in arrivals if one.note is not None})
    arrivals += _waiting(user, walks, {one.digest for one in arrivals})
    _judge(arrivals, user, walks)
    _write(arrivals, user, home, walks)
    judged = {one.digest: one for one in arrivals}
    return tuple(_answer(digest, judged, known) for digest in named)


def _answer(
    digest: str, judged: dict[str, _Arrival], known: dict[str, WalkNote]
) -> Answer:
    if digest not in judged:
        return Answer(digest, NoteState(known[digest].state), known[digest].code)
    one = judged[digest]
    state = NoteState.TAKEN if one.is_taken else NoteState.HELD
    return Answer(digest, state, one.code)


def _arrived(digest: str, content: bytes, sent: Sent, *, is_new: bool) -> _Arrival:
    arrival = _Arrival(digest, content, is_new, sent.received_at)
    try:
        arrival.note = read_note(content)
        arrival.recorded_at, arrival.offset = recorded(arrival.note, sent)
    except Unreadable as error:
        arrival.code, arrival.is_judged = error.code, True
    return arrival


def _locked(ids: Iterable[UUID]) -> dict[UUID, Walk]:
    """The walks, locked in the order of their ids."""
    rows = Walk.objects.select_for_update().filter(pk__in=list(ids)).order_by("pk")
    return {row.pk: row for row in rows}


def _waiting(user: User, walks: dict[UUID, Walk], here: set[str]) -> list[_Arrival]:
    """What the person sent before and what only waits for another note."""
    rows = WalkNote.objects.filter(
        state=NoteState.HELD, code__in=WAITING, carried_by=user, walk_id__in=list(walks)
    ).exclude(pk__in=here)
    return [
        _Arrival(
            row.digest, bytes(row.content), is_new=False, received_at=row.received_at,
            note=read_note(bytes(row.content)), recorded_at=row.recorded_at,
            offset=row.clock_offset_ms,
        )
        for row in rows
    ]  # fmt: skip


def _judge(arrivals: list[_Arrival], user: User, walks: dict[UUID, Walk]) -> None:
    """Judge each: first what opens, then what was seen, then what strikes it out."""
    towns = frozenset(
        memberships_with(user, Capability.RECORD_WALKS).values_list(
            "municipality", flat=True
        )
    )
    open_ = [one for one in arrivals if not one.is_judged]
    taken = _taken({one.read.id for one in open_} | _struck(open_))
    order = {NoteKind.BEGAN: 0, NoteKind.SAW: 1, NoteKind.STRUCK: 2, NoteKind.ENDED: 3}
    for one in sorted(open_, key=lambda one: order[one.read.kind]):
        note = one.read
        if note.id in taken:
            one.code = "id_taken"
        else:
            agency = _agency_named(note) if note.walk not in walks else None
            walk = walks.get(note.walk)
            one.code = held_because(
                Case(
                    note, user.pk, towns,
                    walks_in=None if walk is None else walk.municipality_id,
                    opens_in="" if agency is None else agency.municipality_id,
                    strikes=taken.get(UUID(note.said["note"]))
                    if note.kind is NoteKind.STRUCK
                    else None,
                )
            )  # fmt: skip
            if one.code == "" and agency is not None:
                walks |= _opened(one, agency, user)
        one.is_judged = True
        if one.is_taken:
            taken[note.id] = note.author


def _struck(arrivals: Iterable[_Arrival]) -> set[UUID]:
    return {
        UUID(one.read.said["note"])
        for one in arrivals
        if one.read.kind is NoteKind.STRUCK
    }


def _taken(notes: set[UUID]) -> dict[UUID, UUID]:
    """Who wrote those of these notes that are taken already."""
    rows = WalkNote.objects.filter(note__in=notes, state=NoteState.TAKEN)
    return {row.note: row.carried_by_id for row in rows if row.note is not None}


def _agency_named(note: Note) -> Agency | None:
    """The agency for which a note opens a walk on the spot."""
    said = note.said.get("on_the_spot") if note.kind is NoteKind.BEGAN else None
    if said is None:
        return None
    return Agency.objects.filter(
        municipality=said["municipality"], code=said["agency"]
    ).first()


def _opened(one: _Arrival, agency: Agency, user: User) -> dict[UUID, Walk]:
    """The walk that a note opens, locked; somebody else may have opened it just now."""
    said, began = one.read.said["on_the_spot"], one.recorded_at
    assert began is not None
    Walk.objects.bulk_create(
        [
            Walk(
                id=one.read.walk, municipality_id=agency.municipality_id, agency=agency,
                kind=said["walk_kind"], title=said["title"], scheme=said["scheme"],
                night=night_or_civil_date(began), leader=user, made_at=clock.now(),
            )
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    return _locked([one.read.walk])


def _write(
    arrivals: Sequence[_Arrival], user: User, home: str, walks: dict[UUID, Walk]
) -> None:
    if not arrivals:
        return
    rows = {one.digest: _row(one, user, home, walks) for one in arrivals}
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
    for one in taken:
        _follow(one, walks[one.read.walk])


def _row(one: _Arrival, user: User, home: str, walks: dict[UUID, Walk]) -> WalkNote:
    walk = walks.get(one.read.walk) if one.note else None
    return WalkNote(
        digest=one.digest,
        note=one.note.id if one.note else None, walk_id=one.note.walk if one.note else None,
        kind=one.note.kind if one.note else "",
        municipality_id=walk.municipality_id if walk and one.is_taken else home,
        carried_by=user, content=one.content, recorded_at=one.recorded_at,
        clock_offset_ms=one.offset, received_at=one.received_at,
        state=NoteState.TAKEN if one.is_taken else NoteState.HELD, code=one.code,
    )  # fmt: skip


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


def _follow(one: _Arrival, walk: Walk) -> None:
    """What a note does to its walk, or to the note that it strikes."""
    at = one.recorded_at
    assert at is not None
    match one.read.kind:
        case NoteKind.BEGAN:
            walk.began_at = min(at, walk.began_at or at)
            walk.save(update_fields=["began_at"])
        case NoteKind.ENDED:
            walk.ended_at = max(at, walk.ended_at or at)
            walk.save(update_fields=["ended_at"])
        case NoteKind.STRUCK:
            WalkPoint.objects.filter(pk=one.read.said["note"]).update(
                struck_at=at, struck_why=one.read.said["reason"]
            )
        case NoteKind.SAW:
            if walk.began_at is None:  # the note that begins it is still on its way
                walk.began_at = at
                walk.save(update_fields=["began_at"])
