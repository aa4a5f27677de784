"""How long an agency's visits have taken, from opening to closing at the door."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery

from accounts.models import Agency
from inspections.models import Entry, Section, Visit, VisitKind
from planning.models import Stop, StopKind
from planning.rules.visit_minutes import LEARNED_DAYS, VisitType, visit_minutes

_MOST = 2000


def minutes_by_type(agency: Agency, night: date) -> Mapping[VisitType, int]:
    """Whole minutes to plan for a visit of each type on that night."""
    known: dict[VisitType, list[int]] = {kind: [] for kind in VisitType}
    closing = set(
        Stop.objects.filter(
            round__agency=agency, kind=StopKind.CLOSING,
            round__night__gte=night - timedelta(days=LEARNED_DAYS),
        ).values_list("venue", "round__night")
    )  # fmt: skip
    for venue, on, started_at, closed_at, agencies in _visits(agency, night):
        if (venue, on) in closing:
            kind = VisitType.CLOSING
        else:
            kind = VisitType.JOINT if agencies > 1 else VisitType.ALONE
        known[kind].append(round((closed_at - started_at).total_seconds() / 60))
    return {kind: visit_minutes(kind, minutes) for kind, minutes in known.items()}


def _visits(
    agency: Agency, night: date
) -> Iterable[tuple[UUID, date, datetime, datetime, int]]:
    closed = (
        Entry.objects.filter(visit=OuterRef("pk"), section=agency.code, kind="closed")
        .order_by("-recorded_at")
        .values("recorded_at")[:1]
    )
    took_part = (
        Section.objects.filter(visit=OuterRef("pk"), agency__isnull=False)
        .order_by()
        .values("visit")
        .annotate(count=Count("pk"))
        .values("count")
    )
    rows = Visit.objects.filter(
        kind=VisitKind.OUTER,
        night__gt=night - timedelta(days=LEARNED_DAYS),
        night__lt=night,
        same_as=None,
        pk__in=Section.objects.filter(agency=agency).values("visit"),
    ).annotate(closed_at=Subquery(closed), agencies=Subquery(took_part))
    return (
        rows.exclude(closed_at=None)
        .order_by("-night", "pk")
        .values_list("venue", "night", "started_at", "closed_at", "agencies")[:_MOST]
    )
