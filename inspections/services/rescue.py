"""Bringing in what a tablet could not send, by a coordinator of its agency."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import check_may
from accounts.rules.capabilities import Capability
from core import clock
from core.corrected_time import Sent
from core.errors import DomainError, Invalid, NotFound
from core.integrity import from_base64url
from core.rescue_key import open_sealed, unwrap
from inspections.models import Stream
from inspections.queries.streams import streams_visible_to
from inspections.rules.parcel import Wire
from inspections.rules.rescue_file import NotARescueFile, RescueFile, read_rescue_file
from inspections.services.arrival import Status
from inspections.services.photos import keep_photo
from inspections.services.receive import receive_batch


@dataclass(frozen=True, slots=True)
class Rescued:
    """What became of a file: entries by status, photos kept, and what was unreadable.

    `notes` are the texts of walks' notes as the tablet's officer wrote them, `pictures`
    theirs by note and hash: for whoever keeps walks.
    """

    stream: Stream
    entries: Mapping[Status, int]
    photos: int
    unreadable: int
    notes: Sequence[bytes]
    pictures: Sequence[tuple[UUID, str, bytes]]


def receive_rescue(*, user: User, content: bytes) -> Rescued:
    """Open a rescue file and receive what is in it, as the device would have sent it.

    Each entry bears its author's own signature, so nobody but they can have written it;
    the file may be brought in any number of times. Times are the device's own: how far
    its clock was off nobody could measure. Raises `Invalid` when the file is none of
    this server's, `NotFound` when its device is not one that the person manages.
    """
    try:
        file = read_rescue_file(content)
        key = unwrap(file.ephemeral, file.wrapped)
        profile = json.loads(open_sealed(key, file.profile, b"profile"))
        stream_id = UUID(profile["stream"])
    except (NotARescueFile, ValueError, KeyError, TypeError) as error:
        raise Invalid(
            _("This is no rescue file, or one of another municipality's system.")
        ) from error
    stream = streams_visible_to(user).filter(pk=stream_id).first()
    if stream is None:
        raise NotFound(_("The tablet of this file is not one that you manage."))
    check_may(user, Capability.HANDLE_QUARANTINE, stream.municipality, stream.agency)
    wires, unreadable = _wires(file, key, stream)
    now = clock.now()
    answers = receive_batch(
        carrier=user,
        sent=Sent(now, 0, "", now),
        parcels=wires,
        carries_with=Capability.HANDLE_QUARANTINE,
    )
    photos = 0
    for digest, body in file.photos:
        try:
            keep_photo(
                carrier=user,
                stream=stream.pk,
                digest=digest,
                content=open_sealed(key, body, digest.encode()),
                carries_with=Capability.HANDLE_QUARANTINE,
            )
            photos += 1
        except (DomainError, ValueError):
            unreadable += 1
    notes, unread_notes = _notes(file, key)
    pictures, unread_pictures = _pictures(file, key)
    return Rescued(
        stream, Counter(answer.status for answer in answers), photos,
        unreadable + unread_notes + unread_pictures, notes, pictures,
    )  # fmt: skip


def _notes(file: RescueFile, key: bytes) -> tuple[list[bytes], int]:
    found = []
    for name, body in file.notes:
        with suppress(ValueError):
            text = json.loads(open_sealed(key, body, name.encode()))
            found.append(str(text).encode("utf-8", "surrogatepass"))
    return found, len(file.notes) - len(found)


def _pictures(
    file: RescueFile, key: bytes
) -> tuple[list[tuple[UUID, str, bytes]], int]:
    found = []
    for name, body in file.pictures:
        with suppress(ValueError):
            note, _space, digest = name.partition(" ")
            found.append((UUID(note), digest, open_sealed(key, body, name.encode())))
    return found, len(file.pictures) - len(found)


def _wires(file: RescueFile, key: bytes, stream: Stream) -> tuple[list[Wire], int]:
    """A parcel for each entry, under the signature it got when it was written."""
    wires, unreadable = [], 0
    for name, body in file.entries:
        try:
            sealed = json.loads(open_sealed(key, body, name.encode()))
            element = {part: sealed[part] for part in ("header", "payload", "salt")}
            signature = from_base64url(sealed["signature"])
        except (ValueError, KeyError, TypeError):
            unreadable += 1
        else:
            wires.append(Wire(str(stream.pk), signature, (element,)))
    return wires, unreadable
