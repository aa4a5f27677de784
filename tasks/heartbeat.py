"""The round that proves the clock, the broker and a worker reach one another."""

from django.core.cache import cache

from core import clock
from tasks.celery import app

LAST_SWEEP = "last_sweep"


@app.task(name="tasks.heartbeat.record_sweep")
def record_sweep() -> None:
    """Note when the last round came through; a living process alone proves nothing."""
    cache.set(LAST_SWEEP, clock.now(), timeout=None)
