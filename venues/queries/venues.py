"""Venues: who may see them, and finding one."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from venues.models import Area, Licence, RegisterImport, Venue
from venues.rules.area import is_inside


def venues_visible_to(user: User) -> QuerySet[Venue]:
    """The venues of every municipality in which the person may see them."""
    return Venue.objects.filter(
        municipality__in=municipalities_where(user, Capability.SEE_VENUES)
    )


def matching(venues: QuerySet[Venue], words: str) -> QuerySet[Venue]:
    """Venues in which every word occurs: in name, address, restaurant number, or name or
    organisation number of the present holder.
    """
    asked = words.split()[:8]
    for word in asked:
        venues = venues.filter(
            Q(name__icontains=word)
            | Q(address__icontains=word)
            | Q(restaurangnummer__startswith=word)
            | Q(assignments__holder__name__icontains=word, assignments__valid_to=None)
            | Q(
                assignments__holder__organisation_number__startswith=word,
                assignments__valid_to=None,
            )
        )
    return venues.distinct() if asked else venues


def serving_after(venues: QuerySet[Venue], minute: int, today: date) -> QuerySet[Venue]:
    """Venues whose licence of today lets them serve past that minute of the night."""
    late = Licence.objects.valid_on(today).filter(serving_until_minute__gt=minute)
    return venues.filter(Exists(late.filter(venue=OuterRef("pk"))))


def within(venues: QuerySet[Venue], area: Area) -> QuerySet[Venue]:
    """Venues whose place lies in the area."""
    placed = venues.exclude(latitude=None).values_list("pk", "latitude", "longitude")
    inside = [
        pk
        for pk, latitude, longitude in placed
        if latitude is not None
        and longitude is not None
        and is_inside(latitude, longitude, area.polygon)
    ]
    return venues.filter(pk__in=inside)


def areas_visible_to(user: User, today: date) -> QuerySet[Area]:
    """The areas in force of the municipalities whose venues the person may see."""
    return Area.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=today),
        valid_from__lte=today,
        municipality__in=municipalities_where(user, Capability.SEE_VENUES),
    )


def imports_visible_to(user: User) -> QuerySet[RegisterImport]:
    """Imports of the municipalities whose register the person may bring in."""
    return RegisterImport.objects.filter(
        municipality__in=municipalities_where(user, Capability.IMPORT_REGISTER)
    ).defer("content")
