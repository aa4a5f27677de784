"""Whether a round of clock, broker and worker has come through lately.

Run as `python -m tasks.alive`, it ends with 0 or 1: Compose's health check of beat.
"""

import sys
from datetime import datetime, timedelta

from django.core.cache import cache

from core import clock
from tasks.heartbeat import LAST_SWEEP

LATEST = timedelta(minutes=3)


def is_recent(last: datetime | None, now: datetime) -> bool:
    """Three rounds may be missed before we call it silence."""
    return last is not None and now - last < LATEST


if __name__ == "__main__":
    sys.exit(0 if is_recent(cache.get(LAST_SWEEP), clock.now()) else 1)
