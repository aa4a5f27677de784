"""Is this a picture that may be kept? By its content, never by its name."""

import hashlib
import warnings
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from core.errors import Invalid

# ASVS 5.2.6; a picture of 90 MP passes Pillow's own limit and decodes to 268 MB.
MAX_PIXELS = 50_000_000
_FORMATS = ("JPEG", "PNG", "WEBP")
_MEDIA_TYPES = {
    "JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp",
    "MPO": "image/jpeg",  # a JPEG with a second picture in it, as telephones make them
}  # fmt: skip


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


def look_at_sent(content: bytes, digest: str) -> tuple[str, int, int]:
    """As `look_at`, for bytes that came with their SHA-256 (hex): `Invalid` when they
    have another one, for then they did not arrive whole.
    """
    if hashlib.sha256(content).hexdigest() != digest:
        raise Invalid(
            _("The photo did not arrive whole. Send it again."), code="hash_differs"
        )
    return look_at(content)


def _too_many_pixels() -> Invalid:
    return Invalid(
        _("The photo has more than %(count)s million pixels. Send it shrunk.")
        % {"count": MAX_PIXELS // 1_000_000},
        code="too_many_pixels",
    )
