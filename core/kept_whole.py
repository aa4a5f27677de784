"""Handing out what is kept with its hash, while it still is what it was."""

import hashlib
from pathlib import Path
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
        raise _spoilt()
    return content


def whole_file(path: Path, sha256: str) -> Path:
    """The path of what was kept as a file; `Conflict` when it is gone or another."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _spoilt() from error
    if digest != sha256:
        raise _spoilt()
    return path


def _spoilt() -> Conflict:
    return Conflict(
        _(
            "This is not what it was when it was kept, and is not shown. Ask for it "
            "from the backup."
        )
    )
