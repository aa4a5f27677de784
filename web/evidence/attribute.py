"""One attribute: its evidence, its scores, and asking somebody for more."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.models import Municipality
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import NotFound
from evidence.indicators.registry import REGISTRY
from evidence.models import Item, Score
from evidence.queries.appraisals import Appraised, appraised
from evidence.rules.scheme import Named, Scheme
from evidence.services.items import ask_for
from evidence.services.scoring import score_attribute
from web.asking import person
from web.deeds import taken
from web.evidence.asked import municipality_asked, scheme_asked
from web.evidence.forms import AskForm, ScoreForm
from web.evidence.table import item_table
from web.parts.table import Cell, Column, Table


def _attribute(scheme: Scheme, code: str) -> Named:
    found = scheme.attribute(code)
    if found is None:
        raise NotFound(_("The scheme has no such attribute."))
    return found


@require_GET
def attribute_detail(request: HttpRequest, code: str) -> HttpResponse:
    """The attribute with everything that speaks for it."""
    return _page(request, municipality_asked(request), scheme_asked(request), code)


def _page(
    request: HttpRequest,
    there: Municipality,
    scheme: Scheme,
    code: str,
    *,
    score: forms.BaseForm | None = None,
    ask: forms.BaseForm | None = None,
) -> HttpResponse:
    attribute = _attribute(scheme, code)
    area = scheme.area_of(code)
    rows = (
        Item.objects.filter(
            municipality=there, placements__scheme=scheme.it.code,
            placements__attribute=code,
        )
        .select_related("owner")
        .distinct()
    )  # fmt: skip
    scores = Score.objects.filter(
        municipality=there, scheme=scheme.it.code, attribute=code
    ).order_by("-noted_at", "-pk")
    may = municipalities_where(person(request), Capability.APPROVE_EVIDENCE)
    return render(
        request,
        "evidence/attribute.html",
        {
            "attribute": attribute,
            "area": area.it if area else None,
            "scheme": scheme,
            "table": item_table(list(rows), clock.today()),
            "figures": [
                one
                for one in REGISTRY.values()
                if code in one.attributes and not one.waits
            ],
            "scores": [
                (one, scheme.scale.get(one.score))
                for one in scores.select_related("noted_by")
            ],
            "appraised": _appraised_table(
                [one for one in appraised(there, scheme) if one.attribute == code],
                scheme,
            ),
            "may_approve": may.filter(pk=there.pk).exists(),
            "score_form": score
            or ScoreForm(scheme=scheme, initial={"scored_on": clock.today()}),
            "ask_form": ask or AskForm(municipality=there, scheme=scheme),
        },
    )


def _appraised_table(found: list[Appraised], scheme: Scheme) -> Table:
    zones = {one.code: one.name for one in scheme.zones}
    return Table(
        (
            Column(_("Night")), Column(_("Time zone")), Column(_("Score")),
            Column(_("What was seen")),
        ),
        [
            (
                Cell(one.night), Cell(zones.get(one.zone, "–")),
                Cell(f"{one.score} {scheme.scale[one.score].name}")
                if one.score in scheme.scale
                else Cell(one.score),
                Cell(one.text),
            )
            for one in found
        ],
    )  # fmt: skip


@require_POST
def attribute_score(request: HttpRequest, code: str) -> HttpResponse:
    """Note a score."""
    there, scheme = municipality_asked(request), scheme_asked(request)
    _attribute(scheme, code)

    def take(**said: Any) -> object:
        return score_attribute(
            user=person(request), municipality=there, scheme=scheme, attribute=code,
            **said,
        )  # fmt: skip

    return taken(
        request, ScoreForm(request.POST, scheme=scheme), take,
        lambda wrong: _page(request, there, scheme, code, score=wrong),
        then=reverse("attribute_detail", args=[code]), said=_("It is saved."),
    )  # fmt: skip


@require_POST
def attribute_ask(request: HttpRequest, code: str) -> HttpResponse:
    """Ask somebody for evidence."""
    there, scheme = municipality_asked(request), scheme_asked(request)
    _attribute(scheme, code)

    def take(zone: str, **said: Any) -> object:
        return ask_for(
            user=person(request), municipality=there, scheme=scheme,
            places=[(code, zone)], **said,
        )  # fmt: skip

    return taken(
        request, AskForm(request.POST, municipality=there, scheme=scheme), take,
        lambda wrong: _page(request, there, scheme, code, ask=wrong),
        then=reverse("attribute_detail", args=[code]),
        said=_("It is asked for, and will be reminded of."),
    )  # fmt: skip
