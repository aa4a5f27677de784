"""How far a register import is: read from the cache, where the worker tells it.

Not in the database: what a transaction has not committed nobody else can see. When it is
lost, nothing is lost but the bar.
"""

from dataclasses import dataclass
from uuid import UUID

from core.kept import kept

KEPT_SECONDS = 600


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """Rows done of all rows in the step that runs now."""

    done: int
    total: int

    @property
    def percent(self) -> int:
        return 0 if self.total == 0 else min(100, self.done * 100 // self.total)


def progress_key(batch: UUID) -> str:
    return f"register-import:{batch}"


def progress_of(batch: UUID) -> ImportProgress | None:
    """How far it is; None when no worker has said anything lately."""
    found: tuple[int, int] | None = kept(progress_key(batch))
    return None if found is None else ImportProgress(*found)
