import sys

from django.core.management.base import BaseCommand

from core import clock
from core.heartbeat import is_recent, last_round


class Command(BaseCommand):
    help = "End with 0 when a round of clock, broker and worker came through lately."

    def handle(self, *args: object, **options: object) -> None:  # noqa: ARG002
        sys.exit(0 if is_recent(last_round(), clock.now()) else 1)
