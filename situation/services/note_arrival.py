"""A note on its way into a walk: the row it is kept in, and what could be read of it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import User
from core.corrected_time import Sent
from situation.models import NoteState, WalkNote
from situation.rules.note import WAITING, Note, Unreadable, read_note, recorded


@dataclass(slots=True)
class Arrival:
    """`row` says whose it is and what has become of it; `note` is None where it cannot be
    read. `is_new`: it was not kept before.
    """

    row: WalkNote
    note: Note | None
    is_new: bool = True

    @property
    def digest(self) -> str:
        return self.row.digest

    @property
    def walk(self) -> UUID | None:
        return self.row.walk_id

    @property
    def read(self) -> Note:
        """The note, of one that can be read."""
        assert self.note is not None
        return self.note

    @property
    def at(self) -> datetime:
        """When it was written, of one that can be read."""
        assert self.row.recorded_at is not None
        return self.row.recorded_at

    @property
    def is_taken(self) -> bool:
        return self.row.state == NoteState.TAKEN

    def settle(self, code: str) -> None:
        """Taken, or held with a code."""
        self.row.code = code
        self.row.state = NoteState.HELD if code else NoteState.TAKEN


def arrived(
    content: bytes, carrier: User, sent: Sent, home: str, brought_by: User | None
) -> Arrival:
    """A note that has just come; what cannot be read is held at once."""
    row = WalkNote(
        digest=hashlib.sha256(content).hexdigest(), content=content, carried_by=carrier,
        brought_by=brought_by, municipality_id=home, received_at=sent.received_at,
        state=NoteState.HELD,
    )  # fmt: skip
    try:
        note = read_note(content)
        row.recorded_at, row.clock_offset_ms = recorded(note, sent)
    except Unreadable as error:
        row.code = error.code
        return Arrival(row, None)
    row.note, row.walk_id, row.kind = note.id, note.walk, note.kind
    return Arrival(row, note)


def read_again(arrival: Arrival, before: WalkNote) -> Arrival:
    """One that was kept before: its time was corrected then, by clocks nearer to it. Once
    it has come in its author's own session, nobody has brought it in.
    """
    row = arrival.row
    if before.recorded_at is not None:
        row.recorded_at, row.clock_offset_ms = (
            before.recorded_at,
            before.clock_offset_ms,
        )
    if before.carried_by_id == row.carried_by_id and before.brought_by_id is None:
        row.brought_by = None
    return Arrival(row, arrival.note, is_new=False)


def waiting_for(walks: Iterable[UUID], here: set[str]) -> list[Arrival]:
    """What came before, from whomever, and only waited for another note."""
    rows = (
        WalkNote.objects.select_for_update(of=("self",))
        .filter(state=NoteState.HELD, code__in=WAITING, walk_id__in=list(walks))
        .exclude(pk__in=here)
        .select_related("carried_by")
    )
    return [Arrival(row, read_note(bytes(row.content)), is_new=False) for row in rows]
