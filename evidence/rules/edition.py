"""What may the public see of a pack?

Only what was approved and marked as public, without anybody's name; no cell of a split
with fewer than five in it, nor one that tells it (domain note purple-flag-and-safety 1.7,
rule 7). What is left out is left out whole, never blackened.
"""

from collections.abc import Callable, Mapping

from core.personal_number import looks_personal
from evidence.rules.pack import (
    Baseline,
    Incidents,
    Inputs,
    Numbers,
    Piece,
    Score,
    Told,
    Venue,
)
from evidence.rules.small_cells import FEWEST, hidden, tells_of_people

_NOTHING: Numbers = {
    "value": None, "counted": None, "among": None, "low": None, "high": None,
    "unchecked": None, "waiting": None, "expected": None,
    "version": 0, "is_frozen": False, "is_hidden": True,
}  # fmt: skip
_REST = "rest"
_ENDINGS = {
    "image/jpeg": "jpg", "image/png": "jpg", "image/webp": "jpg",
    "application/pdf": "pdf",
}  # fmt: skip


def public(inputs: Inputs) -> Inputs:
    """The public edition's inputs."""
    pieces = [one for one in inputs["pieces"] if _is_public(one)]
    publication = inputs["publication"]
    gone = set().union(*(_hidden(one) for one in inputs["figures"]))
    return {
        **inputs,
        "edition": "public",
        # Its hash is over the hidden numbers too, which could be tried out against it.
        "publication": publication and {**publication, "fingerprint": ""},
        "venues": [_unnamed(one) for one in inputs["venues"]],
        # What is small in one figure is the base of another: hidden in one, hidden in all.
        "figures": [_told(one, gone) for one in inputs["figures"]],
        "milestones": [],
        "pieces": [_piece(one, number) for number, one in enumerate(pieces, 1)],
        "scores": [_score(one) for one in inputs["scores"]],
        "incidents": _incidents(inputs.get("incidents")),
    }


def _incidents(sheet: Incidents | None) -> Incidents | None:
    """The total alone: a line with few incidents could tell of one, and what is left out
    could be reckoned from its neighbours.
    """
    if sheet is None:
        return None
    lines = [
        one
        for one in sheet["lines"]
        if one["is_total"]
        and all((number or 0) >= FEWEST for pair in one["counts"] for number in pair)
    ]
    return {**sheet, "lines": lines, "remarks": []} if lines else None


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


def _baseline(one: Baseline | None) -> Baseline | None:
    """Its number and where that comes from; why it was chosen is the house's own."""
    if one is None or looks_personal(f"{one['of']} {one['source']} {one['caveat']}"):
        return None
    return {**one, "why": ""}


def _told(one: Told, gone: set[str]) -> Told:
    return {
        **one,
        "baseline": _baseline(one.get("baseline")),
        "parts": [
            {**part, "numbers": _NOTHING} if part["code"] in gone else part
            for part in one["parts"]
        ],
    }


def _hidden(figure: Told) -> set[str]:
    """The parts to hide. What is told of genders and time zones leaves a rest, by day for
    one, that is told as well; so does what the lot drew.
    """
    parts = figure["parts"]
    whole = next((one["numbers"] for one in parts if not one["code"]), _NOTHING)
    gone: set[str] = set()
    for split in ("zone", "gender"):
        cells = {
            one["code"]: one["numbers"]
            for one in parts
            if one["code"].startswith(f"{split}:")
        }
        for counts in _counts(cells, whole, of_people=tells_of_people(figure["code"])):
            gone |= hidden(counts)
    gone.discard(_REST)
    for one in parts:
        if one["code"] == "drawn":
            base, all_of_it = _base(one["numbers"]), _base(whole)
            if base < FEWEST or 0 < all_of_it - base < FEWEST:
                gone.add(one["code"])
    return gone


def _counts(
    cells: Mapping[str, Numbers], whole: Numbers, *, of_people: bool
) -> list[Mapping[str, float]]:
    """The numbers by which a part may be recognised: how many it has, and, of people,
    how many did and how many did not; each with the rest that the parts leave.
    """
    if not cells:
        return []
    asked: list[Callable[[Numbers], float]] = [_base]
    if of_people and whole["among"] is not None:
        asked += [_did, lambda one: _base(one) - _did(one)]
    return [
        _with_rest({key: how_many(one) for key, one in cells.items()}, how_many(whole))
        for how_many in asked
    ]


def _with_rest(counts: dict[str, float], whole: float) -> Mapping[str, float]:
    rest = whole - sum(counts.values())
    return {**counts, _REST: rest} if rest > 0 else counts


def _did(numbers: Numbers) -> float:
    return numbers["counted"] or 0


def _base(numbers: Numbers) -> float:
    return numbers["counted"] or 0 if numbers["among"] is None else numbers["among"]
