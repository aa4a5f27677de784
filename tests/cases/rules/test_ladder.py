from datetime import date

import pytest

from cases.rules.ladder import is_direct, ladders_on


def test_the_day_of_the_breach_chooses_the_law() -> None:
    assert set(ladders_on(date(2018, 1, 1))) == {"alcohol", "folkol"}
    assert {"tobacco", "e_cigarettes"} <= set(ladders_on(date(2026, 1, 1)))
    assert ladders_on(date(2010, 12, 31)) == {}


@pytest.mark.parametrize(
    ("measure", "earlier", "direct"),
    [
        ("erinran", [], False),
        ("varning", [], False),
        ("aterkallelse", [], True),
        ("aterkallelse", ["erinran"], True),
        ("aterkallelse", ["varning"], False),
    ],
)
def test_what_skips_the_milder_measure_must_be_explained(
    measure: str, earlier: list[str], direct: bool
) -> None:
    ladder = ladders_on(date(2026, 1, 1))["alcohol"]
    chosen = next(one for one in ladder.measures if one.code == measure)
    assert is_direct(ladder, chosen, earlier) is direct
