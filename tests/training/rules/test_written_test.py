from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.rules.written_test import (
    Area,
    Attempt,
    Retake,
    draw,
    is_passed,
    mark,
    may_begin,
)

MONDAY = date(2026, 11, 23)
AREAS = [Area("law", 3, range(10)), Area("drugs", 2, range(10, 14))]


@given(st.integers(0, 2**48))
def test_a_paper_has_each_areas_number_and_no_question_twice(seed: int) -> None:
    paper = draw(AREAS, seed)
    assert len(set(paper)) == len(paper) == 5
    assert sum(one < 10 for one in paper) == 3
    assert paper == draw(AREAS, seed)


def test_every_question_is_drawn_sometime() -> None:
    assert {one for seed in range(200) for one in draw(AREAS, seed)} == set(range(14))


def asked(area: str, right: int) -> dict[str, object]:
    return {"area": area, "right": right}


def test_each_area_is_marked_for_itself_and_a_gap_is_wrong() -> None:
    paper = [asked("law", 0), asked("law", 1), asked("drugs", 2)]
    assert mark(paper, {"0": 0, "2": 1}) == [
        {"area": "law", "right": 1, "asked": 2},
        {"area": "drugs", "right": 0, "asked": 1},
    ]


@pytest.mark.parametrize(
    ("rights", "expected"),
    [
        ([(6, 8), (6, 8)], True),  # 75 per cent is enough
        ([(8, 8), (5, 8)], False),  # a good area does not make up for a bad one
        ([(3, 5)], False),
        ([], False),
    ],
)
def test_every_area_must_reach_its_share(
    rights: list[tuple[int, int]], expected: bool
) -> None:
    result = [{"area": "a", "right": right, "asked": all_} for right, all_ in rights]
    assert is_passed(result, 75) is expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("earlier", "expected", "again"),
    [
        ([], Retake.MAY, None),
        ([Attempt(date(2026, 11, 1), True)], Retake.PASSED, None),
        ([Attempt(MONDAY, None)], Retake.UNDERWAY, None),
        ([Attempt(date(2026, 11, 20), False)], Retake.TOO_SOON, date(2026, 11, 27)),
        ([Attempt(date(2026, 11, 16), False)], Retake.MAY, None),
        ([Attempt(date(2026, 1, day), False) for day in (1, 2, 3)], Retake.NONE_LEFT, None),
    ],
)  # fmt: skip
def test_a_test_is_taken_again_as_the_rule_says(
    earlier: list[Attempt], expected: Retake, again: date | None
) -> None:
    found = may_begin(earlier, attempts=3, wait_days=7, today=MONDAY)
    assert found == (expected, again)
