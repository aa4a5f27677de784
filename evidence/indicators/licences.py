"""Venues that hold a licence, in a period and on a day; and how many on the average."""

from collections import defaultdict
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from evidence.indicators.scope import Scope
from venues.models import Audience, Duration, Licence, Venue

_FOR_GOOD = (Duration.PERMANENT, Duration.SEASONAL)


def licences_between(scope: Scope, first: date, last: date) -> QuerySet[Licence]:
    """Permanent licences to serve the public, in force on a day of these: both kinds
    that hold until further notice, all year or every season.
    """
    return Licence.objects.annotate(said=Cast("audiences", TextField())).filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=last),
        Q(valid_to__isnull=True) | Q(valid_to__gte=first),
        Q(venue__ended_on__isnull=True) | Q(venue__ended_on__gte=first),
        venue__municipality=scope.municipality,
        duration__in=_FOR_GOOD,
        said__contains=f'"{Audience.PUBLIC.value}"',
    )


def licences(scope: Scope) -> QuerySet[Licence]:
    """Those in force on a day of the period."""
    return licences_between(scope, scope.period.first, scope.until)


def licensed_venues(scope: Scope) -> QuerySet[Venue]:
    """The venues that held one on a day of the period."""
    return _with(scope, licences(scope))


def venues_licensed_at_the_end(scope: Scope) -> QuerySet[Venue]:
    """The venues that held one on the period's last day, or hold one today."""
    return _with(scope, licences_between(scope, scope.until, scope.until))


def _with(scope: Scope, held: QuerySet[Licence]) -> QuerySet[Venue]:
    return Venue.objects.filter(
        Exists(held.filter(venue=OuterRef("pk"))), municipality=scope.municipality
    )


def hundreds_of_licences(scope: Scope) -> float:
    """The mean number of venues with a licence over the period's days, divided by 100."""
    first, last = scope.period.first, scope.until
    if last < first:
        return 0.0
    spans: dict[UUID, list[tuple[date, date]]] = defaultdict(list)
    rows = licences(scope).values_list(
        "venue", "valid_from", "valid_to", "venue__ended_on"
    )
    for venue, begins, ends, ended in rows.order_by():
        until = min(one for one in (ends, ended, last) if one is not None)
        spans[venue].append((max(begins or first, first), until))
    days = sum(_days(one) for one in spans.values())
    return days / ((last - first).days + 1) / 100


def _days(spans: list[tuple[date, date]]) -> int:
    """The days that lie in any of the spans, each counted once."""
    total, reached = 0, date.min
    for begins, ends in sorted(spans):
        new = max(begins, reached + timedelta(days=1)) if total else begins
        if ends >= new:
            total += (ends - new).days + 1
            reached = ends
    return total
