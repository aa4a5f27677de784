"""How an agency stands: whom it has seen this year, who is overdue, what is late.

Counted over the whole register, so kept for a minute; `counted_at` says when.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce

from accounts.models import Agency
from core import clock
from core.changes import last_changes
from core.kept import begin_alone, keep, kept
from inspections.models import Section
from inspections.queries.due_list import DueVenue, due_list
from inspections.queries.due_statement import DueFilter
from venues.models import Venue

KEPT_SECONDS, _OLD, _COUNTING_SECONDS, _SOONEST = 60, 10, 5, 8


@dataclass(frozen=True, slots=True)
class Standing:
    """`visited` of `venues` seen this year; `oldest` waits longest, since `oldest_on`
    (its last visit, or since it came into the register when `oldest_is_unseen`);
    `soonest` fall due next; `to_put_right` have a finding with a deadline.
    `reached`: the last changes that are counted.
    """

    counted_at: datetime
    venues: int
    visited: int
    overdue: int
    oldest: str
    oldest_name: str
    oldest_on: date | None
    oldest_is_unseen: bool
    soonest: tuple[DueVenue, ...]
    to_put_right: tuple[DueVenue, ...]
    reached: tuple[tuple[str, int], ...] = ()


def standing_of(agency: Agency, today: date) -> Standing:
    """The agency's standing: counted anew when a section of it or the register has
    changed, and every minute at least.

    One reader counts, and meanwhile the others are shown what there is.
    """
    key = f"standing:{agency.pk}:{today}"
    scopes = (f"agency:{agency.pk}", f"venues:{agency.municipality_id}")
    reached = tuple(sorted(last_changes(scopes).items()))
    found: Standing | None = kept(key)
    if found is not None:
        age = clock.now() - found.counted_at
        if found.reached == reached and age < timedelta(seconds=KEPT_SECONDS):
            return found
        if not begin_alone(f"{key}:counting", _COUNTING_SECONDS):
            return found
    found = replace(_counted(agency, today), reached=reached)
    keep(key, found, KEPT_SECONDS * _OLD)
    return found


def _counted(agency: Agency, today: date) -> Standing:
    venues = Venue.objects.filter(municipality=agency.municipality_id, ended_on=None)
    seen = Section.objects.filter(agency=agency, visited_on__isnull=False)
    last = (
        seen.filter(venue=OuterRef("pk"))
        .values("venue")
        .annotate(last=Max("visited_on"))
        .values("last")
    )
    oldest = (
        venues.annotate(
            seen_on=Subquery(last), since=Coalesce("seen_on", F("started_on"))
        )
        .exclude(since=None)
        .order_by("since", "pk")
        .first()
    )
    due = due_list(agency, today)
    this_year = seen.filter(
        visited_on__gte=date(today.year, 1, 1), venue__ended_on=None
    ).aggregate(count=Count("venue", distinct=True))
    return Standing(
        counted_at=clock.now(),
        venues=venues.count(),
        visited=this_year["count"],
        overdue=sum(row.due_on < today for row in due),
        oldest="" if oldest is None else str(oldest.pk),
        oldest_name="" if oldest is None else oldest.name,
        oldest_on=None if oldest is None else oldest.since,
        oldest_is_unseen=oldest is not None and oldest.seen_on is None,
        soonest=tuple(due[:_SOONEST]),
        to_put_right=tuple(
            due_list(agency, today, DueFilter(has_deadline=True), limit=_SOONEST)
        ),
    )
