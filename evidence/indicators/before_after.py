"""A figure before and after a measure, in the same season. Never a proof: other things
changed in that year too.
"""

from dataclasses import dataclass, replace
from datetime import date

from core.periods import months_after
from evidence.indicators.figure import Figure
from evidence.indicators.indicator import Indicator
from evidence.indicators.measure import Shown
from evidence.indicators.scope import Scope
from evidence.indicators.telling import reckoned
from evidence.models import PeriodKind
from evidence.rules.interval import RateRatio, count_ratio, rate_ratio
from evidence.rules.period import Period
from evidence.rules.season import MONTHS_OF_A_YEAR, Seasons, seasons


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """Both figures, and the later over the earlier where that can be said."""

    seasons: Seasons
    before: Figure
    after: Figure
    ratio: RateRatio | None


def before_after(
    indicator: Indicator, scope: Scope, measure: date
) -> BeforeAfter | None:
    """The figure in the months after a measure and in the same ones a year before; None
    while there is nothing after it. `scope` says whose; its period is not asked.
    """
    times = seasons(measure, scope.today)
    if times is None:
        return None
    # What had come of the earlier time a year ago: both were followed as long.
    then = months_after(scope.today, -MONTHS_OF_A_YEAR)
    before, after = (
        # Between the days alone: no period that anybody would publish.
        reckoned(
            indicator,
            replace(scope, period=Period(*days, PeriodKind.ROLLING), today=today),
        )
        for days, today in ((times.before, then), (times.after, scope.today))
    )
    return BeforeAfter(times, before, after, _ratio(indicator, before, after))


def _ratio(indicator: Indicator, before: Figure, after: Figure) -> RateRatio | None:
    if before.counted is None or after.counted is None:
        return None
    if indicator.shown is Shown.PERCENT and before.among and after.among:
        return rate_ratio(
            int(after.counted), int(after.among), int(before.counted), int(before.among)
        )
    if indicator.shown is Shown.NUMBER:
        return count_ratio(int(after.counted), int(before.counted))
    return None
