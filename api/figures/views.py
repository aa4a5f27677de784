"""Indicators and figures for other systems: read only, as the person may see them."""

import re
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Agency, User
from api.errors import PROBLEMS
from api.figures.shapes import IndicatorShape, PeriodShape
from core import clock
from core.errors import Invalid, NotFound
from evidence.indicators.indicator import Indicator, Waiting
from evidence.indicators.parts import WHOLE, parts_of
from evidence.indicators.registry import REGISTRY
from evidence.indicators.scope import Scope
from evidence.indicators.telling import Told, sheet, told
from evidence.models import Publication
from evidence.permissions import agencies_with_figures
from evidence.queries.baselines import InForce, baselines_in_force
from evidence.queries.publications import publication_of
from evidence.rules.period import Period, period_named

_ASKED = [
    OpenApiParameter(
        "period", str, required=True, description="2026H1, 2026, R12-2026-06-30"
    ),
    OpenApiParameter(
        "agency", int, description="one of one's own; the first when left out"
    ),
]


def _agency(request: Request) -> Agency:
    assert isinstance(request.user, User)
    seen = agencies_with_figures(request.user).order_by("pk")
    asked = request.query_params.get("agency", "")
    if asked:
        is_number = re.fullmatch(r"[0-9]{1,9}", asked) is not None
        seen = seen.filter(pk=int(asked)) if is_number else seen.none()
    found = seen.first()
    if found is None:
        raise NotFound(
            _("There is no such agency, or its figures are not yours to see.")
        )
    return found


def _period(request: Request) -> Period:
    found = period_named(request.query_params.get("period", ""))
    if found is None:
        raise Invalid(
            _("Name the period with ?period=, as 2026H1, 2026 or R12-2026-06-30."),
            code="period_missing",
        )
    return found


def _texts(text: str | Promise) -> dict[str, str]:
    said = {}
    for language in ("sv", "en"):
        with override(language):
            said[language] = str(text)
    return said


def _definition(one: Indicator) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": _texts(one.name),
        "numerator": _texts(one.numerator),
        "denominator": _texts(one.denominator),
        "attributes": list(one.attributes),
        "periods": sorted(one.periods),
        "direction": one.direction,
        "shown": one.shown,
        "parts": list(parts_of(one)),
        "version": one.version,
        "since": one.since,
        "awaits": _texts(one.measure.facts)
        if isinstance(one.measure, Waiting)
        else None,
    }


def _figure(
    code: str, part: str, one: Told, baselines: InForce, period: Period
) -> dict[str, Any]:
    figure = one.figure
    return {
        "code": code,
        "part": part,
        "version": one.version,
        "value": figure.value,
        "counted": figure.counted,
        "among": figure.among,
        "low": figure.interval and figure.interval.low,
        "high": figure.interval and figure.interval.high,
        "unchecked": figure.unchecked,
        "waiting": figure.waiting,
        "expected": figure.expected,
        "baseline": baselines.get((code, period.kind)) if part == WHOLE else None,
    }


def _answer(
    scope: Scope, publication: Publication | None, figures: list[dict[str, Any]]
) -> Response:
    return Response(
        PeriodShape(
            {
                "agency": scope.agency.pk,
                "period": scope.period.code,
                "first": scope.period.first,
                "last": scope.period.last,
                "published_at": publication and publication.published_at,
                "revision": publication and publication.revision,
                "figures": figures,
            }
        ).data
    )


class Indicators(APIView):
    """Every definition, in both languages."""

    @extend_schema(responses={200: IndicatorShape(many=True), **PROBLEMS})
    def get(self, _request: Request) -> Response:
        return Response(
            [IndicatorShape(_definition(one)).data for one in REGISTRY.values()]
        )


class Figures(APIView):
    """Every figure of a period that has a value, without its parts."""

    @extend_schema(
        operation_id="figures_list",
        parameters=_ASKED,
        responses={200: PeriodShape, **PROBLEMS},
    )
    def get(self, request: Request) -> Response:
        found = sheet(_agency(request), _period(request), clock.today())
        baselines = baselines_in_force(found.scope.agency)
        rows = [
            _figure(
                line.indicator.code, WHOLE, line.told, baselines, found.scope.period
            )
            for line in found.lines
            if not line.indicator.waits
        ]
        return _answer(found.scope, found.publication, rows)


class Figure(APIView):
    """One figure of a period, with all its parts."""

    @extend_schema(parameters=_ASKED, responses={200: PeriodShape, **PROBLEMS})
    def get(self, request: Request, code: str) -> Response:
        indicator = REGISTRY.get(code)
        if indicator is None:
            raise NotFound(_("There is no such indicator."))
        scope = Scope(_agency(request), _period(request), clock.today())
        baselines = baselines_in_force(scope.agency)
        rows = [
            _figure(code, part, one, baselines, scope.period)
            for part, one in told(indicator, scope).items()
        ]
        return _answer(scope, publication_of(scope.agency, scope.period), rows)
