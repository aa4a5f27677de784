"""What may the public see of a pack?

Only what was approved and marked as public, without anybody's name; no cell of a split
with fewer than five in it, nor one that tells it (domain note purple-flag-and-safety 1.7,
rule 7). What is left out is left out whole, never blackened.
"""

from collections.abc import Mapping, Sequence

from core.personal_number import looks_personal
from evidence.rules.pack import Inputs, Numbers, Part, Piece, Score, Told, Venue
from evidence.rules.small_cells import FEWEST, hidden

_NOTHING: Numbers = {
    "value": None, "counted": None, "among": None, "low": None, "high": None,
    "unchecked": None, "waiting": None, "expected": None,
    "version": 0, "is_frozen": False, "is_hidden": True,
}  # fmt: skip
_ENDINGS = {
    "image/jpeg": "jpg", "image/png": "jpg", "image/webp": "jpg",
    "application/pdf": "pdf",
}  # fmt: skip


def public(inputs: Inputs) -> Inputs:
    """The public edition's inputs."""
    pieces = [one for one in inputs["pieces"] if _is_public(one)]
    return {
        **inputs,
        "edition": "public",
        "venues": [_unnamed(one) for one in inputs["venues"]],
        "figures": [_told(one) for one in inputs["figures"]],
        "milestones": [{**one, "owner": ""} for one in inputs["milestones"]],
        "pieces": [_piece(one, number) for number, one in enumerate(pieces, 1)],
        "scores": [_score(one) for one in inputs["scores"]],
    }


def _is_public(one: Piece) -> bool:
    """What looks like somebody's number is not let out on a tick alone."""
    said = " ".join((one["title"], one["text"], one["link"]))
    return one["is_public"] and one["state"] == "approved" and not looks_personal(said)


def _piece(one: Piece, number: int) -> Piece:
    return {
        **one,
        "id": str(number),
        "owner": "",
        "author": "",
        "approved_by": "",
        "files": [
            {
                **file,
                "path": f"files/{number:03}-{place:02}.{_ENDINGS[file['media_type']]}",
                "name": f"{number}.{place}",
                # Its bytes are another's: without what they knew beyond the picture.
                "sha256": "",
            }
            for place, file in enumerate(one["files"], 1)
        ],
    }


def _score(one: Score) -> Score:
    return {**one, "reason": "", "noted_by": ""}


def _unnamed(one: Venue) -> Venue:
    return {**one, "name": ""}


def _told(one: Told) -> Told:
    gone = _hidden(one["parts"])
    return {
        **one,
        "parts": [
            {**part, "numbers": _NOTHING} if part["code"] in gone else part
            for part in one["parts"]
        ],
    }


def _hidden(parts: Sequence[Part]) -> set[str]:
    """The parts to hide. Genders and time zones make up the whole together; what the lot
    drew leaves a rest that is told as well.
    """
    whole = next((one["numbers"] for one in parts if not one["code"]), _NOTHING)
    gone: set[str] = set()
    for split in ("zone", "gender"):
        cells = {
            one["code"]: one["numbers"]
            for one in parts
            if one["code"].startswith(f"{split}:")
        }
        for counts in _counts(cells, of_people=split == "gender"):
            gone |= hidden(counts)
    for one in parts:
        if one["code"] == "drawn":
            base, all_of_it = _base(one["numbers"]), _base(whole)
            if base < FEWEST or 0 < all_of_it - base < FEWEST:
                gone.add(one["code"])
    return gone


def _counts(
    cells: Mapping[str, Numbers], *, of_people: bool
) -> list[Mapping[str, float]]:
    """The numbers by which a part may be recognised: how many it has, and, of people,
    how many did and how many did not.
    """
    if not cells:
        return []
    told: list[Mapping[str, float]] = [{key: _base(one) for key, one in cells.items()}]
    if of_people and any(one["among"] is not None for one in cells.values()):
        told.append({key: one["counted"] or 0 for key, one in cells.items()})
        told.append(
            {key: _base(one) - (one["counted"] or 0) for key, one in cells.items()}
        )
    return told


def _base(numbers: Numbers) -> float:
    return numbers["counted"] or 0 if numbers["among"] is None else numbers["among"]
