"""Notes of walks out of a rescue file, in the name of who wrote them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from accounts.models import User
from core import clock
from core.corrected_time import Sent
from core.errors import DomainError
from situation.models import NoteState
from situation.services.notes import receive_notes
from situation.services.photos import keep_note_photo


@dataclass(frozen=True, slots=True)
class RescuedNotes:
    """How many notes are in, how many are held back, and what could not be taken."""

    taken: int
    held: int
    lost: int


def receive_rescued_notes(
    *,
    officer: User,
    notes: Sequence[bytes],
    pictures: Sequence[tuple[UUID, str, bytes]],
) -> RescuedNotes:
    """Receive notes that an officer's own vault has held, as their tablet would have sent
    them. Times are the device's own. `pictures`: by note and hash.
    """
    now = clock.now()
    states: list[NoteState] = []
    lost = 0
    if notes:
        try:
            answers = receive_notes(
                user=officer, sent=Sent(now, 0, "", now), contents=notes
            )
        except DomainError:  # the officer has no such role any more
            lost += len(notes)
        else:
            states = [answer.state for answer in answers]
    for note, digest, content in pictures:
        try:
            keep_note_photo(user=officer, note=note, digest=digest, content=content)
        except DomainError:
            lost += 1
    held = sum(one is NoteState.HELD for one in states)
    return RescuedNotes(len(states) - held, held, lost)
