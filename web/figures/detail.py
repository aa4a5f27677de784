"""One indicator: what it means, how it stands, in parts and over time, and its rows."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from core.chart import BarChart, bar_chart
from core.errors import NotFound
from evidence.indicators.figure import Figure
from evidence.indicators.indicator import Indicator, Waiting
from evidence.indicators.parts import WHOLE, narrowed, part_name, parts_of
from evidence.indicators.scope import Scope
from evidence.indicators.telling import Told, series, since_baseline, told
from evidence.indicators.words import (
    DIRECTIONS,
    MODULES,
    beside,
    change_words,
    counts_words,
    interval_words,
    period_words,
    value_words,
)
from evidence.models import Baseline
from evidence.permissions import agencies_with_figures
from evidence.queries.baselines import baselines_in_force
from evidence.queries.publications import publication_of
from evidence.rules.period import Period
from web.asking import page_of, person
from web.figures.asked import (
    HALF_YEARS,
    address,
    choices,
    indicator_asked,
    scope_asked,
)
from web.figures.rows import row_table, with_what_is_shown
from web.parts.export import exported
from web.parts.table import Cell, Column, Table

_SAID = (
    Column(gettext_lazy("Value"), is_number=True),
    Column(gettext_lazy("Interval (95 per cent)"), is_number=True),
    Column(gettext_lazy("Counted"), is_number=True),
)


@require_GET
def figure_detail(request: HttpRequest, code: str) -> HttpResponse:
    """The indicator's page; while its facts are awaited, what it will mean."""
    indicator = indicator_asked(code)
    scope = scope_asked(request, indicator)
    shown = {
        "indicator": indicator,
        "module": MODULES[indicator.module],
        "direction": DIRECTIONS[indicator.direction],
        "scope": scope,
        "period": period_words(scope.period),
    }
    if isinstance(indicator.measure, Waiting):
        return render(
            request, "figures/detail.html", shown | {"awaited": indicator.measure.facts}
        )
    found = told(indicator, scope)
    whole = found[WHOLE].figure
    points = series(indicator, scope, HALF_YEARS)
    return render(
        request,
        "figures/detail.html",
        shown
        | {
            "periods": choices(scope, indicator),
            "agencies": agencies_with_figures(person(request)),
            "value": value_words(indicator.shown, whole.value),
            "interval": interval_words(indicator.shown, whole),
            "beside": beside(indicator.shown, whole),
            "parts": _told(
                gettext_lazy("Which part"),
                indicator,
                (
                    (
                        Cell(part_name(part), _rows_at(indicator, scope, part)),
                        one.figure,
                    )
                    for part, one in found.items()
                ),
            ),
            "chart": _chart(indicator, points),
            "series": _told(
                gettext_lazy("Period"),
                indicator,
                ((Cell(period_words(when)), one.figure) for when, one in points),
            ),
            "baseline": _baseline(indicator, scope, found[WHOLE]),
            "counted_rows": _rows_at(indicator, scope, WHOLE),
            "among_rows": _rows_at(indicator, scope, WHOLE, "among")
            if indicator.measure.among(scope) is not None
            else "",
            "publication": publication_of(scope.agency, scope.period),
        },
    )


def _baseline(
    indicator: Indicator, scope: Scope, now: Told
) -> tuple[Baseline, str, str] | None:
    """The baseline in force, its value and the change since, in words."""
    row = baselines_in_force(scope.agency).get((indicator.code, scope.period.kind))
    if row is None:
        return None
    change = change_words(since_baseline(indicator, row, now))
    return row, value_words(indicator.shown, row.value), change


def _told(
    first: Promise, indicator: Indicator, lines: Iterable[tuple[Cell, Figure]]
) -> Table:
    return Table(
        (Column(first), *_SAID),
        [
            (
                cell,
                Cell(value_words(indicator.shown, figure.value)),
                Cell(interval_words(indicator.shown, figure)),
                Cell(counts_words(figure)),
            )
            for cell, figure in lines
        ],
    )


def _chart(indicator: Indicator, points: Iterable[tuple[Period, Told]]) -> BarChart:
    return bar_chart(
        indicator.name,
        _("over time"),
        [
            (period_words(when), one.figure.value)
            for when, one in points
            if one.figure.value is not None
        ],
        shown=lambda value: value_words(indicator.shown, value),
    )


def _rows_at(
    indicator: Indicator, scope: Scope, part: str, side: str = "counted"
) -> str:
    return address("figure_rows", scope, indicator.code, part=part, side=side)


def _rows(
    indicator: Indicator, scope: Scope, part: str, *, is_among: bool
) -> QuerySet[Any] | None:
    measure = indicator.measure
    if isinstance(measure, Waiting) or part not in parts_of(indicator):
        return None
    asked = narrowed(scope, part)
    return measure.among(asked) if is_among else measure.counted(asked)


@require_GET
def figure_rows(request: HttpRequest, code: str) -> HttpResponse:
    """The rows that a figure counts, or among which it counts; or the same as a file."""
    indicator = indicator_asked(code)
    scope = scope_asked(request, indicator)
    part = request.GET.get("part", WHOLE)
    is_among = request.GET.get("side") == "among"
    rows = _rows(indicator, scope, part, is_among=is_among)
    if rows is None:
        raise NotFound(_("There are no rows behind this figure."))
    rows = with_what_is_shown(rows)
    file_form = request.GET.get("export", "")
    if file_form in {"csv", "xlsx"}:
        return exported(row_table(list(rows), rows.model), f"{code}-rows", file_form)
    page = page_of(request, rows)
    return render(
        request,
        "figures/rows.html",
        {
            "indicator": indicator,
            "scope": scope,
            "period": period_words(scope.period),
            "part": part_name(part),
            "is_among": is_among,
            "what": indicator.denominator if is_among else indicator.numerator,
            "page": page,
            "table": row_table(list(page), rows.model),
            "back": address("figure_detail", scope, code),
            "publication": publication_of(scope.agency, scope.period),
        },
    )
