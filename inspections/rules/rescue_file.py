"""What stands in a rescue file: a tablet's sealed store, as it lay there.

Nothing in it is in the clear but ids and the wrapped key; what is inside is judged like
anything else that a device sends. Source: `field/src/screens/rescue.ts`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from core.integrity import from_base64url

FORMAT = "lykta-rescue-v1"
MAX_ENTRIES = 20_000


class NotARescueFile(ValueError):
    """The bytes are no rescue file of a format that we know."""


@dataclass(frozen=True, slots=True)
class RescueFile:
    """Sealed bytes by name; `ephemeral` and `wrapped` open them for the server alone.

    `notes` are those of walks; `pictures` theirs, by note and hash with a space between.
    A tablet of an earlier version has none.
    """

    ephemeral: bytes
    wrapped: bytes
    profile: bytes
    entries: Sequence[tuple[str, bytes]]
    photos: Sequence[tuple[str, bytes]]
    notes: Sequence[tuple[str, bytes]]
    pictures: Sequence[tuple[str, bytes]]


def read_rescue_file(content: bytes) -> RescueFile:
    """Take a rescue file apart; `NotARescueFile` when it is none."""
    try:
        read = json.loads(content)
        if read["format"] != FORMAT or len(read["entries"]) > MAX_ENTRIES:
            raise NotARescueFile
        return RescueFile(
            ephemeral=from_base64url(read["rescue"]["ephemeral"]),
            wrapped=from_base64url(read["rescue"]["wrapped"]),
            profile=from_base64url(read["profile"]),
            entries=_bodies(read["entries"], "id"),
            photos=_bodies(read["photos"], "sha256"),
            notes=_bodies(read.get("notes", []), "id"),
            pictures=_bodies(read.get("pictures", []), "note", "sha256"),
        )
    except (ValueError, TypeError, KeyError, RecursionError, AttributeError) as error:
        raise NotARescueFile from error


def _bodies(rows: object, *names: str) -> list[tuple[str, bytes]]:
    listed = cast("Sequence[Mapping[str, str]]", rows)
    return [
        (" ".join(str(row[name]) for name in names), from_base64url(row["body"]))
        for row in listed
    ]
