"""Every sweep, in one table. `manage.py reconcile` runs the same, from cron if need be."""

from core import clock
from core.post import send_letters
from core.sweeping import Work, sweep
from inspections.services.obligations import find_missing
from inspections.services.reminders import remind_of_findings, remind_of_protocols

SWEEPS: tuple[Work, ...] = (
    Work(
        "findings",
        find_missing,
        "Opens an obligation for every sealed finding that has none.",
    ),
    Work(
        "finding_reminders",
        remind_of_findings,
        "Reminds of findings whose day comes near or has passed, once for each step.",
        at_hour=8,
    ),
    Work(
        "late_protocols",
        remind_of_protocols,
        "Tells those who lead of protocols that are late.",
        at_hour=8,
    ),
    Work(
        "letters",
        send_letters,
        "Sends the mail that was written with what it tells.",
    ),
)


def run_sweeps() -> dict[str, int]:
    """Run what is due now; how much each sweep handled."""
    return sweep(SWEEPS, clock.now())
