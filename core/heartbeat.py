"""Whether web, clock, broker, worker and database still reach one another.

A process that lives proves nothing. Two things do: the last round of the worker, and the
question (canary) that the web writes down each minute and a worker answers.
"""

from datetime import datetime, timedelta

from core.models import Canary, Sweep

LATEST = timedelta(minutes=3)
_ROUND = "round"
_ASK_EVERY = timedelta(minutes=1)
_KEPT = timedelta(days=1)


def record_round(at: datetime) -> None:
    """Note that a worker's round came through, and answer what the web has asked."""
    Canary.objects.filter(answered_at=None).update(answered_at=at)
    Canary.objects.filter(answered_at__lt=at - _KEPT).delete()
    Sweep.objects.update_or_create(name=_ROUND, defaults={"completed_at": at})


def last_round() -> datetime | None:
    """When the last round came through; None when there was none."""
    return (
        Sweep.objects.filter(name=_ROUND).values_list("completed_at", flat=True).first()
    )


def is_recent(last: datetime | None, now: datetime) -> bool:
    """Three rounds may be missed before we call it silence."""
    return last is not None and now - last < LATEST


def ask(now: datetime) -> None:
    """Write a question down, unless one was asked within the minute."""
    if not Canary.objects.filter(asked_at__gt=now - _ASK_EVERY).exists():
        Canary.objects.create(asked_at=now)


def is_answered(now: datetime) -> bool:
    """Whether no question has waited for three minutes."""
    return not Canary.objects.filter(
        answered_at=None, asked_at__lte=now - LATEST
    ).exists()
