"""Which quarter of the venues had the highest risk when the period began?

The points are those of the risk rule, reckoned for that day from what was known by then:
neither a later finding nor a later holder counts.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from evidence.indicators.scope import Scope
from inspections.models import Finding, Tip, TipState
from inspections.rules.risk import VenueFacts, risk_factors, risk_table_on
from venues.models import Assignment, Licence, Venue

_QUARTER = 4


def top_quartile(scope: Scope) -> list[UUID]:
    """The venues, with those that have as many points as the last of them."""
    points = _points(scope)
    if not points:
        return []
    ranked = sorted(points.values(), reverse=True)
    least = ranked[max(len(ranked) // _QUARTER, 1) - 1]
    return sorted(venue for venue, score in points.items() if score >= least)


def share_in_top(scope: Scope) -> float | None:
    """The share of venues that these are: what visits without any choice would reach."""
    venues = _in_register(scope).count()
    return len(top_quartile(scope)) / venues if venues else None


def _in_register(scope: Scope) -> QuerySet[Venue]:
    day = scope.period.first
    return Venue.objects.filter(
        Q(started_on__isnull=True) | Q(started_on__lte=day),
        Q(ended_on__isnull=True) | Q(ended_on__gt=day),
        municipality=scope.municipality,
    )


def _points(scope: Scope) -> dict[UUID, int]:
    day = scope.period.first
    table = risk_table_on(day)
    found = _findings(scope, day, table.findings_days)
    told = _complaints(scope, day, table.complaints_days)
    held = dict(
        Assignment.objects.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
            venue__municipality=scope.municipality,
        ).values_list("venue", "valid_from")
    )
    allowed = {
        venue: (until, most)
        for venue, until, most in Licence.objects.valid_on(day)
        .filter(venue__municipality=scope.municipality)
        .order_by("version")
        .values_list("venue", "serving_until_minute", "max_persons")
    }
    points = {}
    for pk, kind, age, sales in _in_register(scope).values_list(
        "pk", "business_kind", "entry_age", "annual_sales_sek"
    ):
        until, most = allowed.get(pk, (None, None))
        facts = VenueFacts(
            kind,
            until,
            most,
            age,
            sales,
            found.get(pk, ()),
            held.get(pk),
            told.get(pk, ()),
        )
        points[pk] = sum(risk_factors(facts, day, table).values())
    return points


def _findings(
    scope: Scope, day: date, days: int
) -> dict[UUID, tuple[tuple[str, date], ...]]:
    """Severities by venue; the day itself stands for theirs, which all count alike."""
    rows = (
        Finding.objects.filter(
            agency=scope.agency,
            found_on__gt=day - timedelta(days=days),
            found_on__lte=day,
        )
        .order_by()
        .values_list("venue", "severity")
        .annotate(count=Count("pk"))
    )
    found: dict[UUID, tuple[tuple[str, date], ...]] = defaultdict(tuple)
    for venue, severity, count in rows:
        found[venue] += ((severity, day),) * count
    return found


def _complaints(scope: Scope, day: date, days: int) -> dict[UUID, tuple[date, ...]]:
    rows: Iterable[tuple[UUID, date]] = Tip.objects.filter(
        agency=scope.agency,
        state=TipState.CONFIRMED,
        received_on__gt=day - timedelta(days=days),
        received_on__lte=day,
    ).values_list("venue", "received_on")
    told: dict[UUID, tuple[date, ...]] = defaultdict(tuple)
    for venue, received_on in rows:
        told[venue] += (received_on,)
    return told
