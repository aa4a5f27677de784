"""What stands in a calendar: days by which something is to be done, and nights.

No word of what was found, and no planned visit: a calendar lies on telephones and on
other people's servers. What is settled or cancelled stays for a while as cancelled, so
that every copy of the calendar hears of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from accounts.models import CalendarFeed
from cases.models import Case, CaseState
from cases.queries.cases import cases_visible_to
from core import clock
from core.nights import local, night_bounds
from inspections.queries.obligations import obligations_visible_to
from inspections.queries.occasions import occasions_visible_to
from inspections.rules.obligation import BY_VENUE
from planning.models import RoundState, Team

_BACK = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Happening:
    """An event. `uid` never changes; `sequence` grows with every change; a date lasts
    all day, instants are told in Swedish time.
    """

    uid: str
    sequence: int
    begins: date | datetime
    ends: date | datetime
    title: str
    link: str
    changed_at: datetime
    is_cancelled: bool = False


def happenings_of(feed: CalendarFeed) -> Iterator[Happening]:
    """Everything in a calendar, as its subscriber may see it today."""
    since = clock.today() - _BACK
    yield from _findings(feed, since)
    yield from _cases(feed, since)
    yield from _nights(feed, since)
    if feed.agency is None:
        yield from _shifts(feed, since)


def _day(day: date) -> tuple[date, date]:
    return day, day + timedelta(days=1)


def _findings(feed: CalendarFeed, since: date) -> Iterator[Happening]:
    rows = obligations_visible_to(feed.user).filter(due_on__gte=since)
    rows = (
        rows.filter(responsible=feed.user)
        if feed.agency is None
        else rows.filter(agency=feed.agency)
    )
    for row in rows.annotate(count=Count("steps"), last=Max("steps__at")):
        assert row.due_on is not None
        yield Happening(
            f"finding-{row.agency_id}-{row.finding}", row.count, *_day(row.due_on),
            _("To be put right: %(venue)s, %(item)s")
            % {"venue": row.venue.name, "item": row.item},
            f"/findings/{row.finding}/", row.last, row.state not in BY_VENUE,
        )  # fmt: skip


def _cases(feed: CalendarFeed, since: date) -> Iterator[Happening]:
    rows = cases_visible_to(feed.user).filter(
        Q(answer_by__gte=since) | Q(appeal_until__gte=since)
    )
    rows = (
        rows.filter(Q(opened_by=feed.user) | Q(drafted_by=feed.user))
        if feed.agency is None
        else rows.filter(agency=feed.agency)
    )
    for row in rows.annotate(count=Count("steps"), last=Max("steps__at")):
        yield from _clocks(row)


def _clocks(row: Case) -> Iterator[Happening]:
    clocks = (
        (
            "answer",
            row.answer_by,
            CaseState.COMMUNICATED,
            _("Answer wanted in %(case)s"),
        ),
        ("appeal", row.appeal_until, CaseState.SERVED, _("Appeal until, %(case)s")),
    )
    for name, day, state, title in clocks:
        if day is not None:
            yield Happening(
                f"case-{row.pk}-{name}", row.count, *_day(day),  # type: ignore[attr-defined]
                title % {"case": row.name}, f"/cases/{row.pk}/",
                row.last or clock.now(), row.state != state,  # type: ignore[attr-defined]
            )  # fmt: skip


def _nights(feed: CalendarFeed, since: date) -> Iterator[Happening]:
    rows = occasions_visible_to(feed.user).filter(night__gte=since)
    if feed.agency is not None:
        rows = rows.filter(invited=feed.agency)
    for row in rows:
        begins, ends = night_bounds(row.night)
        yield Happening(
            f"night-{row.pk}", 0, local(begins), local(ends),
            _("Joint night: %(name)s") % {"name": row.name}, f"/occasions/{row.pk}/",
            begins,
        )  # fmt: skip


def _shifts(feed: CalendarFeed, since: date) -> Iterator[Happening]:
    """One's own shifts, without the stops: those are on the tablet."""
    rows = Team.objects.filter(
        officers=feed.user, round__night__gte=since, round__set_at__isnull=False
    ).select_related("round")
    for row in rows:
        yield Happening(
            f"shift-{row.round_id}-{row.pk}", row.round.sequence,
            local(row.starts_at), local(row.ends_at),
            _("Supervision, %(team)s") % {"team": row.name}, "/rounds/",
            row.round.set_at or row.round.made_at,
            row.round.state == RoundState.CANCELLED,
        )  # fmt: skip


def link_to(happening: Happening) -> str:
    """The page that tells more, for whoever signs in."""
    return f"{settings.PUBLIC_URL}{happening.link}"
