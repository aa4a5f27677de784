from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from config.reference import PAGES


class Command(BaseCommand):
    help = "Write the pages under docs/reference that are printed from the code."

    def handle(self, *args: object, **options: object) -> None:  # noqa: ARG002
        folder = Path(settings.ROOT) / "docs" / "reference"
        for name, page in PAGES.items():
            with translation.override("en"):
                text = page()
            (folder / name).write_text(text, encoding="utf-8")
            self.stdout.write(f"docs/reference/{name}")
