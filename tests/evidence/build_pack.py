"""Build a pack from its inputs in a process of its own: `inputs.json` to a ZIP."""

import json
import sys
from pathlib import Path

import django

django.setup()

from tests.evidence.inputs import packed  # noqa: E402 — the settings first

if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(
        packed(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    )
