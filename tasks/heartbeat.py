"""The round that proves the clock, the broker and a worker reach one another."""

from core import clock
from core.heartbeat import record_round
from tasks.celery import app


@app.task(name="tasks.heartbeat.record_sweep")
def record_sweep() -> None:
    """Note when the last round came through; a living process alone proves nothing."""
    record_round(clock.now())
