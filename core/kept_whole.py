"""Handing out what is kept with its hash, while it still is what it was."""

import hashlib
from typing import Protocol

from django.utils.translation import gettext as _

from core.errors import Conflict


class Kept(Protocol):
    """A row with bytes and the SHA-256 (hex) they had when they were kept."""

    sha256: str
    content: bytes | memoryview


def whole(row: Kept) -> bytes:
    """The bytes; `Conflict` when they have another hash by now."""
    content = bytes(row.content)
    if hashlib.sha256(content).hexdigest() != row.sha256:
        raise Conflict(
            _(
                "This is not what it was when it was kept, and is not shown. Ask for it "
                "from the backup."
            )
        )
    return content
