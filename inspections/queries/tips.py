"""Complaints and tips: whose they are to see, and what a visit should know of."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Agency, User
from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from inspections.models import Tip, TipState
from inspections.rules.risk import risk_table_on


def tips_visible_to(user: User) -> QuerySet[Tip]:
    """The tips of the agencies whose sections the person may read."""
    agencies = agencies_where(user, Capability.READ_SECTIONS)
    return Tip.objects.filter(agency__in=agencies).select_related("venue", "agency")


def confirmed_since(agency: Agency, venue: UUID, today: date) -> list[date]:
    """The days of confirmed tips that still count towards the venue's risk."""
    recent = today - timedelta(days=risk_table_on(today).complaints_days)
    rows = Tip.objects.filter(
        agency=agency, venue=venue, state=TipState.CONFIRMED, received_on__gt=recent
    )
    return list(rows.values_list("received_on", flat=True))


def tips_for_cards(
    agency: Agency, venues: Iterable[UUID], today: date
) -> dict[UUID, list[dict[str, Any]]]:
    """What the next visit should know: tips of a year that nobody has called unfounded.

    Without what would tell who spoke.
    """
    recent = today - timedelta(days=risk_table_on(today).complaints_days)
    rows = Tip.objects.filter(
        agency=agency, venue__in=venues, received_on__gt=recent,
        state__in=[TipState.NEW, TipState.CONFIRMED],
    )  # fmt: skip
    found: dict[UUID, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row.venue_id, []).append(
            {
                "id": row.pk,
                "received_on": row.received_on,
                "text": row.text,
                "is_confirmed": row.state == TipState.CONFIRMED,
            }
        )
    return found
