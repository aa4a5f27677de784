"""Everything that happens by the clock, in one table.

Intervals in UTC, never a local hour: a schedule that follows the wall clock skips or
doubles on the nights it is changed. What is due at eight in the morning is found by a task
that runs often and asks which facts are not handled yet.
"""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Row:
    """A task by its full name, how often it runs, and what would be missed without it."""

    task: str
    every: timedelta
    why: str


SCHEDULE = (
    Row(
        task="tasks.imports.handle_imports",
        every=timedelta(seconds=5),
        why="Reads registers that were uploaded and applies those that were confirmed.",
    ),
    Row(
        task="tasks.rounds.plan_rounds",
        every=timedelta(seconds=5),
        why="Plans the rounds that were asked for.",
    ),
    Row(
        task="tasks.packs.build",
        every=timedelta(seconds=5),
        why="Builds the packs that were asked for.",
    ),
    Row(
        task="tasks.heartbeat.sweep",
        every=timedelta(seconds=60),
        why="Runs the sweeps below, and shows that clock, broker and worker still reach "
        "one another.",
    ),
)


def modules() -> list[str]:
    """The modules that the worker loads: a task that is not scheduled does not exist."""
    return sorted({row.task.rpartition(".")[0] for row in SCHEDULE})


def beat_schedule() -> dict[str, dict[str, object]]:
    """The table as Celery's beat reads it.

    A message expires before the next one is sent, so that a worker that comes back after
    an hour runs each task once and not sixty times.
    """
    return {
        row.task: {
            "task": row.task,
            "schedule": row.every,
            "options": {"expires": 0.9 * row.every.total_seconds()},
        }
        for row in SCHEDULE
    }
