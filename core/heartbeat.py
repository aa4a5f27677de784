"""Whether clock, broker and worker still reach one another: the last round that came."""

from datetime import datetime, timedelta

from django.core.cache import cache

LATEST = timedelta(minutes=3)
_KEY = "last_sweep"


def record_round(at: datetime) -> None:
    """Note that a round came through at this instant."""
    cache.set(_KEY, at, timeout=None)


def last_round() -> datetime | None:
    """When the last round came through; None when there was none."""
    found: datetime | None = cache.get(_KEY)
    return found


def is_recent(last: datetime | None, now: datetime) -> bool:
    """Three rounds may be missed before we call it silence."""
    return last is not None and now - last < LATEST
