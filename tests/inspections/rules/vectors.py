"""Reading the vectors that pytest and the tablet share."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from inspections.rules.fold import LogEntry

FOLDER = Path(__file__).parents[2] / "vectors"


def load(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        (FOLDER / name).read_text(encoding="utf-8")
    )
    return found


def log_entry(row: dict[str, Any]) -> LogEntry:
    return LogEntry(
        **{**row, "recorded_at": datetime.fromisoformat(row["recorded_at"])},
    )
