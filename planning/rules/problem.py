"""Tonight's round as a problem: who can go where, when, for how long, and for what.

Team orienteering with time windows. All times are whole numbers of one unit (minutes
from an instant of one's own choice in the product) and bound the START of a visit.
"""

from collections.abc import Sequence
from dataclasses import dataclass

Matrix = Sequence[Sequence[int]]
Plan = tuple[tuple[int, ...], ...]
"""For each shift the numbers of its candidates, in the order of going."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A visit that may be made. `site` is a row of the travel table; of one `group` at
    most one is made; `barred` are the shifts that may not make it.
    """

    site: int
    opens: int
    closes: int
    lasts: int
    prize: int
    group: int | None = None
    barred: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Shift:
    """A team at work: from its site and back to it. `travel` names the table it goes by;
    `most` bounds its stops, none for no bound.
    """

    site: int
    starts: int
    ends: int
    travel: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """`travel` has a table of durations for each way of getting about."""

    travel: Sequence[Matrix]
    shifts: Sequence[Shift]
    candidates: Sequence[Candidate]
