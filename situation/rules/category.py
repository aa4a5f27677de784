"""What may a report, or a point of a safety walk, be about?

The lists are data (`situation/categories`): the newest of a family is offered, the older ones
are kept, so that what was told under them can be named. Source: our proposals, for reports
from what EST groups write down, for walks from what organisers' guides go through
(purple-flag-and-safety 3.1, 4).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.bilingual import Named

_FOLDER = Path(__file__).parent.parent / "categories"
OFFERED = "est-1"
OFFERED_ON_WALKS = "walk-1"


@dataclass(frozen=True, slots=True)
class Category(Named):
    """`is_good` tells of something that got better: no sign of unsafety. `is_public`:
    whether anybody may tell of it, not only who reports for an organisation.
    """

    code: str
    name_sv: str
    name_en: str
    is_good: bool
    is_public: bool


@cache
def offered() -> Mapping[str, Category]:
    """The categories that a report is filed under today, in their order."""
    return _read(OFFERED)


@cache
def offered_to_all() -> Mapping[str, Category]:
    """Those of them that anybody may tell of."""
    return {code: one for code, one in offered().items() if one.is_public}


@cache
def offered_on_walks() -> Mapping[str, Category]:
    """The categories of points on a safety walk, in their order."""
    return _read(OFFERED_ON_WALKS)


@cache
def known() -> Mapping[str, Category]:
    """Every category of reports that ever was one; of two lists the later names it."""
    return _all("est")


@cache
def known_on_walks() -> Mapping[str, Category]:
    """The same of walks."""
    return _all("walk")


def _all(family: str) -> Mapping[str, Category]:
    lists = sorted(path.stem for path in _FOLDER.glob(f"{family}-*.json"))
    return {code: one for name in lists for code, one in _read(name).items()}


def _read(name: str) -> Mapping[str, Category]:
    said = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return {
        one["code"]: Category(
            one["code"], one["name"]["sv"], one["name"]["en"],
            one.get("kind") == "good", one.get("by") != "reporters",
        )
        for one in said["categories"]
    }  # fmt: skip


def walk_category_name(code: str) -> str:
    """A category of walks in the reader's language; its code when no list has it."""
    found = known_on_walks().get(code)
    return code if found is None else found.name
