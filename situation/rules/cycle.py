"""Which round of reporting does something belong to, and when is the next?

Fourteen days in Östersund; other towns have seven (purple-flag-and-safety 3.1): the length
is that of the town's first cycle. A cycle's hours are those of the wall clock: a meeting at
nine stays at nine when the clocks are moved.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from core.nights import LOCAL, local

DAYS = 14
LONGEST = 92
REPORTED_WITHIN = timedelta(days=60)
"""How long ago something may have been seen; what is older is told at a meeting."""


@dataclass(frozen=True, slots=True)
class Span:
    """A cycle as it is asked here. `is_shared`: its picture is out, nothing joins it."""

    key: UUID
    first: date
    last: date
    due_at: datetime
    is_shared: bool = False


def following(
    first: date, last: date, due_at: datetime, meets_at: datetime
) -> tuple[date, date, datetime, datetime]:
    """The cycle after one: as long, due and meeting as many days after its end."""
    days = (last - first).days + 1
    return (
        first + timedelta(days=days), last + timedelta(days=days),
        _days_later(due_at, days), _days_later(meets_at, days),
    )  # fmt: skip


def answer_by(first: date, last: date) -> date:
    """By which day those who reported in a cycle are told what came of it: two cycles on
    (purple-flag-and-safety 1.8, KE4).
    """
    return last + 2 * (last - first + timedelta(days=1))


def _days_later(at: datetime, days: int) -> datetime:
    here = local(at)
    return datetime.combine(here.date() + timedelta(days=days), here.time(), LOCAL)


def cycle_for(night: date, spans: Sequence[Span]) -> Span | None:
    """The cycle that what was seen on a night is told in: its own while that takes in, else
    the first later one that does. None where no cycle has come that far.
    """
    takes_in = (
        one for one in sorted(spans, key=lambda one: one.first)
        if not one.is_shared and one.last >= night
    )  # fmt: skip
    return next(takes_in, None)


def cycle_to_answer(
    now: datetime, spans: Sequence[Span], answered: frozenset[UUID]
) -> Span | None:
    """The cycle for which somebody says that there is nothing to report: the earliest that
    waits for their word and is not yet due; else the one that runs.
    """
    today = local(now).date()
    running = [
        one for one in sorted(spans, key=lambda one: one.first)
        if not one.is_shared and one.first <= today
    ]  # fmt: skip
    waiting = [one for one in running if one.key not in answered and now <= one.due_at]
    return next(iter(waiting), None)
