from uuid import UUID, uuid4

import pytest

from situation.rules.rewalk import Became, Felt, compared

POINT = UUID(int=1)


def again(feels: str, of: UUID | None = POINT) -> Felt:
    return Felt(uuid4(), feels, of)


@pytest.mark.parametrize(
    ("before", "after", "became"),
    [
        ("unsafe", [again("safe")], Became.SAFE),
        ("unsafe", [again("unsafe")], Became.STILL_UNSAFE),
        ("safe", [again("safe")], Became.STILL_SAFE),
        ("safe", [again("unsafe")], Became.UNSAFE),
        ("unsafe", [], Became.NOT_SEEN),
        ("unsafe", [again("safe", None)], Became.NOT_SEEN),
        ("unsafe", [again("")], Became.NOT_SEEN),
        ("unsafe", [again("safe"), again("")], Became.SAFE),
        ("unsafe", [again("safe"), again("unsafe")], Became.STILL_UNSAFE),
        ("unsafe", [again("unsafe"), again("safe")], Became.SAFE),
    ],
)
def test_a_point_is_told_beside_how_it_was(
    before: str, after: list[Felt], became: Became
) -> None:
    assert compared([Felt(POINT, before)], after) == {POINT: became}


def test_a_point_without_a_feeling_is_not_compared() -> None:
    assert compared([Felt(POINT, "")], [again("safe")]) == {}
