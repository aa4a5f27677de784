"""Keeping photos: addressed by their own hash, looked at before they are believed."""

import hashlib
import os
import tempfile
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import memberships_with
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import NotAllowed, NotFound
from core.pictures import look_at_sent
from inspections.models import Photo, Stream


def photo_path(municipality: str, digest: str) -> Path:
    """Where the bytes of a photo lie."""
    return Path(settings.MEDIA_ROOT) / municipality / digest[:2] / digest


def is_whole(path: Path, digest: str) -> bool:
    """Whether a photo's file is there and holds the bytes that its name says."""
    if not path.exists():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == digest


def keep_photo(
    *,
    carrier: User,
    stream: UUID,
    digest: str,
    content: bytes,
    carries_with: Capability = Capability.RECORD_VISITS,
) -> Photo:
    """Keep a photo whose bytes have this hash, for the agency of the stream.

    Sending it again answers the same. Raises `Invalid` when the bytes have another hash,
    are no JPEG, PNG or WebP, or more than 50 million pixels; nothing is kept then.
    """
    if not memberships_with(carrier, carries_with).exists():
        raise NotAllowed(_("Only inspectors send photos. It stays on the device."))
    row = Stream.objects.filter(pk=stream).select_related("agency").first()
    if row is None:
        raise NotFound(_("This device is not enrolled. Enrol it first."))
    media_type, width, height = look_at_sent(content, digest)
    _write(photo_path(row.municipality_id, digest), content)
    Photo.objects.bulk_create(
        [
            Photo(
                municipality_id=row.municipality_id,
                agency=row.agency,
                sha256=digest,
                bytes=len(content),
                media_type=media_type,
                width=width,
                height=height,
                received_at=clock.now(),
                carried_by=carrier,
            )
        ],
        ignore_conflicts=True,
    )
    return Photo.objects.get(agency=row.agency, sha256=digest)


def _write(path: Path, content: bytes) -> None:
    """Write whole or not at all, and only answer when it is on the disk."""
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
