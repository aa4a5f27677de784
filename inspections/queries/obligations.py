"""Findings that are to be put right: whose, by when, and whether they came back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, QuerySet

from accounts.models import User
from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from inspections.models import (
    ChecklistItem,
    Finding,
    HandOver,
    Obligation,
    Reply,
    Visit,
)
from inspections.rules.follow_up import REPEAT_DAYS
from inspections.rules.obligation import BY_VENUE, SETTLED


def obligations_visible_to(user: User) -> QuerySet[Obligation]:
    """The obligations of the agencies whose sections the person may read."""
    agencies = agencies_where(user, Capability.READ_SECTIONS)
    return Obligation.objects.filter(agency__in=agencies).select_related(
        "venue", "agency__municipality", "responsible"
    )


def unsettled(rows: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """Those with which somebody still has something to do."""
    return rows.exclude(state__in=SETTLED)


def overdue(rows: QuerySet[Obligation], today: date) -> QuerySet[Obligation]:
    """Those whose day has passed while the venue had not said that they were put right."""
    return rows.filter(state__in=BY_VENUE, due_on__lt=today)


def soonest_first(rows: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """By deadline; what has none at the end."""
    return rows.order_by(F("due_on").asc(nulls_last=True), "found_on", "pk")


def texts_of(rows: Sequence[Obligation]) -> Mapping[UUID, str]:
    """What was written about each, from the sealed record."""
    findings = Finding.objects.filter(
        finding__in=[row.finding for row in rows],
        agency__in={row.agency_id for row in rows},
    )
    return dict(findings.values_list("finding", "text"))


def item_asked(row: Obligation) -> ChecklistItem | None:
    """The checklist's item as the visit's version asked it."""
    version = Visit.objects.filter(pk=row.visit).values("checklist")
    return ChecklistItem.objects.filter(version__in=version, code=row.item).first()


@dataclass(frozen=True, slots=True)
class Repeat:
    """The same item at the same venue within a year before."""

    finding: UUID
    found_on: date
    text: str


def repeats_of(row: Obligation) -> list[Repeat]:
    """Earlier findings of the agency on that item there within twelve months."""
    earlier = Finding.objects.filter(
        agency=row.agency_id, venue=row.venue_id, item=row.item,
        found_on__gte=row.found_on - timedelta(days=REPEAT_DAYS),
        found_on__lt=row.found_on,
    )  # fmt: skip
    return [
        Repeat(one.finding, one.found_on, one.text)
        for one in earlier.order_by("-found_on")
    ]


def replies_to(row: Obligation) -> QuerySet[Reply]:
    """What the venue replied to the finding."""
    return Reply.objects.filter(
        finding=row.finding,
        release__section__agency=row.agency_id,
        release__section__visit=row.visit,
    ).select_related("sent_by")


def handed_to(user: User) -> QuerySet[HandOver]:
    """What other agencies have handed to those for which the person follows up."""
    agencies = agencies_where(user, Capability.FOLLOW_UP)
    return HandOver.objects.filter(to__in=agencies).select_related(
        "obligation__venue", "obligation__agency", "to"
    )
