from datetime import date

import pytest

from evidence.models import ItemState
from evidence.rules.item import Deed, is_fresh, possible, state_after

W, D, OF, R, A, G = (
    ItemState.WANTED, ItemState.DRAFT, ItemState.OFFERED, ItemState.RETURNED,
    ItemState.APPROVED, ItemState.WITHDRAWN,
)  # fmt: skip


@pytest.mark.parametrize(
    ("state", "can"),
    [
        (W, {Deed.WRITE: D, Deed.WITHDRAW: G}),
        (D, {Deed.WRITE: D, Deed.OFFER: OF, Deed.WITHDRAW: G}),
        (OF, {Deed.APPROVE: A, Deed.RETURN: R, Deed.WITHDRAW: G}),
        (R, {Deed.WRITE: D, Deed.OFFER: OF, Deed.WITHDRAW: G}),
        (A, {Deed.WITHDRAW: G}),
        (G, {}),
    ],
)
def test_what_may_happen_to_evidence(
    state: ItemState, can: dict[Deed, ItemState]
) -> None:
    assert possible(state) == set(can)
    assert {one: state_after(state, one) for one in Deed} == {
        one: can.get(one) for one in Deed
    }


@pytest.mark.parametrize(
    ("dated_on", "counts"),
    [
        (date(2024, 11, 23), False),
        (date(2024, 11, 24), True),
        (date(2026, 11, 23), True),
        (date(2026, 11, 24), False),
    ],
)
def test_evidence_of_24_months_counts_and_older_does_not(
    dated_on: date, counts: bool
) -> None:
    assert is_fresh(dated_on, date(2026, 11, 23), 24) is counts
