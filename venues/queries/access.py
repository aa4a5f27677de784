"""Venue managers: which venues are theirs, and who manages a venue."""

from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import User
from core import clock
from venues.models import Venue, VenueAccess


def accesses_in_force(day: date) -> QuerySet[VenueAccess]:
    """The venue managers of a day whose accounts are open."""
    return VenueAccess.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=day),
        started_on__lte=day,
        user__is_active=True,
    )


def venues_managed_by(user: User) -> QuerySet[Venue]:
    """The venues of which the person is a manager today."""
    mine = accesses_in_force(clock.today()).filter(user=user)
    return Venue.objects.filter(pk__in=mine.values("venue"))


def managers_of(venue: Venue) -> QuerySet[User]:
    """Whoever manages the venue today."""
    there = accesses_in_force(clock.today()).filter(venue=venue)
    return User.objects.filter(pk__in=there.values("user")).order_by("name", "pk")
