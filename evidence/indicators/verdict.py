"""Is a change for the better? Never said of what only tells."""

from enum import StrEnum

from evidence.indicators.indicator import Direction
from evidence.indicators.measure import Shown
from evidence.indicators.telling import Line
from evidence.rules.change import ChangeKind
from evidence.rules.difference import difference


class Verdict(StrEnum):
    """What may be said of a change."""

    BETTER = "better"
    WORSE = "worse"
    CHANCE = "chance"


def verdict(line: Line) -> Verdict | None:
    """A share that may have changed by chance alone is said to have; what has no interval
    is not judged, but for what is counted whole.
    """
    by = line.change.by
    if line.indicator.direction is Direction.CONTEXT or not by:
        return None
    if line.change.kind is ChangeKind.POINTS:
        if not _is_certain(line):
            return Verdict.CHANCE
    elif line.indicator.shown is not Shown.NUMBER:
        return None
    is_better = (by > 0) == (line.indicator.direction is Direction.UP)
    return Verdict.BETTER if is_better else Verdict.WORSE


def _is_certain(line: Line) -> bool:
    before, now = line.before.figure, line.told.figure
    counts = (before.counted, before.among, now.counted, now.among)
    was, of_was, has, of_has = (0 if one is None else int(one) for one in counts)
    found = difference((was, of_was), (has, of_has))
    return found is not None and not found.low <= 0 <= found.high
