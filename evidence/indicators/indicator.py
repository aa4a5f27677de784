"""What an indicator is: one declaration, from which everything that is shown of it comes."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evidence.indicators.measure import Measure, Shown
from evidence.models import PeriodKind


class Direction(StrEnum):
    """Whether more is better. What only describes is never painted good or bad."""

    UP = "up"
    DOWN = "down"
    CONTEXT = "context"


class Module(StrEnum):
    """Which facts an indicator comes from."""

    INSPECTION = "I"
    TRAINING = "T"
    WALKS = "W"
    SITUATION = "E"
    PRESENCE = "P"
    SURVEYS = "S"
    PROMISES = "A"
    OPEN_DATA = "O"


class Split(StrEnum):
    """Along what a figure may be taken apart."""

    ZONE = "zone"
    GENDER = "gender"
    DRAWN = "drawn"


HALF_YEARS = frozenset({PeriodKind.HALF_YEAR})
YEARS = frozenset({PeriodKind.YEAR})
ROLLING = frozenset({PeriodKind.ROLLING})
EVERY_PERIOD = frozenset(PeriodKind)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Why an indicator has no value yet: the facts that nobody records so far."""

    facts: str | Promise


@dataclass(frozen=True, slots=True)
class Indicator:
    """One declared indicator (domain note purple-flag-and-safety 1.8).

    `attributes` are those of the scheme that it speaks for; `periods` those it is meant
    for; `is_at_cut_off` when it tells of the period's last day alone. `version` is raised
    with `since` when the definition changes, which breaks the series there.
    """

    code: str
    name: str | Promise
    numerator: str | Promise
    denominator: str | Promise
    attributes: tuple[str, ...]
    periods: frozenset[PeriodKind]
    direction: Direction
    measure: Measure | Waiting
    splits: Collection[Split] = field(default_factory=frozenset)
    is_at_cut_off: bool = False
    caution: str | Promise = ""
    source: str = "purple-flag-and-safety 1.8"
    version: int = 1
    since: date = date(2020, 1, 1)

    @property
    def module(self) -> Module:
        """Which facts it comes from: the second letter of its code."""
        return Module(self.code[1])

    @property
    def waits(self) -> bool:
        """Whether its facts are not recorded yet."""
        return isinstance(self.measure, Waiting)

    @property
    def shown(self) -> Shown | None:
        """How its value is written; None while it has none."""
        return None if isinstance(self.measure, Waiting) else self.measure.shown


NO_DENOMINATOR = _("none: a count")
