"""How sure is a share, or a ratio of two shares? Intervals of 95 %.

Wilson's for a share (domain note purple-flag-and-safety 1.7, rule 7); Katz's, on the
logarithm, for a ratio of shares (indicator KT6).
"""

from dataclasses import dataclass
from math import exp, sqrt
from statistics import NormalDist

_Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, on the scale of the value it belongs to."""

    low: float
    high: float


def wilson(counted: int, among: int) -> Interval | None:
    """The interval of a share from 0 to 1; None when it is a share of nothing."""
    if not among:
        return None
    share, square = counted / among, _Z * _Z
    middle = (share + square / (2 * among)) / (1 + square / among)
    half = (
        _Z
        * sqrt(share * (1 - share) / among + square / (4 * among * among))
        / (1 + square / among)
    )
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


@dataclass(frozen=True, slots=True)
class RateRatio:
    """One share divided by another, with its interval where both have cases."""

    value: float
    interval: Interval | None


def rate_ratio(
    counted: int, among: int, others: int, of_others: int
) -> RateRatio | None:
    """The first share over the second; None when either is of nothing, or the second 0.

    With no case in the first group the ratio is 0 and its interval is not known.
    """
    if not among or not of_others or not others:
        return None
    value = (counted / among) / (others / of_others)
    if not counted:
        return RateRatio(value, None)
    spread = _Z * sqrt(1 / counted - 1 / among + 1 / others - 1 / of_others)
    return RateRatio(value, Interval(value * exp(-spread), value * exp(spread)))


def count_ratio(after: int, before: int) -> RateRatio | None:
    """One count over another, of times of the same length; None when the earlier is 0.

    The interval takes both for Poisson's. Without any later case it is not known.
    """
    if not before:
        return None
    if not after:
        return RateRatio(0.0, None)
    spread, value = _Z * sqrt(1 / after + 1 / before), after / before
    return RateRatio(value, Interval(value * exp(-spread), value * exp(spread)))
