"""Judging the notes of a batch: first what opens a walk, then what was seen, then the rest."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from accounts.models import Agency, User
from accounts.permissions import memberships_with
from accounts.rules.capabilities import Capability
from core import clock
from core.nights import night_or_civil_date
from situation.models import NoteState, Walk, WalkNote
from situation.rules.note import Case, Note, NoteKind, held_because
from situation.services.note_arrival import Arrival

_ORDER = {
    NoteKind.BEGAN: 0, NoteKind.GATHERED: 1, NoteKind.SAW: 2, NoteKind.STRUCK: 3,
    NoteKind.ENDED: 4,
}  # fmt: skip


@dataclass(slots=True)
class Bench:
    """What judging needs to know. `walks` grows as walks are opened, `taken` as notes are
    taken: who wrote each, and its digest.
    """

    schemes: frozenset[str]
    walks: dict[UUID, Walk]
    taken: dict[UUID, tuple[UUID, str]] = field(default_factory=dict)
    _roles: dict[UUID, frozenset[tuple[str, int | None]]] = field(default_factory=dict)

    def roles(self, carrier: User) -> frozenset[tuple[str, int | None]]:
        """Municipality and agency of every role with which somebody records walks."""
        if carrier.pk not in self._roles:
            rows = memberships_with(carrier, Capability.RECORD_WALKS)
            self._roles[carrier.pk] = frozenset(
                rows.values_list("municipality", "agency")
            )
        return self._roles[carrier.pk]

    def towns(self, carrier: User) -> frozenset[str]:
        """The municipalities of those roles."""
        return frozenset(town for town, _agency in self.roles(carrier))


def locked_walks(ids: Iterable[UUID | None]) -> dict[UUID, Walk]:
    """The walks that there are, locked in the order of their ids."""
    rows = Walk.objects.select_for_update().filter(pk__in=[one for one in ids if one])
    return {row.pk: row for row in rows.order_by("pk")}


def judge(arrivals: list[Arrival], bench: Bench) -> None:
    """Settle each that can be read, and say whose coordinators look after it."""
    readable = [one for one in arrivals if one.note is not None]
    bench.taken |= _taken({one.read.id for one in readable} | _struck(readable))
    for one in sorted(readable, key=lambda one: _ORDER[one.read.kind]):
        note = one.read
        agency = _agency_named(note) if note.walk not in bench.walks else None
        if bench.taken.get(note.id, ("", one.digest))[1] != one.digest:
            one.settle("id_taken")
        else:
            one.settle(held_because(_case(one, agency, bench)))
        if one.is_taken:
            bench.taken[note.id] = note.author, one.digest
            if agency is not None:
                bench.walks |= _opened(one, agency)
        walk = bench.walks.get(note.walk)
        town = walk.municipality_id if walk else agency and agency.municipality_id
        if town in bench.towns(one.row.carried_by):
            one.row.municipality_id = town


def _case(one: Arrival, agency: Agency | None, bench: Bench) -> Case:
    note, walk, carrier = one.read, bench.walks.get(one.read.walk), one.row.carried_by
    struck = note.said.get("note") if note.kind is NoteKind.STRUCK else None
    told = bench.taken.get(UUID(struck)) if struck else None
    named = None if agency is None else (agency.municipality_id, agency.pk)
    scheme = note.said.get("on_the_spot", {}).get("scheme", "")
    return Case(
        note, carrier.pk, bench.towns(carrier),
        walks_in=None if walk is None else walk.municipality_id,
        opens_for=None if named is None else named in bench.roles(carrier),
        has_scheme=scheme in bench.schemes, strikes=told and told[0],
    )  # fmt: skip


def _struck(arrivals: Iterable[Arrival]) -> set[UUID]:
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


def _opened(one: Arrival, agency: Agency) -> dict[UUID, Walk]:
    """The walk that a note opens, locked; somebody else may have opened it just now."""
    said = one.read.said["on_the_spot"]
    Walk.objects.bulk_create(
        [
            Walk(
                id=one.read.walk, municipality_id=agency.municipality_id, agency=agency,
                kind=said["walk_kind"], title=said["title"], scheme=said["scheme"],
                night=night_or_civil_date(one.at), leader=one.row.carried_by,
                made_at=clock.now(),
            )
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    return locked_walks([one.read.walk])
