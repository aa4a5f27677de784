"""What may happen to a piece of evidence, and does it still count?

Asked for, written, offered, approved by somebody else or sent back with a reason. What was
approved stands as it is: it is withdrawn with a reason, never changed.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from core.periods import months_after
from evidence.models import ItemState


class Deed(StrEnum):
    """What somebody does with it."""

    WRITE = "write"
    OFFER = "offer"
    APPROVE = "approve"
    RETURN = "return"
    WITHDRAW = "withdraw"


_OPEN = frozenset({ItemState.WANTED, ItemState.DRAFT, ItemState.RETURNED})
_FROM: Mapping[Deed, frozenset[ItemState]] = {
    Deed.WRITE: _OPEN,
    Deed.OFFER: frozenset({ItemState.DRAFT, ItemState.RETURNED}),
    Deed.APPROVE: frozenset({ItemState.OFFERED}),
    Deed.RETURN: frozenset({ItemState.OFFERED}),
    Deed.WITHDRAW: _OPEN | {ItemState.OFFERED, ItemState.APPROVED},
}
_TO: Mapping[Deed, ItemState] = {
    Deed.WRITE: ItemState.DRAFT,
    Deed.OFFER: ItemState.OFFERED,
    Deed.APPROVE: ItemState.APPROVED,
    Deed.RETURN: ItemState.RETURNED,
    Deed.WITHDRAW: ItemState.WITHDRAWN,
}
NEEDS_REASON = frozenset({Deed.RETURN, Deed.WITHDRAW})
OWED = _OPEN
"""The states in which somebody still owes it."""


def state_after(state: str, deed: Deed) -> ItemState | None:
    """The state it comes to; None when that cannot be done now."""
    return _TO[deed] if ItemState(state) in _FROM[deed] else None


def possible(state: str) -> frozenset[Deed]:
    """What can be done with it in that state, whoever may."""
    return frozenset(one for one in Deed if ItemState(state) in _FROM[one])


def fresh_after(day: date, months: int) -> date:
    """Evidence of a later day than this counts on that day."""
    return months_after(day, -months)


def is_fresh(dated_on: date, day: date, months: int) -> bool:
    """Whether evidence of a day counts on another: no older, and not of the future."""
    return fresh_after(day, months) < dated_on <= day
