"""The figures that the yearly national survey asks for, on a page and as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import clock
from evidence.indicators.scope import Scope
from evidence.indicators.words import period_words
from evidence.indicators.yearly_report import Answer, yearly_report
from evidence.models import PeriodKind
from evidence.permissions import agencies_with_figures
from evidence.rules.period import period_named, year
from web.asking import person
from web.figures.asked import YEARS, agency_asked
from web.parts.export import exported
from web.parts.table import Cell, Column, Table


@require_GET
def figures_yearly(request: HttpRequest) -> HttpResponse:
    """A calendar year: the last that has ended when the address names none."""
    today = clock.today()
    asked = period_named(request.GET.get("period", ""))
    period = (
        asked
        if asked is not None and asked.kind is PeriodKind.YEAR
        else year(today).previous()
    )
    scope = Scope(agency_asked(request), period, today)
    groups = yearly_report(scope)
    file_form = request.GET.get("export", "")
    if file_form in {"csv", "xlsx"}:
        every = [(group.title, one) for group in groups for one in group.answers]
        name = _("survey")
        head = (Column(_("Matter")), Column(_("Asked")), Column(_("Count")))
        lines = [(Cell(title), *_cells(one)) for title, one in every]
        return exported(Table(head, lines), f"{name}-{period.code}", file_form)
    columns = (Column(_("Asked")), Column(_("Count"), is_number=True))
    offered = dict.fromkeys([*year(today).back(YEARS)[::-1], period])
    return render(
        request,
        "figures/yearly.html",
        {
            "scope": scope,
            "period": period_words(period),
            "periods": [(one.code, period_words(one)) for one in offered],
            "agencies": agencies_with_figures(person(request)),
            "is_over": period.last < today,
            "groups": [
                (group.title, Table(columns, [_cells(one) for one in group.answers]))
                for group in groups
            ],
        },
    )


def _cells(one: Answer) -> tuple[Cell, Cell]:
    count = Cell(_("not recorded")) if one.count is None else Cell(one.count)
    return Cell(one.asked), count
