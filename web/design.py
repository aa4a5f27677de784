"""One page that shows every part in every state; for staff."""

from datetime import UTC, datetime

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from accounts.permissions import capabilities_held
from core.chart import bar_chart
from inspections.models import Severity
from web.asking import person
from web.parts.mark import COLOURS, Mark, Tone, severity_mark
from web.parts.table import Cell, Column, KeyFigure, Table

_NIGHT = datetime(2026, 11, 21, 0, 40, tzinfo=UTC)


class ExampleForm(forms.Form):
    """One field of each kind."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        help_text=gettext_lazy("Help stands above the field."),
    )
    choice = forms.ChoiceField(
        label=gettext_lazy("Choice"), choices=[("a", "A"), ("b", "B")]
    )
    many = forms.MultipleChoiceField(
        label=gettext_lazy("Several"), choices=[("a", "A"), ("b", "B")],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    ticked = forms.BooleanField(label=gettext_lazy("Ticked"))


@require_GET
def design(request: HttpRequest) -> HttpResponse:
    """Every part in every state; closed to whoever has no role."""
    if not capabilities_held(person(request)):
        raise PermissionDenied
    messages.info(request, _("A message stands here until the next page."))
    messages.error(request, _("A message of a failure says what to do now."))
    return render(
        request,
        "design.html",
        {
            "colours": ["accent", "dusk", *COLOURS.values()],
            "marks": [Mark(tone.value, tone) for tone in Tone],
            "severities": [severity_mark(one) for one in Severity.values],
            "figures": [
                KeyFigure(_("Venues visited this year"), 41, 60, note="68 %"),
                KeyFigure(_("Overdue"), 3, 60, mark=Mark(_("overdue"), Tone.BAD)),
                KeyFigure(_("Nothing to count"), None, note=_("a dash, never a zero")),
            ],
            "table": _table(),
            "blank": ExampleForm(auto_id="blank_%s"),
            "wrong": ExampleForm({"text": ""}, auto_id="wrong_%s"),
            "chart": bar_chart(
                _("Findings by severity"),
                _("findings"),
                [(one.label, n) for one, n in zip(Severity, (9, 4, 1), strict=True)],
            ),
            "beyond": bar_chart(
                _("Head counts"),
                _("guests"),
                [("22:40", 84), ("00:10", 131)],
                (_("Permitted number"), 120),
            ),
            "instant": _NIGHT,
            "figure": 1234567.5,
        },
    )


def _table() -> Table:
    return Table(
        [Column(_("Venue"), sort="name"), Column(_("Due")), Column(_("Points"), is_number=True)],
        [
            [Cell("Krogen Påhittad", "#table"), Cell("2026-12-01"), Cell(14)],
            [
                Cell("Bar Exempel", "#table", note="Exempelgatan 3"),
                Cell("2026-11-01", marks=(Mark(_("overdue"), Tone.BAD),)),
                Cell(8),
            ],
            [Cell("Nattklubb Fingerad", "#table"), Cell(None), Cell(0)],
        ],
        caption=_("A table that becomes cards on a narrow screen"),
        sort="name",
    )  # fmt: skip
