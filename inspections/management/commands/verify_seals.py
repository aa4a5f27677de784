import sys

from django.core.management.base import BaseCommand

from inspections.services.verification import verify_everything


class Command(BaseCommand):
    help = (
        "Make every hash, signature and chain again and name the first that is wrong."
    )

    def handle(self, *args: object, **options: object) -> None:  # noqa: ARG002
        verified = verify_everything()
        if verified.fault is not None:
            self.stderr.write(f"WRONG: {verified.fault}")
            sys.exit(1)
        self.stdout.write(
            f"{verified.entries} entries and {verified.seals} links verified: all hold."
        )
