"""Did a share change by more than chance would? Newcombe's interval of a difference.

Of two shares with Wilson's intervals; a change whose interval holds 0 is not called one.
"""

from math import hypot

from evidence.rules.interval import Interval, wilson


def difference(before: tuple[int, int], now: tuple[int, int]) -> Interval | None:
    """The interval of the second share less the first, each counted and among; None when
    either is a share of nothing.
    """
    one, two = wilson(*before), wilson(*now)
    if one is None or two is None:
        return None
    was, has = before[0] / before[1], now[0] / now[1]
    return Interval(
        has - was - hypot(has - two.low, one.high - was),
        has - was + hypot(two.high - has, was - one.low),
    )
