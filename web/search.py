"""Search from every page: venues by name, address, number or holder; visits by diary
number; and whatever id somebody pasted.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.identifiers import uuid_or_none
from inspections.queries.sections import sections_visible_to, visits_visible_to
from venues.queries.venues import matching, venues_visible_to
from web.asking import person
from web.parts.mark import ENDED
from web.parts.table import Cell, Column, Table

_SHOWN = 30


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """What the words find, among what this person may see."""
    words = request.GET.get("q", "").strip()[:200]
    return render(
        request,
        "search.html",
        {
            "asked": words,
            "venues": _venues(request, words) if words else None,
            "visits": _visits(request, words) if words else None,
        },
    )


def _venues(request: HttpRequest, words: str) -> Table:
    found = matching(venues_visible_to(person(request)), words)
    return Table(
        [Column(_("Name")), Column(_("Restaurant number")), Column(_("Address"))],
        [
            [
                Cell(
                    venue.name,
                    reverse("venue_detail", args=[venue.pk]),
                    marks=(ENDED,) if venue.ended_on else (),
                ),
                Cell(venue.restaurangnummer),
                Cell(venue.address),
            ]
            for venue in found.order_by("ended_on", "name", "pk")[:_SHOWN]
        ],
    )


def _visits(request: HttpRequest, words: str) -> Table:
    user = person(request)
    by_number = sections_visible_to(user).filter(
        agency__isnull=False, diary_number__icontains=words
    )
    visits = visits_visible_to(user).filter(pk__in=by_number.values("visit"))
    pasted = uuid_or_none(words)
    if pasted is not None:
        visits = visits_visible_to(user).filter(pk=pasted)
    return Table(
        [Column(_("Night")), Column(_("Venue"))],
        [
            [
                Cell(visit.night, reverse("visit_detail", args=[visit.pk])),
                Cell(visit.venue.name),
            ]
            for visit in visits.select_related("venue").order_by("-started_at")[:_SHOWN]
        ],
    )
