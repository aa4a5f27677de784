"""Which visits, and which points of walks, lay in the Purple Flag area as it was drawn on
their night?
"""

from uuid import UUID

from django.db.models import Q, QuerySet

from evidence.indicators.scope import Scope
from situation.models import WalkPoint
from venues.models import Area, Venue
from venues.queries.venues import within
from venues.rules.area import is_inside


def areas_of(scope: Scope) -> list[Area]:
    """The versions of the area that were in force on a day of the period."""
    rows = Area.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=scope.period.first),
        municipality=scope.municipality,
        valid_from__lte=scope.period.last,
    )
    return list(rows.order_by("pk"))


def venues_inside(scope: Scope) -> Q:
    """The visit's venue lies in the version of its night; on the border is inside."""
    found = Q(pk__in=[])
    venues = Venue.objects.filter(municipality=scope.municipality)
    for area in areas_of(scope):
        nights = Q(visit__night__gte=area.valid_from)
        if area.valid_to is not None:
            nights &= Q(visit__night__lte=area.valid_to)
        inside = list(within(venues, area).values_list("pk", flat=True))
        found |= nights & Q(venue__in=inside)
    return found


def points_inside(scope: Scope, points: QuerySet[WalkPoint]) -> list[UUID]:
    """The keys of the points that lie in the version of their night; those without a
    position lie nowhere.
    """
    # Every version: what is mended in the period may have been seen before it.
    areas = list(Area.objects.filter(municipality=scope.municipality))
    rows = points.filter(
        walk__municipality=scope.municipality, latitude__isnull=False
    ).order_by()
    return [
        key
        for key, latitude, longitude, night in rows.values_list(
            "pk", "latitude", "longitude", "walk__night"
        )
        if latitude is not None
        and longitude is not None
        and any(
            area.valid_from <= night
            and (area.valid_to is None or night <= area.valid_to)
            and is_inside(latitude, longitude, area.polygon)
            for area in areas
        )
    ]
