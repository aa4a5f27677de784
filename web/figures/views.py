"""Figures: all of a period, one with everything behind it, and publishing them."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from accounts.models import Agency
from accounts.permissions import agencies_where, capabilities_held
from accounts.rules.capabilities import Capability
from core import clock
from core.chart import bar_chart
from core.errors import NotFound
from evidence.indicators.indicator import Indicator, Waiting
from evidence.indicators.parts import narrowed, part_name, parts_of
from evidence.indicators.registry import REGISTRY
from evidence.indicators.scope import Scope
from evidence.models import PeriodKind, Publication
from evidence.permissions import agencies_with_figures
from evidence.queries.figures import Line, publication_of, series, sheet, told
from evidence.rules.period import Period, half_year, period_named, rolling, year
from evidence.services.publishing import publish_figures
from web.asking import chosen_agency, page_of, person
from web.deeds import done
from web.figures.rows import row_table, with_what_is_shown
from web.figures.words import (
    DIRECTIONS,
    MODULES,
    beside,
    change_mark,
    change_words,
    counts_words,
    interval_words,
    period_words,
    value_words,
)
from web.parts.export import exported
from web.parts.table import Cell, Column, Table

_PERIODS_BACK = 6
_COLUMNS = (
    Column(gettext_lazy("Indicator")),
    Column(gettext_lazy("Value"), is_number=True),
    Column(gettext_lazy("95 % interval"), is_number=True),
    Column(gettext_lazy("Counted"), is_number=True),
    Column(gettext_lazy("Since the period before")),
)


def _agency(request: HttpRequest) -> Agency:
    found = chosen_agency(request, Capability.READ_SECTIONS)
    if found is None:
        raise NotFound(_("There is no such page, or it is not yours to see."))
    return found


def _period(request: HttpRequest) -> Period:
    asked = period_named(request.GET.get("period", ""))
    return half_year(clock.today()) if asked is None else asked


def _scope(request: HttpRequest, indicator: Indicator | None = None) -> Scope:
    """What the address asks for; a period of a kind that the indicator has."""
    period = _period(request)
    if indicator is not None and period.kind not in indicator.periods:
        kinds = [period_named(one) for one, _name in _periods()]
        period = next(
            (one for one in kinds if one and one.kind in indicator.periods), period
        )
    return Scope(_agency(request), period, clock.today())


def _periods() -> list[tuple[str, str]]:
    """The periods one may choose among: code and words, latest first of each kind."""
    today = clock.today()
    month_ended = rolling(today.replace(day=1)).previous()
    halves = half_year(today).back(_PERIODS_BACK)[::-1]
    years = year(today).back(_PERIODS_BACK // 2)[::-1]
    twelve = rolling(half_year(today).previous().last).back(_PERIODS_BACK // 2)[::-1]
    shown = [*halves, *years, month_ended, *twelve]
    return [(one.code, period_words(one)) for one in dict.fromkeys(shown)]


def _indicator(code: str) -> Indicator:
    found = REGISTRY.get(code)
    if found is None:
        raise NotFound(_("There is no such indicator."))
    return found


def _address(name: str, scope: Scope, *args: str, **more: str) -> str:
    asked = {"agency": str(scope.agency.pk), "period": scope.period.code, **more}
    return reverse(name, args=args, query=asked)


@require_GET
def figure_sheet(request: HttpRequest) -> HttpResponse:
    """Every figure of a period; or the same as a file."""
    scope = _scope(request)
    found = sheet(scope.agency, scope.period, scope.today)
    measured = [one for one in found.lines if not one.indicator.waits]
    table = _sheet_table(measured, scope)
    file_form = request.GET.get("export", "")
    if file_form in {"csv", "xlsx"}:
        return exported(table, f"{_('figures')}-{scope.period.code}", file_form)
    modules = [
        (
            name,
            _sheet_table(
                [one for one in measured if one.indicator.module is module], scope
            ),
        )
        for module, name in MODULES.items()
    ]
    may = agencies_where(person(request), Capability.PUBLISH_FIGURES)
    return render(
        request,
        "figures/sheet.html",
        {
            "scope": scope,
            "period": period_words(scope.period),
            "periods": _periods(),
            "agencies": agencies_with_figures(person(request)),
            "modules": [(name, one) for name, one in modules if one.rows],
            "waiting": [one for one in REGISTRY.values() if one.waits],
            "counted_at": found.counted_at,
            "publication": found.publication,
            "may_publish": scope.period.last < scope.today
            and may.filter(pk=scope.agency.pk).exists(),
        },
    )


def _sheet_table(lines: list[Line], scope: Scope) -> Table:
    return Table(
        _COLUMNS,
        [
            (
                Cell(
                    f"{line.indicator.code} {line.indicator.name}",
                    _address("figure_detail", scope, line.indicator.code),
                ),
                Cell(
                    value_words(line.indicator, line.told.figure.value),
                    note="; ".join(beside(line.indicator, line.told.figure)),
                ),
                Cell(interval_words(line.indicator, line.told.figure)),
                Cell(counts_words(line.told.figure)),
                Cell(
                    change_words(line.change),
                    marks=(mark,)
                    if (mark := change_mark(line.indicator, line.change))
                    else (),
                ),
            )
            for line in lines
        ],
    )


@require_GET
def figure_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator: what it means, how it stands, in parts and over time."""
    indicator = _indicator(code)
    scope = _scope(request, indicator)
    found = told(indicator, scope)
    points = [] if indicator.waits else series(indicator, scope, _PERIODS_BACK)
    publication = publication_of(scope.agency, scope.period)
    return render(
        request,
        "figures/detail.html",
        {
            "indicator": indicator,
            "module": MODULES[indicator.module],
            "direction": DIRECTIONS[indicator.direction],
            "awaited": indicator.measure.facts
            if isinstance(indicator.measure, Waiting)
            else "",
            "scope": scope,
            "period": period_words(scope.period),
            "periods": [
                (asked, words)
                for asked, words in _periods()
                if (one := period_named(asked)) and one.kind in indicator.periods
            ],
            "agencies": agencies_with_figures(person(request)),
            "whole": found[""].figure,
            "value": value_words(indicator, found[""].figure.value),
            "interval": interval_words(indicator, found[""].figure),
            "beside": beside(indicator, found[""].figure),
            "parts": Table(
                (
                    Column(_("Part")), Column(_("Value"), is_number=True),
                    Column(_("95 % interval"), is_number=True),
                    Column(_("Counted"), is_number=True),
                ),
                [
                    (
                        Cell(part_name(part), _rows_at(indicator, scope, part)),
                        Cell(value_words(indicator, one.figure.value)),
                        Cell(interval_words(indicator, one.figure)),
                        Cell(counts_words(one.figure)),
                    )
                    for part, one in found.items()
                ],
            ),
            "chart": bar_chart(
                _("Over time"),
                "%" if indicator.shown == "percent" else _("value"),
                [
                    (period_words(period), round(one.figure.value * _scale(indicator), 2))
                    for period, one in points
                    if one.figure.value is not None
                ],
            ),
            "series": [
                (period_words(period), value_words(indicator, one.figure.value),
                 interval_words(indicator, one.figure), counts_words(one.figure))
                for period, one in points
            ],
            "counted_rows": _rows_at(indicator, scope, ""),
            "among_rows": _rows_at(indicator, scope, "", "among")
            if indicator.among
            else "",
            "publication": publication,
        },
    )  # fmt: skip


