"""One ZIP that is the same bytes whenever and wherever it is written."""

import hashlib
from typing import IO, Self
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from evidence.documents.check_pack import MANIFEST, canonical

_WHEN = (1980, 1, 1, 0, 0, 0)
_UNIX, _READABLE = 3, 0o100644 << 16


class ArchiveWriter:
    """Files are stored as they are, in the order they come, under one date; the manifest
    is written last and names each with its hash.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = ZipFile(file, "w", ZIP_STORED)
        self._files: list[dict[str, str | int]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._zip.close()

    def add(self, path: str, content: bytes) -> None:
        """A file of the pack."""
        self._files.append(
            {
                "path": path,
                "sha256": hashlib.sha256(content).hexdigest(),
                "size": len(content),
            }
        )
        write_stored(self._zip, path, content)

    def finish(self, about: dict[str, str]) -> str:
        """Write the manifest; its SHA-256 in hex is the pack's fingerprint."""
        said: dict[str, object] = {"about": about, "files": self._files}
        own = hashlib.sha256(canonical(said)).hexdigest()
        content: bytes = canonical(said | {"sha256": own})
        write_stored(self._zip, MANIFEST, content)
        return hashlib.sha256(content).hexdigest()


def write_stored(archive: ZipFile, path: str, content: bytes) -> None:
    """A file as it is, under a date and rights that never change."""
    info = ZipInfo(path, _WHEN)
    info.create_system, info.external_attr = _UNIX, _READABLE
    archive.writestr(info, content)
