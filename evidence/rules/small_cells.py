"""Which cells of a table may the public not see?

Cells with fewer than five are hidden, and with them as many others as it takes, so that
none can be reckoned from its total (domain note purple-flag-and-safety 1.7, rule 7).
"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

FEWEST = 5
_OF_PEOPLE = ("KT", "KW3")
Key = TypeVar("Key", bound=Hashable)


def hidden(
    cells: Mapping[Key, float], *, total_is_shown: bool = True
) -> frozenset[Key]:
    """The cells to hide. A cell with nobody in it is hidden too: nought tells as much.

    Beside a total one hidden cell could be reckoned from the others, and several that
    hold fewer than five together are told nearly as well: then the smallest of the
    others are hidden with them.
    """
    small = {key for key, count in cells.items() if count < FEWEST}
    if not small or not total_is_shown:
        return frozenset(small)
    others = sorted(
        (key for key in cells if key not in small),
        key=lambda key: (cells[key], str(key)),
    )
    while others and (len(small) == 1 or sum(cells[key] for key in small) < FEWEST):
        small.add(others.pop(0))
    return frozenset(small)


def tells_of_people(indicator: str) -> bool:
    """Whether a figure counts people; the others count visits, venues and reports."""
    return indicator.startswith(_OF_PEOPLE)
