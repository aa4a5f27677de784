"""Noting that somebody of a venue opened what was sent to it."""

from collections.abc import Iterable

from accounts.models import User
from core import clock
from portal.models import DocumentSort, Receipt
from venues.models import Venue


def note_reading(
    *, user: User, venue: Venue, sort: DocumentSort, subject: object
) -> None:
    """Keep the first time that this person opened it."""
    Receipt.objects.bulk_create(
        [
            Receipt(
                user=user, venue=venue, sort=sort, subject=str(subject), at=clock.now()
            )
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def readings_of(
    sort: DocumentSort, subjects: Iterable[object]
) -> dict[str, list[Receipt]]:
    """Who has opened each, first come first."""
    rows = Receipt.objects.filter(
        sort=sort, subject__in=[str(one) for one in subjects]
    ).select_related("user")
    found: dict[str, list[Receipt]] = {}
    for row in rows.order_by("at"):
        found.setdefault(row.subject, []).append(row)
    return found
