"""Does a note of a walk keep the contract, and may it stand?

Custody first: whatever the verdict, the note is kept as it came. What is judged is only
whether it is taken into the walk or held until somebody has looked.
Source: `situation/contract/notes.v1.schema.json`.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

from core.contract import texts_in, validators_of
from core.corrected_time import Sent, corrected, is_possible

MAX_BYTES = 64 * 1024
_FILE = Path(__file__).parent.parent / "contract" / "notes.v1.schema.json"


class NoteKind(StrEnum):
    """What a note does."""

    BEGAN = "began"
    GATHERED = "gathered"
    SAW = "saw"
    STRUCK = "struck"
    ENDED = "ended"


class Unreadable(Exception):
    """The text is no note of this contract; the code says how."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Note:
    """A note that keeps the contract."""

    id: UUID
    walk: UUID
    author: UUID
    kind: NoteKind
    said: Mapping[str, Any]


_VALIDATOR = validators_of(_FILE, ("head", *NoteKind))


def read_note(content: bytes) -> Note:
    """The note; `Unreadable` with too_large, not_json, not_text or contract."""
    if len(content) > MAX_BYTES:
        raise Unreadable("too_large")
    try:
        said = json.loads(content)
        if not all(_can_be_kept(one) for one in texts_in(said)):
            raise Unreadable("not_text")
    except (ValueError, RecursionError) as error:
        raise Unreadable("not_json") from error
    if not _VALIDATOR["head"].is_valid(said) or not _VALIDATOR[said["kind"]].is_valid(
        said
    ):
        raise Unreadable("contract")
    return Note(
        UUID(said["id"]), UUID(said["walk"]), UUID(said["author"]),
        NoteKind(said["kind"]), said,
    )  # fmt: skip


def _can_be_kept(text: str) -> bool:
    """Whether a database takes it: no null byte, no half of a character."""
    return "\x00" not in text and not any("\ud800" <= one <= "\udfff" for one in text)


def recorded(note: Note, sent: Sent) -> tuple[datetime, int]:
    """When it was written, corrected, and how far the device's clock was off in ms.

    `Unreadable` when that lies where no note of ours can have been written.
    """
    try:
        at, offset = corrected(
            note.said["device_at"], note.said["mono_ms"], note.said["boot"], sent
        )
    except ValueError as error:
        raise Unreadable("time_impossible") from error
    if not is_possible(at, sent.received_at):
        raise Unreadable("time_impossible")
    return at, offset


@dataclass(frozen=True, slots=True)
class Case:
    """A note before its judge. `towns`: where its carrier may record walks. `walks_in`:
    the municipality of its walk; None when that is not known. `opens_for`: whether it
    opens a walk for one of the carrier's own agencies, None when there is no such agency;
    `has_scheme`: by a scheme that there is. `strikes`: who wrote the note that it strikes;
    None when that is not there.
    """

    note: Note
    carrier: UUID
    towns: frozenset[str]
    walks_in: str | None
    opens_for: bool | None = None
    has_scheme: bool = False
    strikes: UUID | None = None


WAITING = frozenset({"unknown_walk", "unknown_note"})
"""What may stand as soon as another note has come."""


_FAULTS: tuple[tuple[str, Callable[[Case], bool]], ...] = (
    ("author_mismatch", lambda case: case.note.author != case.carrier),
    ("unknown_walk", lambda case: case.walks_in is None and not _opens(case.note)),
    ("unknown_agency", lambda case: case.walks_in is None and case.opens_for is None),
    ("unknown_scheme", lambda case: case.walks_in is None and not case.has_scheme),
    (
        "no_role",
        lambda case: (
            not case.opens_for
            if case.walks_in is None
            else case.walks_in not in case.towns
        ),
    ),
    (
        "unknown_note",
        lambda case: case.note.kind is NoteKind.STRUCK and case.strikes is None,
    ),
    (
        "not_ones_own",
        lambda case: (
            case.note.kind is NoteKind.STRUCK and case.strikes != case.note.author
        ),
    ),
)


def _opens(note: Note) -> bool:
    return note.kind is NoteKind.BEGAN and "on_the_spot" in note.said


def held_because(case: Case) -> str:
    """Why the note cannot be taken into its walk now; empty when it can."""
    return next((code for code, is_so in _FAULTS if is_so(case)), "")
