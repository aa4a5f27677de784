"""Sheets of incidents: taken in as published, shown with what does not agree."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.rules.capabilities import Capability
from core.bilingual import tongue
from core.errors import NotAllowed, NotFound
from evidence.indicators.incident_words import (
    published_words,
    remark_words,
    share_words,
)
from evidence.indicators.words import change_words
from evidence.queries.sheets import (
    sheet_of,
    sheets_visible_to,
    template_named,
    templates,
)
from evidence.rules.incident_sheet import (
    Count,
    Sheet,
    Template,
    remarks,
    trend_of,
)
from evidence.services.sheets import take_sheet
from web.asking import chosen_municipality, municipality_in_hand, page_of, person
from web.deeds import page_of_it, taken
from web.evidence.forms import SheetForm
from web.parts.export import exported
from web.parts.mark import Mark, Tone
from web.parts.table import Cell, Column, Table


@require_http_methods(["GET", "POST"])
def sheet_list(request: HttpRequest) -> HttpResponse:
    """Every sheet, the latest first; and taking one in."""
    municipality_in_hand(request, Capability.SEE_EVIDENCE)
    if request.method == "GET":
        return _list(request, SheetForm())
    there = chosen_municipality(request, Capability.APPROVE_EVIDENCE)
    if there is None:
        raise NotAllowed(_("Only who leads takes in sheets."))
    return taken(
        request, SheetForm(request.POST, request.FILES),
        lambda file, **said: take_sheet(
            user=person(request), municipality=there, file_name=file.name,
            content=file.read(), **said,
        ),
        lambda wrong: _list(request, wrong), then=page_of_it("sheet_detail"),
        said=_("It is taken in as it was published."),
    )  # fmt: skip


def _list(request: HttpRequest, form: forms.BaseForm) -> HttpResponse:
    user = person(request)
    return render(
        request,
        "evidence/sheets.html",
        {
            "page": page_of(request, sheets_visible_to(user)),
            "form": form,
            "templates": [
                (one.code, one.name[tongue()], one.about[tongue()])
                for one in templates().values()
            ],
            "leads": chosen_municipality(request, Capability.APPROVE_EVIDENCE),
        },
    )


@require_GET
def sheet_detail(request: HttpRequest, sheet: UUID) -> HttpResponse:
    """The sheet as published beside what we reckon; or the same as a file."""
    row = sheets_visible_to(person(request)).filter(pk=sheet).first()
    if row is None:
        raise NotFound(_("There is no such sheet, or it is not yours to see."))
    template, read = template_named(row.template), sheet_of(row)
    table = _table(template, read)
    file_form = request.GET.get("export", "")
    if file_form in {"csv", "xlsx"}:
        return exported(table, row.template, file_form)
    return render(
        request,
        "evidence/sheet.html",
        {
            "row": row,
            "table": table,
            "remarks": [remark_words(template, one) for one in remarks(template, read)],
        },
    )


@require_GET
def sheet_template(_request: HttpRequest, code: str) -> HttpResponse:
    """An empty sheet to fill in."""
    template = template_named(code)
    period = _("period")
    empty = Sheet(
        tuple(f"{period} {number}" for number in range(1, template.periods + 1)),
        {one.code: (Count(None, None),) * template.periods for one in template.lines},
        {one.code: None for one in template.lines},
    )
    table = _table(template, empty)
    columns = table.columns[: 1 + 2 * template.periods]
    return exported(
        Table(columns, [row[: len(columns)] for row in table.rows]), code, "xlsx"
    )


def _table(template: Template, read: Sheet) -> Table:
    doubted = {one.line for one in remarks(template, read)}
    every, alcohol = _("all"), _("alcohol")
    columns = [Column(_("Line"))]
    for period in read.periods:
        columns += [
            Column(f"{period} {every}", is_number=True),
            Column(f"{period} {alcohol}", is_number=True),
        ]
    columns += [
        Column(_("Alcohol-related share"), is_number=True),
        Column(_("Change, published"), is_number=True),
        Column(_("Change, reckoned"), is_number=True),
    ]
    return Table(
        columns,
        [
            (
                Cell(
                    line.name,
                    marks=(Mark(_("does not agree"), Tone.CARE),)
                    if line.code in doubted
                    else (),
                ),
                *_counts(read.counts[line.code]),
                Cell(share_words(read.counts[line.code][-1])),
                Cell(published_words(read.trends[line.code])),
                Cell(change_words(trend_of(read.counts[line.code]))),
            )
            for line in template.lines
        ],
        caption=_("As it was published, beside what we reckon"),
    )


def _counts(counts: tuple[Count, ...]) -> list[Cell]:
    return [Cell(number) for one in counts for number in (one.all, one.alcohol)]
