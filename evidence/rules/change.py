"""How much has a figure changed? (domain note purple-flag-and-safety 1.7, rules 5 and 8).

Shares change by percentage points, counts by per cent. From nothing to something is new,
never a percentage. When the definition has changed in between there is no change to give:
the series breaks.
"""

from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    """What the number of a change means."""

    POINTS = "points"
    PERCENT = "percent"
    NEW = "new"
    NONE = "none"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Change:
    """`by` percentage points or per cent; None where `kind` alone says it."""

    kind: ChangeKind
    by: float | None = None


def change(
    before: float | None,
    now: float | None,
    *,
    is_share: bool,
    same_definition: bool = True,
) -> Change:
    """The change from one value to another; shares from 0 to 1."""
    if not same_definition:
        return Change(ChangeKind.BROKEN)
    if before is None or now is None:
        return Change(ChangeKind.NONE)
    if is_share:
        return Change(ChangeKind.POINTS, (now - before) * 100)
    if before:
        return Change(ChangeKind.PERCENT, (now - before) / before * 100)
    return Change(ChangeKind.NEW) if now else Change(ChangeKind.PERCENT, 0.0)
