"""What was found wrong."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that is wrong: which record, and what about it."""

    what: str
    record: str
    reason: str

    def __str__(self) -> str:
        return f"{self.what} {self.record}: {self.reason}"
