"""What may a report be about?

The list is data (`situation/categories`): the newest file is offered, the older ones are kept,
so that what was reported under them can be named. Source: our proposal for what EST groups
write down (purple-flag-and-safety 3.1).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.bilingual import Named

_FOLDER = Path(__file__).parent.parent / "categories"
OFFERED = "est-1"


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
def known() -> Mapping[str, Category]:
    """Every category that ever was one; of two lists the later names it."""
    lists = sorted(path.stem for path in _FOLDER.glob("est-*.json"))
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
