"""Venue managers: which venues are theirs, for how long, and who manages a venue.

An access is held for a holder. It opens what happened while that holder had the venue;
what happened before and after is another's. Only while the holder still has it may the
person do something there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from accounts.models import User
from core import clock
from venues.models import Assignment, Holder, Venue, VenueAccess

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Window:
    """A time at a venue that somebody may look into, both days included."""

    venue: UUID
    first: date | None
    last: date | None


def accesses_in_force(day: date) -> QuerySet[VenueAccess]:
    """The venue managers of a day whose accounts are open."""
    return VenueAccess.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=day),
        started_on__lte=day,
        user__is_active=True,
    )


def of_present_holder(rows: QuerySet[Row], day: date) -> QuerySet[Row]:
    """Those rows with `venue` and `holder` whose holder has the venue on a day; without a
    holder only where the register has never known one.
    """
    present = Assignment.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=day),
        Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        venue=OuterRef("venue"),
        holder=OuterRef("holder"),
    )
    nobody = ~Exists(Assignment.objects.filter(venue=OuterRef("venue")))
    return rows.filter(Exists(present) | (Q(holder=None) & nobody))


def present_holder(venue: Venue, day: date) -> Holder | None:
    """Who has the venue on a day; none where the register knows none."""
    held = Assignment.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=day),
        Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        venue=venue,
    ).select_related("holder")
    row = held.order_by("valid_from").last()
    return None if row is None else row.holder


def current_accesses(day: date) -> QuerySet[VenueAccess]:
    """Those of them whose holder has the venue today."""
    rows = accesses_in_force(day).filter(venue__ended_on=None)
    return of_present_holder(rows, day)


def venues_managed_by(user: User) -> QuerySet[Venue]:
    """The venues of which the person is a manager today, for the holder that has them."""
    mine = current_accesses(clock.today()).filter(user=user)
    return Venue.objects.filter(pk__in=mine.values("venue"))


def venues_looked_into_by(user: User) -> QuerySet[Venue]:
    """Those, and the venues that a holder had for whom the person still has access."""
    mine = accesses_in_force(clock.today()).filter(user=user)
    return Venue.objects.filter(pk__in=mine.values("venue"))


def managers_of(venue: Venue) -> QuerySet[User]:
    """Whoever manages the venue today."""
    there = current_accesses(clock.today()).filter(venue=venue)
    return User.objects.filter(pk__in=there.values("user")).order_by("name", "pk")


def windows_of(accesses: Sequence[VenueAccess]) -> list[Window]:
    """The times that accesses open: their holders' assignments; where the register knows
    no holder, from the day on which the access began.
    """
    found = [
        window
        for one in accesses
        if one.holder_id is None and (window := _before_any_holder(one)) is not None
    ]
    held = Q(pk__in=())
    for one in accesses:
        if one.holder_id is not None:
            held |= Q(venue=one.venue_id, holder=one.holder_id)
    rows = Assignment.objects.filter(held)
    return [
        *found,
        *(Window(one.venue_id, one.valid_from, one.valid_to) for one in rows),
    ]


def _before_any_holder(access: VenueAccess) -> Window | None:
    """The time of an access for nobody known: until the register knew a holder."""
    begins = list(
        Assignment.objects.filter(venue=access.venue_id).values_list(
            "valid_from", flat=True
        )
    )
    if not begins:
        return Window(access.venue_id, access.started_on, None)
    known = [day for day in begins if day is not None]
    if len(known) < len(begins):  # somebody has had it for ever
        return None
    return Window(access.venue_id, access.started_on, min(known) - timedelta(days=1))


def windows_of_person(user: User) -> list[Window]:
    """The times that the person may look into."""
    return windows_of(list(accesses_in_force(clock.today()).filter(user=user)))


def within_windows(windows: Sequence[Window], venue: str, day: str) -> Q:
    """A condition on rows by the names of their venue and civil day."""
    found = Q(pk__in=())
    for one in windows:
        part = Q(**{venue: one.venue})
        if one.first is not None:
            part &= Q(**{f"{day}__gte": one.first})
        if one.last is not None:
            part &= Q(**{f"{day}__lte": one.last})
        found |= part
    return found
