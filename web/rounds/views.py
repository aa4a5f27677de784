"""Rounds: the list, one's own, and one round with all that can be done with it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import Invalid, NotFound
from core.nights import night_or_civil_date
from planning.models import Round, RoundState, Stop, Team
from planning.queries.rounds import rounds_planned_by, teams_of, with_done
from planning.services.asking import make_round
from planning.services.solving import progress_of
from venues.models import Venue
from web.asking import page_of, person
from web.rounds.forms import MoveForm, RoundForm, TeamForm, WishForm
from web.rounds.words import reason_of, why_left_out


@require_http_methods(["GET", "POST"])
def round_list(request: HttpRequest) -> HttpResponse:
    """The rounds one plans, one's own teams, and the form to begin a round."""
    plans = agencies_where(person(request), Capability.PLAN_OCCASIONS).exists()
    form = RoundForm(request.POST or None, user=person(request)) if plans else None
    if request.method == "POST":
        if form is None:
            raise NotFound(_("There is no such round, or it is not yours to see."))
        if form.is_valid():
            try:
                row = make_round(user=person(request), **form.cleaned_data)
            except Invalid as error:
                form.add_error(None, str(error.sentence))
            else:
                return redirect("round_detail", row.pk)
    mine = teams_of(person(request)).filter(
        round__night__gte=night_or_civil_date(clock.now())
    )
    return render(
        request,
        "rounds/list.html",
        {
            "form": form,
            "page": page_of(request, rounds_planned_by(person(request))),
            "mine": [(team, _stops(team.stops.all())) for team in mine],
        },
    )


def _stops(rows: Any) -> list[Stop]:
    return list(with_done(rows.select_related("venue")).order_by("place"))


@require_GET
def round_detail(request: HttpRequest, round_: UUID) -> HttpResponse:
    """One round: teams, wishes, the plan with its reasons, and what was left out."""
    row = found(request, round_)
    answer = shown(request, row, {})
    if request.headers.get("HX-Request") and row.state != RoundState.ASKED:
        answer["HX-Refresh"] = "true"  # the whole page: the plan has a map of its own
    return answer


def found(request: HttpRequest, round_: UUID) -> Round:
    """The round, when the person plans for its agency."""
    row = rounds_planned_by(person(request)).filter(pk=round_).first()
    if row is None:
        raise NotFound(_("There is no such round, or it is not yours to see."))
    return row


def shown(
    request: HttpRequest, row: Round, sent: Mapping[str, forms.BaseForm]
) -> HttpResponse:
    """The page of a round; `sent` are forms that came back with something wrong."""
    is_open = row.state in {RoundState.DRAFT, RoundState.PLANNED}
    is_planned = row.state in {RoundState.PLANNED, RoundState.SET}
    made: dict[str, forms.BaseForm] = {}
    if is_open:
        made |= {"team": TeamForm(row=row), "wish": WishForm(row=row, prefix="wish")}
    if is_planned:
        made["move"] = MoveForm(row=row, prefix="move")
    return render(
        request,
        "rounds/detail.html",
        {
            "round": row,
            "is_open": is_open,
            "is_planned": is_planned,
            "progress": progress_of(row) if row.state == RoundState.ASKED else None,
            "plan": [(team, _with_reasons(team, row)) for team in row.teams.all()],
            "teams": row.teams.prefetch_related("officers"),
            "wishes": row.wishes.select_related("venue"),
            "left_out": _left_out(row) if is_planned else [],
            "forms": {**made, **sent},
            "sent": sent,
            "tiles": settings.MAP_TILES,
            "attribution": settings.MAP_ATTRIBUTION,
        },
    )


def _with_reasons(team: Team, row: Round) -> list[tuple[Stop, str]]:
    return [(stop, reason_of(stop, row)) for stop in _stops(team.stops.all())]


def _left_out(row: Round) -> list[tuple[Venue, int, str]]:
    venues = Venue.objects.in_bulk([UUID(one["venue"]) for one in row.passed_over])
    here = set(row.stops.values_list("venue", flat=True))
    return [
        (venues[UUID(one["venue"])], one["prize"], why_left_out(one))
        for one in row.passed_over
        if UUID(one["venue"]) not in here
    ]


@require_GET
def round_map(request: HttpRequest, round_: UUID) -> JsonResponse:
    """The teams' ways as GeoJSON: a line each, and its stops with their numbers."""
    row = found(request, round_)
    features: list[dict[str, Any]] = []
    for number, team in enumerate(row.teams.all()):
        stops = [
            one for one in _stops(team.stops.all()) if one.venue.latitude is not None
        ]
        start = [team.longitude, team.latitude]
        line = [start, *([s.venue.longitude, s.venue.latitude] for s in stops), start]
        features.append(_feature("LineString", line, team=number, name=team.name))
        features += [
            _feature(
                "Point", [s.venue.longitude, s.venue.latitude],
                team=number, place=s.place, name=s.venue.name,
            )
            for s in stops
        ]  # fmt: skip
    return JsonResponse({"type": "FeatureCollection", "features": features})


def _feature(kind: str, where: Any, **told: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": kind, "coordinates": where},
        "properties": told,
    }