def _scale(indicator: Indicator) -> int:
    return 100 if indicator.shown == "percent" else 1


def _rows_at(
    indicator: Indicator, scope: Scope, part: str, side: str = "counted"
) -> str:
    if indicator.waits:
        return ""
    return _address("figure_rows", scope, indicator.code, part=part, side=side)


@require_GET
def figure_rows(request: HttpRequest, code: str) -> HttpResponse:
    """The rows that a figure counts, or among which it counts; or the same as a file."""
    indicator = _indicator(code)
    scope = _scope(request, indicator)
    part = request.GET.get("part", "")
    is_among = request.GET.get("side") == "among"
    counted = indicator.among if is_among else indicator.rows
    if isinstance(indicator.measure, Waiting) or counted is None:
        raise NotFound(_("There are no rows behind this figure."))
    if part not in parts_of(indicator):
        raise NotFound(_("The figure has no such part."))
    asked = narrowed(scope, part)
    measure = indicator.measure
    rows = measure.among(asked) if is_among else measure.counted(asked)
    assert rows is not None
    rows = with_what_is_shown(rows, counted)
    file_form = request.GET.get("export", "")
    if file_form in {"csv", "xlsx"}:
        return exported(row_table(list(rows), counted), f"{code}-rows", file_form)
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
            "table": row_table(list(page), counted),
            "back": _address("figure_detail", scope, code),
            "publication": publication_of(scope.agency, scope.period),
        },
    )


class PublishForm(forms.Form):
    """Why a period that was published is published anew."""

    reason = forms.CharField(
        label=gettext_lazy("Why anew"), required=False, max_length=500
    )


@require_POST
def figures_publish(request: HttpRequest) -> HttpResponse:
    """Freeze the figures of the period in the address."""
    scope = _scope(request)
    form = PublishForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    return done(
        request,
        lambda: publish_figures(
            user=person(request),
            agency=scope.agency,
            period=scope.period,
            reason=reason,
        ),
        _address("figure_sheet", scope),
        _("The figures are frozen: they stay as they are now."),
    )


@require_GET
def publication_list(request: HttpRequest) -> HttpResponse:
    """What was published, every revision of it."""
    seen = agencies_with_figures(person(request))
    if Capability.READ_SECTIONS not in capabilities_held(person(request)):
        raise NotFound(_("There is no such page, or it is not yours to see."))
    rows = Publication.objects.filter(agency__in=seen).select_related(
        "agency", "published_by"
    )
    page = page_of(request, rows)
    return render(
        request,
        "figures/published.html",
        {"page": page, "rows": [(row, _published_period(row)) for row in page]},
    )


def _published_period(row: Publication) -> str:
    return period_words(Period(row.first, row.last, PeriodKind(row.kind)))
