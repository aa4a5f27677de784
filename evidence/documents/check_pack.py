"""Kontrollera en pärm från Lykta. / Check a pack from Lykta.

    python check.py MAPP-ELLER-ZIP [FINGERAVTRYCK] [--english]

Needs Python 3.10 or newer and nothing else. Every file must be the one that the manifest
names, and the manifest the one that was written. Whoever changes both can only be caught
by the fingerprint: compare it with the municipality's page, or give it here.
"""

from __future__ import annotations

import hashlib
import json
import struct
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

MANIFEST = "manifest.json"
CHUNK = 1 << 20
LEFT_BEHIND = {
    ".DS_Store",
    "Thumbs.db",
    "desktop.ini",
}  # by those who look into folders
WORDS = {
    "sv": {
        "manifest_missing": "saknas: utan den kan inget kontrolleras",
        "manifest_changed": "är ändrad sedan den skrevs",
        "missing": "saknas",
        "changed": "är ändrad",
        "unknown": "hör inte hit",
        "unreadable": "kan inte läsas",
        "other": "är inte den pärm som fingeravtrycket hör till",
        "whole": "Allt är som det skrevs: {count} filer.",
        "fingerprint": "Fingeravtryck (jämför med kommunens sida):",
    },
    "en": {
        "manifest_missing": "is missing: without it nothing can be checked",
        "manifest_changed": "was changed since it was written",
        "missing": "is missing",
        "changed": "was changed",
        "unknown": "does not belong here",
        "unreadable": "cannot be read",
        "other": "is not the pack that the fingerprint belongs to",
        "whole": "Everything is as it was written: {count} files.",
        "fingerprint": "Fingerprint (compare it with the municipality's page):",
    },
}


class Folder:
    """A pack that was unpacked."""

    def __init__(self, path: Path) -> None:
        self.path = Path(path)
        self.names = sorted(
            one.relative_to(self.path).as_posix()
            for one in self.path.rglob("*")
            if (one.is_symlink() or not one.is_dir()) and one.name not in LEFT_BEHIND
        )

    def open(self, name: str) -> IO[bytes]:
        found = self.path / name
        if found.is_symlink():
            raise OSError("a link")
        return found.open("rb")


class Archive:
    """A pack as it was sent. Its files are stored as they are, so that none unfolds."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = sorted(one.filename for one in archive.infolist())

    def open(self, name: str) -> IO[bytes]:
        if self.archive.getinfo(name).compress_type != zipfile.ZIP_STORED:
            raise OSError("not stored as it is")
        return self.archive.open(name)


Pack = Folder | Archive
UNREADABLE = (
    OSError,
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    struct.error,
)


@contextmanager
def opened(path: Path | IO[bytes]) -> Iterator[Pack]:
    """The pack at a path, a folder or a ZIP; OSError when it is neither."""
    if isinstance(path, Path) and path.is_dir():
        yield Folder(path)
        return
    try:
        with zipfile.ZipFile(path) as archive:
            yield Archive(archive)
    except UNREADABLE as error:
        raise OSError(str(error)) from error


def canonical(value: object) -> bytes:
    """The one spelling of a manifest."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode("utf-8")


def hash_of(pack: Pack, name: str) -> tuple[str, int] | None:
    """SHA-256 of a file in hex, and its size; None when it cannot be read."""
    digest, size = hashlib.sha256(), 0
    try:
        with pack.open(name) as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except UNREADABLE:
        return None
    return digest.hexdigest(), size


def manifest_of(content: bytes) -> dict[str, Any] | None:
    """The manifest, when it is the one that was written; else None."""
    try:
        read = json.loads(content)
        said = dict(read)
        own = said.pop("sha256")
        is_own = hashlib.sha256(canonical(said)).hexdigest() == own
        is_whole = is_own and canonical(read) == content
        is_known = all(is_entry(one) for one in read["files"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return read if is_whole and is_known else None


def is_entry(one: dict[str, Any]) -> bool:
    """Whether it names a file with its hash and size."""
    is_named = isinstance(one["path"], str) and isinstance(one["sha256"], str)
    return is_named and isinstance(one["size"], int)


def problems_of(pack: Pack) -> tuple[list[tuple[str, str]], str]:
    """What is wrong, as pairs of a word and a file's name; and the fingerprint."""
    found = hash_of(pack, MANIFEST) if MANIFEST in pack.names else None
    if found is None:
        return [("manifest_missing", MANIFEST)], ""
    with pack.open(MANIFEST) as file:
        manifest = manifest_of(file.read(64 * CHUNK))
    if manifest is None:
        return [("manifest_changed", MANIFEST)], found[0]
    known = {one["path"]: one for one in manifest["files"]}
    often = Counter(pack.names)
    strange = [
        name
        for name in sorted(often)
        if (name != MANIFEST and name not in known) or often[name] > 1
    ]
    problems = [("unknown", name) for name in strange]
    named = [(problem_of(pack, name, one), name) for name, one in known.items()]
    problems += sorted(one for one in named if one[0])
    return problems, found[0]


def problem_of(pack: Pack, name: str, said: dict[str, Any]) -> str:
    """What is wrong with a file that the manifest names; empty when nothing is."""
    if name not in pack.names:
        return "missing"
    found = hash_of(pack, name)
    if found is None:
        return "unreadable"
    return "" if found == (said["sha256"], said["size"]) else "changed"


def main(arguments: list[str]) -> int:
    words = WORDS["en" if "--english" in arguments else "sv"]
    given = [one for one in arguments if not one.startswith("--")]
    if not given:
        sys.stdout.write(__doc__ or "")
        return 2
    try:
        with opened(Path(given[0])) as pack:
            problems, fingerprint = problems_of(pack)
            count = len(pack.names)
    except OSError:
        problems, fingerprint, count = [("unreadable", given[0])], "", 0
    if fingerprint and len(given) > 1 and given[1].strip().lower() != fingerprint:
        problems.append(("other", given[0]))
    for kind, name in problems:
        sys.stdout.write(f"{ascii(name)[1:-1]} {words[kind]}\n")
    if not problems:
        sys.stdout.write(words["whole"].format(count=count) + "\n")
    if fingerprint:
        sys.stdout.write(f"{words['fingerprint']} {fingerprint}\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
