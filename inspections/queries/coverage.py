"""How an agency stands: whom it has seen this year, who is overdue, what is late.

Counted over the whole register, so kept for a minute; `counted_at` says when.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce

from accounts.models import Agency
from core import clock
from core.changes import last_changes
from core.kept import begin_alone, keep, kept
from core.nights import local
from inspections.models import Entry, Section
from inspections.queries.due_list import DueVenue, due_list
from inspections.queries.due_statement import DueFilter
from inspections.queries.sections import log_entry
from inspections.rules.contract import Kind
from inspections.rules.fold import LogEntry, fold_section
from inspections.rules.protocol_dates import protocol_promised_on
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


@dataclass(frozen=True, slots=True)
class Promise:
    """A section that is not sealed yet, the day its protocol was promised for, and how
    many items of it have answers that differ.
    """

    section: Section
    promised_on: date
    is_late: bool
    conflicts: int


def promises_of(agencies: list[int], today: date, limit: int) -> list[Promise]:
    """The unsealed sections of agencies, oldest first, with the day that was promised."""
    rows = (
        Section.objects.filter(agency__in=agencies, sealed_at=None)
        .select_related("visit__venue", "agency")
        .order_by("visit__started_at", "pk")[:limit]
    )
    found, torn = [], _conflicts_in(rows)
    for section in rows:
        promised = protocol_promised_on(local(section.visit.started_at).date())
        conflicts = torn.get((section.visit_id, section.code), 0)
        found.append(Promise(section, promised, promised < today, conflicts))
    return found


def _conflicts_in(sections: Iterable[Section]) -> dict[tuple[UUID, str], int]:
    """How many items conflict in each section, read for all of them together."""
    logs: dict[tuple[UUID, str], list[LogEntry]] = defaultdict(list)
    places = {(section.visit_id, section.code) for section in sections}
    for row in Entry.objects.filter(
        visit__in={visit for visit, _ in places},
        kind__in=[Kind.ANSWERED, Kind.RETRACTED],
        is_late=False,
    ).select_related("stream"):
        if (row.visit_id, row.section) in places:
            logs[row.visit_id, row.section].append(log_entry(row))
    return {place: len(fold_section(log).conflicts) for place, log in logs.items()}
