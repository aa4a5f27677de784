"""Makes the data folder and brings the database up to date, before anything serves.

Run as `python -m config.embedded.prepare` by `make setup` and by Compose.
"""

import os
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from config.embedded.catalogues import compile_catalogues


def prepare() -> None:
    """Compile texts, migrate after the checks of the database, publish checklists and schemes."""
    Path(settings.DATA_DIR).mkdir(mode=0o700, parents=True, exist_ok=True)
    compile_catalogues()
    call_command("migrate", verbosity=0, skip_checks=False)
    call_command("publish_checklists")
    call_command("publish_schemes")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    prepare()
