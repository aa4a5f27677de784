"""Taking a row in hand, so that two workers never do the same work.

The claim is a transaction of its own: whoever dies with a row in hand lets go of it when
the claim has grown stale.
"""

from datetime import timedelta
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import Model, Q, QuerySet

from core import clock

STALE = timedelta(minutes=10)
Row = TypeVar("Row", bound=Model)


def claim(waiting: QuerySet[Row]) -> Row | None:
    """The first row of `waiting`, in its order, that nobody has in hand, now in ours; None
    when there is none.

    The model has `claimed_at`. PostgreSQL passes over rows that another worker is just
    claiming (SKIP LOCKED); elsewhere the update compares before it sets.
    """
    while True:
        with transaction.atomic():
            now = clock.now()
            free = waiting.filter(Q(claimed_at=None) | Q(claimed_at__lt=now - STALE))
            if connection.features.has_select_for_update_skip_locked:
                free = free.select_for_update(skip_locked=True, of=("self",))
            row = free.first()
            if row is None:
                return None
            before = row.claimed_at  # type: ignore[attr-defined]
            mine = waiting.model._default_manager.filter(  # noqa: SLF001
                pk=row.pk, claimed_at=before
            )
            if mine.update(claimed_at=now):
                row.claimed_at = now  # type: ignore[attr-defined]
                return row
