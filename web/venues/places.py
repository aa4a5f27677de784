"""What the map beside the venue list shows, as GeoJSON: places, areas, squares."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from core import clock
from inspections.queries.heat import Heat, heat_of
from venues.models import Area, Venue
from venues.queries.venues import areas_visible_to
from web.asking import person
from web.venues.forms import VenueFilter
from web.venues.listing import asked_selection

_PLACES = 3000
Feature = dict[str, Any]


@require_GET
def venue_places(request: HttpRequest) -> JsonResponse:
    """The places of the venues that the list shows, and the areas."""
    places = _chosen(request).exclude(latitude=None).order_by("pk")[:_PLACES]
    areas = areas_visible_to(person(request), clock.today())
    return _collection([*map(_place, places), *map(_area, areas)])


@require_GET
def venue_heat(request: HttpRequest) -> JsonResponse:
    """The squares in which something was found at these venues, as one may see it."""
    squares = heat_of(person(request), _chosen(request), clock.today())
    most = squares[0].findings if squares else 1
    return _collection([_square(one, most) for one in squares])


def _chosen(request: HttpRequest) -> QuerySet[Venue]:
    form = VenueFilter(request.GET, user=person(request), today=clock.today())
    return asked_selection(request, form).fitting(_PLACES)


def _collection(features: list[Feature]) -> JsonResponse:
    return JsonResponse({"type": "FeatureCollection", "features": features})


def _place(venue: Venue) -> Feature:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [venue.longitude, venue.latitude]},
        "properties": {
            "name": venue.name,
            "address": venue.address,
            "href": reverse("venue_detail", args=[venue.pk]),
        },
    }


def _area(area: Area) -> Feature:
    return {
        "type": "Feature",
        "geometry": area.polygon,
        "properties": {"name": area.name, "area": True},
    }


def _square(heat: Heat, most: int) -> Feature:
    one = heat.square
    ring = [
        [one.west, one.south], [one.east, one.south], [one.east, one.north],
        [one.west, one.north], [one.west, one.south],
    ]  # fmt: skip
    venues = ngettext("%(count)s venue", "%(count)s venues", heat.venues)
    findings = ngettext("%(count)s finding", "%(count)s findings", heat.findings)
    return {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": [ring]},
        "properties": {
            "share": heat.findings / most,
            "findings": heat.findings,
            "said": _("%(findings)s at %(venues)s in two years")
            % {
                "findings": findings % {"count": heat.findings},
                "venues": venues % {"count": heat.venues},
            },
        },
    }
