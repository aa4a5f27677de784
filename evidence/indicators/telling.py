"""Figures as they are told: frozen where the period was published, else reckoned now."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256

from accounts.models import Agency
from core import clock
from core.changes import last_changes
from core.kept import keep, kept
from evidence.indicators.figure import NOTHING, Figure
from evidence.indicators.indicator import Indicator, Waiting
from evidence.indicators.measure import Shown
from evidence.indicators.parts import WHOLE, narrowed, parts_of
from evidence.indicators.registry import REGISTRY
from evidence.indicators.scope import Scope
from evidence.models import Baseline, FrozenFigure, Publication
from evidence.queries.publications import publication_of
from evidence.rules.change import Change, change
from evidence.rules.interval import Interval
from evidence.rules.period import Period

KEPT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with the version of the definition it was reckoned by, and whether it was
    published.
    """

    figure: Figure
    version: int
    is_frozen: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator in a period, and how it changed since the period before."""

    indicator: Indicator
    told: Told
    before: Told
    change: Change


@dataclass(frozen=True, slots=True)
class Sheet:
    """All figures of a period. `publication` when they are frozen."""

    scope: Scope
    lines: tuple[Line, ...]
    counted_at: datetime
    publication: Publication | None


def reckoned(indicator: Indicator, scope: Scope, part: str = WHOLE) -> Figure:
    """The figure from the facts as they are now; nothing while its facts are awaited."""
    if isinstance(indicator.measure, Waiting):
        return NOTHING
    return indicator.measure.figure(narrowed(scope, part))


def indicators_for(period: Period) -> list[Indicator]:
    """Those that are meant for periods of this kind."""
    return [one for one in REGISTRY.values() if period.kind in one.periods]


def frozen_figure(row: FrozenFigure) -> Told:
    """A published figure as it was reckoned."""
    interval = (
        None if row.low is None or row.high is None else Interval(row.low, row.high)
    )
    return Told(
        Figure(
            row.value, row.counted, row.among, interval,
            row.unchecked, row.waiting, row.expected,
        ),
        row.version,
        is_frozen=True,
    )  # fmt: skip


def told(indicator: Indicator, scope: Scope) -> dict[str, Told]:
    """The figure and its parts: as published, where the period was, else as of now."""
    publication = publication_of(scope.agency, scope.period)
    return _frozen(publication, [indicator]).get(indicator.code) or {
        part: _live(indicator, scope, part) for part in parts_of(indicator)
    }


def series(indicator: Indicator, scope: Scope, count: int) -> list[tuple[Period, Told]]:
    """The figure in so many periods, the last of them the scope's own."""
    return [
        (period, _whole(indicator, replace(scope, period=period)))
        for period in scope.period.back(count)
    ]


def line(indicator: Indicator, before: Told, now: Told) -> Line:
    """The figure beside that of the period before."""
    return Line(indicator, now, before, _changed(indicator, before, now))


def since_baseline(indicator: Indicator, baseline: Baseline, now: Told) -> Change:
    """How the figure has changed since its baseline; broken when it was another one."""
    was = Told(Figure(baseline.value), baseline.version)
    return _changed(indicator, was, now)


def _changed(indicator: Indicator, before: Told, now: Told) -> Change:
    return change(
        before.figure.value,
        now.figure.value,
        is_share=indicator.shown is Shown.PERCENT,
        same_definition=before.version == now.version,
    )


def sheet(agency: Agency, period: Period, today: date) -> Sheet:
    """Every figure of the period beside that of the period before.

    What is not frozen is kept for a minute, or until the agency's visits or the
    register change: `counted_at` says of when it is.
    """
    scope = Scope(agency, period, today)
    earlier = replace(scope, period=period.previous())
    indicators = indicators_for(period)
    now_told, counted_at = _all_told(indicators, scope)
    was_told, _earlier_at = _all_told(indicators, earlier)
    lines = tuple(
        line(one, was_told[one.code], now_told[one.code]) for one in indicators
    )
    return Sheet(scope, lines, counted_at, publication_of(agency, period))


def _live(indicator: Indicator, scope: Scope, part: str = WHOLE) -> Told:
    return Told(reckoned(indicator, scope, part), indicator.version)


def _frozen(
    publication: Publication | None, indicators: Collection[Indicator]
) -> dict[str, dict[str, Told]]:
    """What was published of these, by code and part."""
    found: dict[str, dict[str, Told]] = defaultdict(dict)
    if publication is not None:
        codes = [one.code for one in indicators]
        for row in publication.figures.filter(indicator__in=codes):
            found[row.indicator][row.part] = frozen_figure(row)
    return found


def _whole(indicator: Indicator, scope: Scope) -> Told:
    publication = publication_of(scope.agency, scope.period)
    frozen = _frozen(publication, [indicator]).get(indicator.code)
    return frozen[WHOLE] if frozen else _live(indicator, scope)


def _all_told(
    indicators: Collection[Indicator], scope: Scope
) -> tuple[dict[str, Told], datetime]:
    publication = publication_of(scope.agency, scope.period)
    frozen = {
        code: parts[WHOLE] for code, parts in _frozen(publication, indicators).items()
    }
    live = [one for one in indicators if one.code not in frozen]
    found, counted_at = _reckoned_lately(live, scope) if live else ({}, clock.now())
    return frozen | found, counted_at


def _reckoned_lately(
    indicators: Collection[Indicator], scope: Scope
) -> tuple[dict[str, Told], datetime]:
    changes = last_changes(
        (f"agency:{scope.agency.pk}", f"venues:{scope.municipality}")
    )
    # What was published since is not asked for again: the codes are part of the key.
    codes = sha256("-".join(one.code for one in indicators).encode()).hexdigest()
    key = f"figures:{scope.agency.pk}:{scope.period.code}:{scope.today}:{codes}"
    reached = tuple(sorted(changes.items()))
    held = kept(key)
    if held is not None and held[0] == reached:
        return dict(held[1]), held[2]
    counted_at = clock.now()
    found = {one.code: _live(one, scope) for one in indicators}
    keep(key, (reached, found, counted_at), KEPT_SECONDS)
    return found, counted_at
