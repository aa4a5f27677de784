"""How does a register differ from what we hold? New, changed, ended, unchanged, refused.

What the file does not speak of never changes. A venue that a full extract lacks is
ended, never deleted; one that returns is opened again. Two rows with one number are both
refused: which of them is right, a person must say.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from venues.rules.register_layout import Layout
from venues.rules.register_row import RegisterRow, Remark

Key = tuple[str, str]
# Members of a venue, of its licence and of its holder that a register can change.
OF_VENUE = (
    "restaurangnummer", "source_key", "name", "address", "invoice_address",
    "business_kind", "latitude", "longitude",
)  # fmt: skip

OF_LICENCE = (
    "duration", "audiences", "drinks", "spaces", "special_forms", "hours_text",
    "conditions_text", "seats_indoor", "seats_outdoor", "max_persons", "valid_from",
    "valid_to",
)  # fmt: skip
OF_HOLDER = ("holder", "organisation_number")
_HALF_A_METRE = 5e-6


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    ENDED = "ended"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Known:
    """A venue as we hold it, in the terms of a register row."""

    venue: UUID
    name: str
    keys: tuple[Key, ...]
    is_ended: bool
    members: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Line:
    """What becomes of one row, or of one venue that the file lacks."""

    outcome: Outcome
    key: Key
    row: RegisterRow | None
    known: Known | None
    changes: tuple[tuple[str, object, object], ...] = ()


def comparable(row: RegisterRow, name: str) -> object:
    """A member of a row as it is compared and shown; None when it is not said."""
    value = getattr(row, name)
    if name == "organisation_number" and row.organisation_number is not None:
        return row.organisation_number.shown
    return list(value) if isinstance(value, tuple) else value


def doubled_keys(rows: Sequence[RegisterRow], layout: Layout) -> list[Remark]:
    """A refusal for every row whose number another row bears too."""
    count = Counter(key for row in rows for key in row.keys)
    return [
        Remark(
            row.row,
            layout.columns[twice[0][0]],
            _("Another row has this number as well. Keep the one that is right."),
        )
        for row in rows
        if (twice := [key for key in row.keys if count[key] > 1])
    ]


def claimed_twice(
    rows: Sequence[RegisterRow], known: Mapping[Key, Known], layout: Layout
) -> list[Remark]:
    """A refusal for every row whose two keys belong to two venues, or that claims the
    venue of another row: which of them it is, a person must say.
    """
    venues = {
        row.row: {known[key].venue for key in row.keys if key in known} for row in rows
    }
    count = Counter(venue for claimed in venues.values() for venue in claimed)
    return [
        Remark(
            row.row,
            layout.columns[row.key[0]],
            _(
                "The numbers of this row belong to different venues. Correct the register."
            ),
        )
        for row in rows
        if len(venues[row.row]) > 1 or any(count[one] > 1 for one in venues[row.row])
    ]


def difference(
    rows: Iterable[RegisterRow], known: Mapping[Key, Known], *, is_full: bool
) -> list[Line]:
    """A line for every row, and with a full extract for every venue it lacks."""
    lines: list[Line] = []
    met: set[UUID] = set()
    for row in rows:
        here = next((known[key] for key in row.keys if key in known), None)
        if here is not None:
            met.add(here.venue)
        if here is None:
            lines.append(Line(Outcome.NEW, row.key, row, None))
            continue
        changes = tuple(_changes(row, here))
        outcome = Outcome.CHANGED if changes else Outcome.UNCHANGED
        lines.append(Line(outcome, row.key, row, here, changes))
    if is_full:
        lines += [
            Line(Outcome.ENDED, here.keys[0], None, here)
            for here in {one.venue: one for one in known.values()}.values()
            if here.venue not in met and not here.is_ended
        ]
    return lines


def _changes(row: RegisterRow, here: Known) -> Iterable[tuple[str, object, object]]:
    if here.is_ended:
        yield "ended", True, False
    for name in (*OF_VENUE, *OF_LICENCE, *OF_HOLDER):
        if name == "valid_from":  # a version begins when the change came to us
            continue
        said, held = comparable(row, name), here.members.get(name)
        is_said = said is not None or name in row.cleared
        if is_said and not _same(said, held):
            yield name, held, said


def _same(said: object, held: object) -> bool:
    if isinstance(said, float) and isinstance(held, float):
        return abs(said - held) < _HALF_A_METRE
    return said == held or (
        said in {"", None} and held in {"", None} if _is_text(said) else False
    )


def _is_text(value: object) -> bool:
    return value is None or isinstance(value, str)
