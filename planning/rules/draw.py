"""Which venues are visited tonight because the lot fell on them?

A share of the stops is drawn from all venues that are open, each as likely as any other,
so that nobody can predict a visit, and so that what is found there tells how things are
in town (figures over the random share, domain note 1.8). The seed is kept: the draw can
be shown to have been one.
"""

from collections.abc import Collection
from random import Random
from uuid import UUID


def draw(venues: Collection[UUID], count: int, seed: int) -> frozenset[UUID]:
    """So many of the venues, without regard to anything but the lot."""
    among = sorted(venues)
    return frozenset(Random(seed).sample(among, min(count, len(among))))  # noqa: S311 - repeatable


def stops_to_draw(percent: int, stops: int) -> int:
    """How many of so many stops are drawn; one at least, unless none are wanted."""
    return max(1, round(stops * percent / 100)) if percent and stops else 0
