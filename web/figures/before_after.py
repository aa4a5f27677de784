"""A figure before and after a measure, season against season."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from core.errors import NotFound
from evidence.indicators.before_after import BeforeAfter, before_after
from evidence.indicators.figure import Figure
from evidence.indicators.indicator import Indicator
from evidence.indicators.words import (
    counts_words,
    interval_words,
    rounded,
    value_words,
)
from web.figures.asked import indicator_asked, scope_asked
from web.figures.forms import MeasureForm
from web.parts.table import Cell, Column, Table

_COLUMNS = (
    Column(gettext_lazy("When")),
    Column(gettext_lazy("Value"), is_number=True),
    Column(gettext_lazy("Interval (95 per cent)"), is_number=True),
    Column(gettext_lazy("Counted"), is_number=True),
)


@require_GET
def figure_before_after(request: HttpRequest, code: str) -> HttpResponse:
    """The six months after a measure beside the same six a year before."""
    indicator = indicator_asked(code)
    scope = scope_asked(request, indicator)
    if indicator.shown is None or indicator.is_at_cut_off:
        raise NotFound(_("This indicator has nothing before and after a day."))
    form = MeasureForm(request.GET if "measure" in request.GET else None)
    measure: date | None = form.cleaned_data["measure"] if form.is_valid() else None
    found = measure and before_after(indicator, scope, measure)
    return render(
        request,
        "figures/before_after.html",
        {
            "indicator": indicator,
            "scope": scope,
            "form": form,
            "is_too_early": measure is not None and found is None,
            "found": found,
            "table": _table(indicator, found) if found else None,
            "ratio": _ratio(found) if found else "",
        },
    )


def _table(indicator: Indicator, found: BeforeAfter) -> Table:
    rows: list[tuple[tuple[date, date], Figure]] = [
        (found.seasons.before, found.before), (found.seasons.after, found.after),
    ]  # fmt: skip
    return Table(
        _COLUMNS,
        [
            (
                Cell(f"{first.isoformat()} – {last.isoformat()}"),
                Cell(value_words(indicator.shown, figure.value)),
                Cell(interval_words(indicator.shown, figure)),
                Cell(counts_words(figure)),
            )
            for (first, last), figure in rows
        ],
    )


def _ratio(found: BeforeAfter) -> str:
    """After over before in words; what an interval that holds 1 means is said."""
    if found.ratio is None:
        return _("The two cannot be divided: one of them has nothing to count.")
    said = _("After is %(ratio)s times before") % {
        "ratio": rounded(found.ratio.value, 2)
    }
    interval = found.ratio.interval
    if interval is None:
        return f"{said}: " + _("nothing after it, which says little of so few.")
    said += " " + _("(interval at 95 per cent: %(low)s–%(high)s).") % {
        "low": rounded(interval.low, 2), "high": rounded(interval.high, 2),
    }  # fmt: skip
    if interval.low <= 1 <= interval.high:
        said += " " + _("That may be chance alone.")
    return said
