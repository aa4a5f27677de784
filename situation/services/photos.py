"""Keeping the photos of notes."""

from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import NotFound
from core.pictures import look_at_sent
from situation.models import NotePhoto, NoteState, WalkNote


def keep_note_photo(
    *, user: User, note: UUID, digest: str, content: bytes
) -> NotePhoto:
    """Keep a photo of a note that the person sent, whatever became of the note.

    Sending it again answers the same. Raises `NotFound` before the note has come,
    `Invalid` when the bytes have another hash or are no picture; nothing is kept then.
    """
    rows = WalkNote.objects.filter(note=note, carried_by=user)
    row = rows.filter(state=NoteState.TAKEN).first() or rows.first()
    if row is None:
        raise NotFound(
            _("The note of this photo has not come. It stays on the device.")
        )
    media_type, _width, _height = look_at_sent(content, digest)
    NotePhoto.objects.bulk_create(
        [
            NotePhoto(
                note=row, name=f"{digest[:12]}.jpg", media_type=media_type,
                sha256=digest, content=content, received_at=clock.now(),
            )
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    return NotePhoto.objects.get(note=row, sha256=digest)
