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
    user: User,
    officer: User,
    municipality: str,
    notes: Sequence[bytes],
    pictures: Sequence[tuple[UUID, str, bytes]],
    schemes: frozenset[str],
) -> RescuedNotes:
    """Receive notes that an officer's own vault has held, as their tablet would have sent
    them; that `user` has brought them in is noted, for notes bear no signature. Times are
    the device's own. `pictures`: by note and hash. An officer without a role any more
    loses nothing: their notes are held back in the `municipality`.
    """
    now = clock.now()
    states: list[NoteState] = []
    lost = 0
    if notes:
        answers = receive_notes(
            user=officer, sent=Sent(now, 0, "", now), contents=notes, schemes=schemes,
            brought_by=user, home=municipality,
        )  # fmt: skip
        states = [answer.state for answer in answers]
    for note, digest, content in pictures:
        try:
            keep_note_photo(user=officer, note=note, digest=digest, content=content)
        except DomainError:
            lost += 1
    held = sum(one is NoteState.HELD for one in states)
    return RescuedNotes(len(states) - held, held, lost)
