"""Celery as it runs, under a clock that a file tells and a schedule that is hurried.

Only the fire over the schedule loads this. With `LYKTA_FIRE_BUG=eta` the reminders are
no sweep but messages with a time of their own, as one would write them at first.
"""

import os
from datetime import datetime, timedelta
from pathlib import Path

import django

from core import clock

_FILE = Path(os.environ["LYKTA_FIRE_CLOCK"])
BUG = os.environ.get("LYKTA_FIRE_BUG", "")
HURRY = timedelta(seconds=0.25)


def _told() -> datetime:
    while True:
        text = _FILE.read_text(encoding="utf-8")
        if text:  # not just being written
            return datetime.fromisoformat(text)


clock.now = _told
django.setup()

from inspections.rules.follow_up import REMINDERS  # noqa: E402 - the clock comes first
from inspections.services import reminders  # noqa: E402
from tasks import sweeps  # noqa: E402
from tasks.celery import app  # noqa: E402

app.conf.beat_schedule = {
    name: {**row, "schedule": HURRY, "options": {"expires": 2}}
    for name, row in app.conf.beat_schedule.items()
    if name == "tasks.heartbeat.sweep"
}
if BUG == "eta":
    sweeps.SWEEPS = tuple(
        one for one in sweeps.SWEEPS if one.name != "finding_reminders"
    )


@app.task(name="benchmarks.simulated.remind_one")
def remind_one(key: int, step: int) -> None:
    """The bug: one reminder of one finding, whose message knows when it is due."""
    reminders._remind(step, [key], clock.today())  # noqa: SLF001


def entrust(key: int, days: int, pace: float) -> None:
    """The bug: send every reminder at once, each with its time; `pace`: seconds a day."""
    for step, reminder in enumerate(REMINDERS, start=1):
        remind_one.apply_async((key, step), countdown=(days + reminder.days) * pace)
