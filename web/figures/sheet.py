"""Every figure of a period on one page; and freezing them."""

from collections.abc import Sequence

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from evidence.indicators.registry import REGISTRY
from evidence.indicators.telling import Line, Sheet, sheet
from evidence.indicators.verdict import Verdict, verdict
from evidence.indicators.words import (
    MODULES,
    VERDICTS,
    beside,
    change_words,
    counts_words,
    interval_words,
    period_words,
    value_words,
)
from evidence.models import PeriodKind, Publication
from evidence.permissions import agencies_with_figures
from evidence.queries.publications import is_intact
from evidence.rules.period import Period
from evidence.services.publishing import publish_figures
from web.asking import page_of, person
from web.deeds import done
from web.figures.asked import address, agency_asked, choices, scope_asked
from web.parts.export import exported
from web.parts.mark import Mark, Tone
from web.parts.table import Cell, Column, Table

_COLUMNS = (
    Column(gettext_lazy("Indicator")),
    Column(gettext_lazy("Value"), is_number=True),
    Column(gettext_lazy("Interval (95 per cent)"), is_number=True),
    Column(gettext_lazy("Counted"), is_number=True),
    Column(gettext_lazy("Since the period before")),
)

_TONES = {
    Verdict.BETTER: Tone.GOOD,
    Verdict.WORSE: Tone.CARE,
    Verdict.CHANCE: Tone.NONE,
}


@require_GET
def figure_sheet(request: HttpRequest) -> HttpResponse:
    """Every figure of a period; or the same as a file."""
    scope = scope_asked(request)
    found = sheet(scope.agency, scope.period, scope.today)
    measured = [one for one in found.lines if not one.indicator.waits]
    file_form = request.GET.get("export", "")
    if file_form in {"csv", "xlsx"}:
        name = _("figures")
        return exported(
            _table(measured, found), f"{name}-{scope.period.code}", file_form
        )
    modules = [
        (
            name,
            _table([one for one in measured if one.indicator.module is module], found),
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
            "periods": choices(scope),
            "agencies": agencies_with_figures(person(request)),
            "modules": [(name, table) for name, table in modules if table.rows],
            "waiting": [one for one in REGISTRY.values() if one.waits],
            "counted_at": found.counted_at,
            "publication": found.publication,
            "may_publish": scope.period.last < scope.today
            and may.filter(pk=scope.agency.pk).exists(),
        },
    )


def _table(lines: Sequence[Line], of: Sheet) -> Table:
    return Table(_COLUMNS, [_cells(line, of) for line in lines])


def _cells(line: Line, of: Sheet) -> list[Cell]:
    one, figure, mark = line.indicator, line.told.figure, _mark(line)
    notes = beside(one.shown, figure)
    if of.publication and not line.told.is_frozen:
        notes.append(_("not among the published figures: as it is now"))
    return [
        Cell(f"{one.code} {one.name}", address("figure_detail", of.scope, one.code)),
        Cell(value_words(one.shown, figure.value), note="; ".join(notes)),
        Cell(interval_words(one.shown, figure)),
        Cell(counts_words(figure)),
        Cell(change_words(line.change), marks=(mark,) if mark else ()),
    ]


def _mark(line: Line) -> Mark | None:
    said = verdict(line)
    return None if said is None else Mark(VERDICTS[said], _TONES[said])


class PublishForm(forms.Form):
    """Why a period that was published is published anew."""

    reason = forms.CharField(
        label=gettext_lazy("Why anew"), required=False, max_length=500
    )


@require_POST
def figures_publish(request: HttpRequest) -> HttpResponse:
    """Freeze the figures of the period in the address."""
    scope = scope_asked(request)
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
        address("figure_sheet", scope),
        _("The figures are frozen: they stay as they are now."),
    )


@require_GET
def publication_list(request: HttpRequest) -> HttpResponse:
    """What was published, every revision of it."""
    agency_asked(request)
    seen = agencies_with_figures(person(request))
    rows = (
        Publication.objects.filter(agency__in=seen)
        .select_related("agency", "published_by")
        .prefetch_related("figures")
    )
    page = page_of(request, rows)
    named = [
        (
            row,
            period_words(Period(row.first, row.last, PeriodKind(row.kind))),
            is_intact(row),
        )
        for row in page
    ]
    return render(request, "figures/published.html", {"page": page, "rows": named})
