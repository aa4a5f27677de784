"""Keeping photos: addressed by their own hash, looked at before they are believed."""

import hashlib
import os
import tempfile
import warnings
from io import BytesIO
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from accounts.models import User
from accounts.permissions import memberships_with
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import Invalid, NotAllowed, NotFound
from core.integrity import sha256
from inspections.models import Photo, Stream

# ASVS 5.2.6; a picture of 90 MP passes Pillow's own limit and decodes to 268 MB.
MAX_PIXELS = 50_000_000
_FORMATS = ("JPEG", "PNG", "WEBP")
_MEDIA_TYPES = {
    "JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp",
    "MPO": "image/jpeg",  # a JPEG with a second picture in it, as telephones make them
}  # fmt: skip


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
    if sha256(content).hex() != digest:
        raise Invalid(
            _("The photo did not arrive whole. Send it again."), code="hash_differs"
        )
    media_type, width, height = look_at(content)
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


def look_at(content: bytes) -> tuple[str, int, int]:
    """Media type and size in pixels by content. What has too many pixels is refused by
    its header, before anything is decoded.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=_FORMATS) as image:
                width, height = image.size
                media_type = _MEDIA_TYPES[str(image.format)]
                if width * height <= MAX_PIXELS:  # a picture cut short shows only now
                    image.draft("RGB", (1000, 1000))
                    image.load()
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise Invalid(
            _("This is not a photo in JPEG, PNG or WebP."), code="not_a_photo"
        ) from error
    if width * height > MAX_PIXELS:
        raise _too_many_pixels()
    return media_type, width, height


def _too_many_pixels() -> Invalid:
    return Invalid(
        _("The photo has more than %(count)s million pixels. Send it shrunk.")
        % {"count": MAX_PIXELS // 1_000_000},
        code="too_many_pixels",
    )


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
