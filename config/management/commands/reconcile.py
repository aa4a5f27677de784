from django.core.management.base import BaseCommand, CommandError

from core import clock
from core.heartbeat import record_round
from core.sweeping import failing_sweeps
from tasks.sweeps import run_sweeps


class Command(BaseCommand):
    help = (
        "Handle everything that waits, as the worker does each minute; needs no Redis."
    )

    def handle(self, *args: object, **options: object) -> None:  # noqa: ARG002
        for name, count in run_sweeps().items():
            self.stdout.write(f"{name}: {count}")
        record_round(clock.now())
        if failing := failing_sweeps():
            raise CommandError(f"Failing: {', '.join(failing)}. The log says why.")
