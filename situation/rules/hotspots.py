"""Is a place busier than it was, or is it noise?

Each place and time zone now, beside the same in the time it is held against. When more is
reported everywhere no place has become a hotspot: asked is whether a place's share of all
reports has grown (Fisher's exact test, one-sided). Many places are looked at together, and
one of them always stands out: Holm's steps keep the chance of any false alarm in a whole
town at most at `LEVEL`. Fewer than `FEWEST` reports are never called a hotspot.
Source: our proposal for what Brå's handbook leaves open (purple-flag-and-safety 3.2).
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import exp, lgamma
from typing import Generic, TypeVar

LEVEL = 0.05
FEWEST = 3
Place = TypeVar("Place", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Hotspot(Generic[Place]):
    """A place where more is reported than chance explains. `expected` is what its earlier
    share gives of all that is reported now; `chance` that as much comes by chance alone.
    """

    place: Place
    now: int
    before: int
    expected: float
    chance: float


def hotspots(
    now: Mapping[Place, int], before: Mapping[Place, int]
) -> list[Hotspot[Place]]:
    """The hotspots, the surest first. Counts by place; what is missing is 0."""
    all_now, all_before = sum(now.values()), sum(before.values())
    if not all_now or not all_before:
        return []  # nothing to hold it against
    places = {*now, *before}
    found = sorted(
        (
            _looked_at(
                place, now.get(place, 0), before.get(place, 0), all_now, all_before
            )
            for place in places
        ),
        key=lambda one: (one.chance, str(one.place)),
    )
    sure = []
    for step, one in enumerate(found):
        if one.chance > LEVEL / (len(found) - step):
            break
        sure.append(one)
    return [one for one in sure if one.now >= FEWEST]


def _looked_at(
    place: Place, now: int, before: int, all_now: int, all_before: int
) -> Hotspot[Place]:
    together = now + before
    expected = together * all_now / (all_now + all_before)
    return Hotspot(
        place, now, before, expected, _at_least(now, together, all_now, all_before)
    )


def _at_least(now: int, together: int, all_now: int, all_before: int) -> float:
    """The chance that at least so many of a place's reports are of now, were all reports
    dealt out without regard to time (hypergeometric).
    """
    most = min(together, all_now)
    total = _log_choose(all_now + all_before, together)
    return min(
        1.0,
        sum(
            exp(
                _log_choose(all_now, count)
                + _log_choose(all_before, together - count)
                - total
            )
            for count in range(max(now, together - all_before), most + 1)
        ),
    )


def _log_choose(of: int, how_many: int) -> float:
    return lgamma(of + 1) - lgamma(how_many + 1) - lgamma(of - how_many + 1)
