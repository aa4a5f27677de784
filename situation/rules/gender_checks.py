"""Do a year's safety walks ask whose safety it is?

Projects with a weak tie to gender became ordinary safety projects (Malmö's look at Tryggt och
jämnt; purple-flag-and-safety 4). Hence four questions with answers in numbers. The band of
women's share is a target (KW3), not a law.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from situation.models import WalksFor
from situation.rules.for_whom import WOMEN

LEAST_WOMEN, MOST_WOMEN = 0.4, 0.6
LEAST_WALKS_OF_WOMEN = 1


@dataclass(frozen=True, slots=True)
class Walked:
    """A walk that was walked: whom it was for, and who stated which gender."""

    walks_for: str
    women: int
    stated: int


@dataclass(frozen=True, slots=True)
class Raised:
    """A point that feels unsafe: whose it is, and whether a measure answers it."""

    for_whom: Collection[str]
    is_answered: bool


@dataclass(frozen=True, slots=True)
class Check:
    """`counted` of `among`; None of `is_met` where there is nothing to judge."""

    counted: int
    among: int
    is_met: bool | None


@dataclass(frozen=True, slots=True)
class GenderChecks:
    """The four answers of a year."""

    women: Check
    walks_of_women: Check
    points_with_whom: Check
    answered_for_women: Check


def gender_checks(walks: Iterable[Walked], points: Iterable[Raised]) -> GenderChecks:
    """What a year's walks and the points that felt unsafe on them say."""
    walks, points = list(walks), list(points)
    women, stated = sum(one.women for one in walks), sum(one.stated for one in walks)
    of_women = sum(
        one.walks_for in {WalksFor.WOMEN_LED, WalksFor.WOMEN_ONLY} for one in walks
    )
    named = sum(bool(one.for_whom) for one in points)
    theirs = [one for one in points if WOMEN in one.for_whom]
    answered = sum(one.is_answered for one in theirs)
    return GenderChecks(
        Check(
            women, stated,
            LEAST_WOMEN <= women / stated <= MOST_WOMEN if stated else None,
        ),
        Check(
            of_women, len(walks), of_women >= LEAST_WALKS_OF_WOMEN if walks else None
        ),
        Check(named, len(points), named == len(points) if points else None),
        Check(answered, len(theirs), None),
    )  # fmt: skip
