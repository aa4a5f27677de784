"""People who are taught or work at venues: whose they are to see, and who is a double."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from training.models import Employment, Person
from venues.models import Venue
from venues.queries.access import of_present_holder


def people_visible_to(user: User) -> QuerySet[Person]:
    """Everybody in the municipalities for which the person organises training; doubles
    that were merged are not shown again.
    """
    return Person.objects.filter(
        municipality__in=municipalities_where(user, Capability.ORGANISE_TRAINING),
        merged_into=None,
    )


def working_on(rows: QuerySet[Employment], day: date) -> QuerySet[Employment]:
    """The employments in force on a day."""
    return rows.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=day),
        started_on__lte=day,
        withdrawn_on=None,
    )


def employed_at(venue: Venue, day: date) -> QuerySet[Employment]:
    """Everybody who is or was listed there by whoever holds the venue on that day."""
    return of_present_holder(Employment.objects.filter(venue=venue), day)


def staff_of_venue(venue: Venue, day: date) -> QuerySet[Employment]:
    """Who works at the venue on a day, by name."""
    rows = working_on(employed_at(venue, day), day)
    return rows.select_related("person", "notified_as").order_by(
        "person__name", "role", "pk"
    )


@dataclass(frozen=True, slots=True)
class Doubles:
    """People who may be one, and why."""

    by_email: bool
    people: tuple[Person, ...]


def likely_doubles(people: QuerySet[Person], most: int = 50) -> list[Doubles]:
    """People with the same address, or the same name at the same venue."""
    rows = list(people.order_by("made_at", "pk"))
    by_email: dict[object, list[Person]] = defaultdict(list)
    for one in rows:
        if one.email:
            by_email[one.municipality_id, one.email.casefold()].append(one)
    found = [Doubles(True, tuple(one)) for one in by_email.values() if len(one) > 1]
    told = {one.pk for group in found for one in group.people}
    found += [
        Doubles(False, group)
        for group in _same_name_and_venue(rows)
        if not told.issuperset(one.pk for one in group)
    ]
    return found[:most]


def _same_name_and_venue(rows: list[Person]) -> list[tuple[Person, ...]]:
    known: Mapping[UUID, Person] = {one.pk: one for one in rows}
    places: dict[object, dict[object, Person]] = defaultdict(dict)
    for person, venue in Employment.objects.filter(person__in=list(known)).values_list(
        "person", "venue"
    ):
        one = known[person]
        places[venue, " ".join(one.name.casefold().split())][person] = one
    return [tuple(group.values()) for group in places.values() if len(group) > 1]
