"""Rounds that people have asked to be planned."""

from planning.services.solving import solve_rounds
from tasks.celery import app


@app.task(name="tasks.rounds.plan_rounds")
def plan_rounds() -> None:
    """Plan every round that waits."""
    solve_rounds()
