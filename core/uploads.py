"""Looking at files that somebody from outside sent."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

import pikepdf
from django.utils.translation import gettext as _

from core.errors import Invalid
from core.pictures import look_at
from core.received_file import PDF

MOST_FILES = 5
MOST_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came."""

    name: str
    content: bytes


class LookedAt(TypedDict):
    """The fields of a `ReceivedFile`."""

    name: str
    media_type: str
    sha256: str
    content: bytes


def looked_at(files: Sequence[Upload]) -> list[LookedAt]:
    """Each as it is to be kept. `Invalid` when they are too many, or one is too large,
    broken, or neither a photo nor a PDF.
    """
    if len(files) > MOST_FILES:
        raise Invalid(_("Five files at most. Choose those that show it best."))
    return [
        LookedAt(
            name=one.name[:120].replace("\x00", ""), media_type=_media_type(one),
            sha256=hashlib.sha256(one.content).hexdigest(), content=one.content,
        )
        for one in files
    ]  # fmt: skip


def _media_type(one: Upload) -> str:
    if len(one.content) > MOST_BYTES:
        raise Invalid(_("“%(name)s” is larger than 10 MB.") % {"name": one.name[:60]})
    if not one.content.startswith(b"%PDF-"):
        return look_at(one.content)[0]
    try:
        with pikepdf.open(io.BytesIO(one.content)) as document:
            if not document.pages:
                raise Invalid(_("“%(name)s” has no page.") % {"name": one.name[:60]})
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, OSError) as error:
        raise Invalid(
            _("“%(name)s” cannot be opened. Save it anew as a PDF without a password.")
            % {"name": one.name[:60]}
        ) from error
    return PDF
