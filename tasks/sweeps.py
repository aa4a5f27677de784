"""Every sweep, in one table. `manage.py reconcile` runs the same, from cron if need be."""

from core import clock
from core.post import send_letters
from core.sweeping import Work, sweep
from inspections.services.obligations import find_missing

SWEEPS: tuple[Work, ...] = (
    Work(
        "findings",
        find_missing,
        "Opens an obligation for every sealed finding that has none.",
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
