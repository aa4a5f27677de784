"""Until when does a certificate hold, how does it stand, and when is whom reminded?

Months are a municipality's row (domain note 6.1: no national validity was found, every
fourth year in Värnamo). Reminders ninety and thirty days before: proposals of ours.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

from core.periods import months_after


class Standing(StrEnum):
    """All that a stranger is told of a certificate."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"


class Dated(Protocol):
    """A rule's row that applies from a day."""

    @property
    def applies_from(self) -> date: ...


Row = TypeVar("Row", bound=Dated)
REMIND_DAYS_BEFORE = (90, 30)


def valid_until(issued_on: date, months: int | None) -> date | None:
    """The last day on which it holds; None when it has no end."""
    return None if months is None else months_after(issued_on, months)


def standing(until: date | None, *, is_revoked: bool, today: date) -> Standing:
    """How a certificate stands. What was revoked stays so, also after its last day."""
    if is_revoked:
        return Standing.REVOKED
    is_over = until is not None and until < today
    return Standing.EXPIRED if is_over else Standing.VALID


def reminders_due(until: date, today: date) -> int:
    """How many reminders should have gone by that day."""
    return sum(today >= until - timedelta(days=days) for days in REMIND_DAYS_BEFORE)


def in_force(rows: Sequence[Row], day: date) -> Row | None:
    """The row that applies on a day: the latest begun by then."""
    begun = [row for row in rows if row.applies_from <= day]
    return max(begun, key=lambda row: row.applies_from, default=None)
