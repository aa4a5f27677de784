"""What a figure is held against: the baseline in force, those before it, and a new one."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from core.errors import NotFound
from evidence.indicators.indicator import Indicator
from evidence.indicators.parts import WHOLE
from evidence.indicators.scope import Scope
from evidence.indicators.telling import since_baseline, told
from evidence.indicators.words import change_words, period_words, value_words
from evidence.queries.baselines import baselines_in_force, baselines_of
from evidence.services.baselines import set_baseline
from web.asking import person
from web.deeds import taken
from web.figures.asked import address, indicator_asked, scope_asked
from web.figures.forms import BaselineForm


@require_http_methods(["GET", "POST"])
def figure_baseline(request: HttpRequest, code: str) -> HttpResponse:
    """The baselines of a figure; and setting another."""
    indicator = indicator_asked(code)
    scope = scope_asked(request, indicator)
    if indicator.shown is None:
        raise NotFound(_("This indicator has no value yet to hold against anything."))
    if request.method == "GET":
        return _page(
            request,
            indicator,
            scope,
            BaselineForm(indicator=indicator, initial={"kind": scope.period.kind}),
        )
    form = BaselineForm(request.POST, indicator=indicator)
    return taken(
        request, form,
        lambda **said: set_baseline(
            user=person(request), agency=scope.agency, indicator=indicator, **said,
        ),
        lambda wrong: _page(request, indicator, scope, wrong),
        then=address("figure_baseline", scope, code), said=_("It is saved."),
    )  # fmt: skip


def _page(
    request: HttpRequest, indicator: Indicator, scope: Scope, form: forms.BaseForm
) -> HttpResponse:
    may = agencies_where(person(request), Capability.PUBLISH_FIGURES)
    now = told(indicator, scope)[WHOLE]
    rows = baselines_of(scope.agency, indicator.code)
    in_force = {one.pk for one in baselines_in_force(scope.agency).values()}
    return render(
        request,
        "figures/baseline.html",
        {
            "indicator": indicator,
            "scope": scope,
            "period": period_words(scope.period),
            "value": value_words(indicator.shown, now.figure.value),
            "baselines": [
                {
                    "row": one,
                    "value": value_words(indicator.shown, one.value),
                    "change": change_words(since_baseline(indicator, one, now))
                    if one.kind == scope.period.kind
                    else "",
                    "in_force": one.pk in in_force,
                }
                for one in rows
            ],
            "may": may.filter(pk=scope.agency.pk).exists(),
            "form": form,
        },
    )
