"""Venues: who may see them, and finding one."""

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from venues.models import RegisterImport, Venue


def venues_visible_to(user: User) -> QuerySet[Venue]:
    """The venues of every municipality in which the person may see them."""
    return Venue.objects.filter(
        municipality__in=municipalities_where(user, Capability.SEE_VENUES)
    )


def matching(venues: QuerySet[Venue], words: str) -> QuerySet[Venue]:
    """Venues in which every word occurs: in name, address, number or present holder."""
    for word in words.replace("\x00", " ").split()[:8]:
        venues = venues.filter(
            Q(name__icontains=word)
            | Q(address__icontains=word)
            | Q(restaurangnummer__startswith=word)
            | Q(assignments__holder__name__icontains=word, assignments__valid_to=None)
        )
    return venues.distinct()


def imports_visible_to(user: User) -> QuerySet[RegisterImport]:
    """Imports of the municipalities whose register the person may bring in."""
    return RegisterImport.objects.filter(
        municipality__in=municipalities_where(user, Capability.IMPORT_REGISTER)
    ).defer("content")
