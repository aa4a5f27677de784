import sys

from django.core.management.base import BaseCommand, CommandParser

from inspections.models import Section
from inspections.services.projection import differs_from_log, project_section


class Command(BaseCommand):
    help = "Make answers, findings and observations anew from the log, or compare them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--compare",
            action="store_true",
            help="change nothing, exit 1 if any differs",
        )

    def handle(self, *args: object, **options: object) -> None:  # noqa: ARG002
        differing = 0
        sections = Section.objects.select_related("visit").order_by("pk")
        for section in sections.iterator(500):
            if not options["compare"]:
                project_section(section)
            elif differs_from_log(section):
                differing += 1
                self.stderr.write(f"differs from its log: {section}")
        self.stdout.write(f"{sections.count()} sections, {differing} differ.")
        if differing:
            sys.exit(1)
