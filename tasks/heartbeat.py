"""The round that proves the clock, the broker and a worker reach one another."""

from core import clock
from core.heartbeat import record_round
from tasks.celery import app
from tasks.sweeps import run_sweeps


@app.task(name="tasks.heartbeat.sweep")
def sweep() -> None:
    """Handle what waits, then note that the round came through."""
    run_sweeps()
    record_round(clock.now())
