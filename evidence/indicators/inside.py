"""Which visits were inside the Purple Flag area, as it was drawn on their night?"""

from django.db.models import Q

from evidence.indicators.scope import Scope
from venues.models import Area, Venue
from venues.queries.venues import within


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
