"""What is new for a venue, found in the facts: each with a key that names it for ever.

The facts are written elsewhere and tell nobody; this looks for those that nobody at the
venue has been told of. A thing older than the access, or than a month, is not news.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Q

from cases.models import Case, CaseDocument, CaseState
from core.nights import local
from inspections.models import (
    TO_VENUE,
    ObligationStep,
    Release,
    Reply,
    RevisitRequest,
)
from inspections.queries.venue_side import was_given
from inspections.rules.obligation import Verb
from portal.models import Notification, NotificationState

LOOK_BACK = timedelta(days=30)


class NewsKind(StrEnum):
    PROTOCOL = "protocol"
    PROOF_ACCEPTED = "proof_accepted"
    PROOF_REFUSED = "proof_refused"
    REPLY_ANSWERED = "reply_answered"
    REVISIT_DECLINED = "revisit_declined"
    VISITED = "visited"
    CASE_DOCUMENT = "case_document"
    NOTIFICATION = "notification"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened: `day` decides whose time at the venue it belongs to."""

    key: str
    kind: NewsKind
    venue: UUID
    day: date
    at: datetime
    subject: str
    path: str


def facts_since(since: datetime) -> Iterator[Fact]:
    """Everything that a venue is to be told of and that happened since then."""
    yield from _protocols(since)
    yield from _judgements(since)
    yield from _answers(since)
    yield from _revisits(since)
    yield from _documents(since)
    yield from _notifications(since)


def _protocols(since: datetime) -> Iterator[Fact]:
    rows = Release.objects.filter(
        recipient_kind__in=TO_VENUE,
        released_at__gte=since,
    ).select_related("section__visit", "section__agency")
    for row in rows:
        visit = row.section.visit
        yield Fact(
            f"protocol:{row.pk}", NewsKind.PROTOCOL, row.section.venue_id, visit.night,
            row.released_at, visit.night.isoformat(), f"protocols/{row.pk}/",
        )  # fmt: skip


_KINDS = {Verb.ACCEPT: NewsKind.PROOF_ACCEPTED, Verb.REFUSE: NewsKind.PROOF_REFUSED}


def _judgements(since: datetime) -> Iterator[Fact]:
    rows = ObligationStep.objects.filter(
        was_given("obligation__"), verb__in=list(_KINDS), at__gte=since
    )
    for row in rows.select_related("obligation"):
        found = row.obligation
        yield Fact(
            f"judged:{row.pk}", _KINDS[Verb(row.verb)], found.venue_id, found.night,
            row.at, f"{found.item} {found.found_on}", f"findings/{found.pk}/",
        )  # fmt: skip


def _answers(since: datetime) -> Iterator[Fact]:
    rows = Reply.objects.filter(answered_at__gte=since).select_related(
        "release__section__visit"
    )
    for row in rows:
        section = row.release.section
        assert row.answered_at is not None
        yield Fact(
            f"answer:{row.pk}", NewsKind.REPLY_ANSWERED, section.venue_id,
            section.visit.night, row.answered_at, section.visit.night.isoformat(),
            f"protocols/{row.release_id}/",
        )  # fmt: skip


def _revisits(since: datetime) -> Iterator[Fact]:
    rows = RevisitRequest.objects.select_related("obligation")
    for row in rows.filter(declined_at__gte=since):
        assert row.declined_at is not None
        yield _of_revisit(row, NewsKind.REVISIT_DECLINED, row.declined_at)
    for row in rows.filter(visited_on__gte=since.date()):
        yield _of_revisit(row, NewsKind.VISITED, row.asked_at)


def _of_revisit(row: RevisitRequest, kind: NewsKind, at: datetime) -> Fact:
    found = row.obligation
    return Fact(
        f"revisit:{row.pk}", kind, found.venue_id, found.night, at,
        f"{found.item} {found.found_on}", f"findings/{found.pk}/",
    )  # fmt: skip


def _documents(since: datetime) -> Iterator[Fact]:
    rows = CaseDocument.objects.filter(
        Q(approved_at__gte=since) | Q(approved_at=None, made_at__gte=since)
    ).exclude(approved_by=None)
    rows = rows.exclude(case__state=CaseState.OPENED)  # the party is not told yet
    for row in rows.defer("content").select_related("case__agency"):
        case: Case = row.case
        yield Fact(
            f"document:{row.pk}", NewsKind.CASE_DOCUMENT, case.venue_id, case.breach_on,
            row.approved_at or row.made_at, case.name, f"cases/{case.pk}/",
        )  # fmt: skip


def _notifications(since: datetime) -> Iterator[Fact]:
    rows = Notification.objects.exclude(state=NotificationState.SENT)
    for row in rows.filter(looked_at__gte=since):
        assert row.looked_at is not None
        yield Fact(
            f"notification:{row.pk}", NewsKind.NOTIFICATION, row.venue_id,
            local(row.sent_at).date(), row.looked_at, row.get_kind_display(),
            "notify/",
        )  # fmt: skip
