"""A pack's figures, frozen: each of the last period it is meant for."""

from collections.abc import Callable, Iterator
from datetime import date

from accounts.models import Agency
from core import clock
from evidence.indicators.indicator import Indicator
from evidence.indicators.parts import part_name
from evidence.indicators.registry import REGISTRY
from evidence.indicators.scope import Scope
from evidence.indicators.telling import Told, line, series, since_baseline, told
from evidence.indicators.verdict import verdict
from evidence.indicators.words import (
    DIRECTIONS,
    MODULES,
    VERDICTS,
    change_words,
    period_words,
)
from evidence.models import (
    Baseline,
    PeriodKind,
)
from evidence.queries.baselines import baselines_in_force
from evidence.rules import pack as frozen
from evidence.rules.period import Period, half_year, rolling, year

PERIODS_SHOWN = 6


def period_for(indicator: Indicator, until: date) -> Period:
    """The last period the indicator is meant for that has ended by a half-year's end."""
    if PeriodKind.HALF_YEAR in indicator.periods:
        return half_year(until)
    if PeriodKind.ROLLING in indicator.periods:
        return rolling(until)
    this = year(until)
    return this if this.last == until else this.previous()


def frozen_figures(
    agency: Agency, until: date, come: Callable[[int], None]
) -> Iterator[frozen.Told]:
    baselines = baselines_in_force(agency)
    measured = [one for one in REGISTRY.values() if not one.waits]
    for number, one in enumerate(measured):
        scope = Scope(agency, period_for(one, until), clock.today())
        come(round(100 * number / len(measured)))
        steps = series(one, scope, PERIODS_SHOWN)
        now = line(one, steps[-2][1], steps[-1][1])
        said = verdict(now)
        assert one.shown is not None
        yield {
            "code": one.code,
            "name": str(one.name),
            "numerator": str(one.numerator),
            "denominator": str(one.denominator),
            "caution": str(one.caution),
            "source": one.source,
            "module": str(MODULES[one.module]),
            "direction": str(DIRECTIONS[one.direction]),
            "shown": one.shown,
            "attributes": list(one.attributes),
            "version": one.version,
            "since": one.since.isoformat(),
            "period": period_words(scope.period),
            "parts": [
                {"code": part, "name": str(part_name(part)), "numbers": _numbers(found)}
                for part, found in told(one, scope).items()
            ],
            "series": [
                {"period": period_words(period), "numbers": _numbers(found)}
                for period, found in steps
            ],
            "change": change_words(now.change),
            "verdict": "" if said is None else str(VERDICTS[said]),
            "baseline": _baseline(
                one, baselines.get((one.code, scope.period.kind)), steps[-1][1]
            ),
        }


def _baseline(
    indicator: Indicator, row: Baseline | None, now: Told
) -> frozen.Baseline | None:
    if row is None:
        return None
    return {
        "of": row.of,
        "value": row.value,
        "source": row.source,
        "caveat": row.caveat,
        "why": row.why,
        "change": change_words(since_baseline(indicator, row, now)),
    }


def _numbers(found: Told) -> frozen.Numbers:
    one = found.figure
    return {
        "value": one.value,
        "counted": one.counted,
        "among": one.among,
        "low": None if one.interval is None else one.interval.low,
        "high": None if one.interval is None else one.interval.high,
        "unchecked": one.unchecked,
        "waiting": one.waiting,
        "expected": one.expected,
        "version": found.version,
        "is_frozen": found.is_frozen,
        "is_hidden": False,
    }
