"""How is a written test drawn, marked, and when may it be taken again?

Each area is passed for itself: a good one does not make up for a bad one (as in the
knowledge test, domain note 6.2). Marks, attempts and the days between them are a dated
row of the municipality's (`TestRule`).
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, TypedDict


@dataclass(frozen=True, slots=True)
class Area:
    """An area with its questions by id, and how many of them are drawn."""

    name: str
    drawn: int
    questions: Sequence[int]


class Asked(TypedDict):
    """A question as it stands on a paper; `right` is the place of the right answer."""

    question: int
    area: str
    text_sv: str
    text_en: str
    options_sv: list[str]
    options_en: list[str]
    right: int


class AreaResult(TypedDict):
    area: str
    right: int
    asked: int


class Retake(StrEnum):
    """Whether the test may be begun."""

    MAY = "may"
    PASSED = "passed"
    UNDERWAY = "underway"
    TOO_SOON = "too_soon"
    NONE_LEFT = "none_left"


@dataclass(frozen=True, slots=True)
class Attempt:
    """An earlier attempt: the day it was begun, and how it ended, None while it lasts."""

    on: date
    passed: bool | None


def draw(areas: Sequence[Area], seed: int) -> list[int]:
    """The questions of a paper, area by area in the order given; the same seed draws the
    same. An area with fewer questions than it draws gives them all.
    """
    lot = random.Random(seed)  # noqa: S311 - a paper, no secret
    return [
        one
        for area in areas
        for one in lot.sample(
            sorted(area.questions), min(area.drawn, len(area.questions))
        )
    ]


def mark(
    paper: Sequence[Mapping[str, Any]], answers: Mapping[str, int]
) -> list[AreaResult]:
    """How many were right in each area, in the order of the paper. `answers` by place on
    the paper, counted from 0; what is missing is wrong.
    """
    found: dict[str, AreaResult] = {}
    for place, asked in enumerate(paper):
        area = str(asked["area"])
        result = found.setdefault(area, {"area": area, "right": 0, "asked": 0})
        result["asked"] += 1
        result["right"] += answers.get(str(place)) == asked["right"]
    return list(found.values())


def is_passed(result: Sequence[AreaResult], percent: int) -> bool:
    """Whether every area reached its share; nothing asked is nothing passed."""
    return bool(result) and all(
        one["asked"] > 0 and one["right"] * 100 >= percent * one["asked"]
        for one in result
    )


def may_begin(
    earlier: Sequence[Attempt], *, attempts: int, wait_days: int, today: date
) -> tuple[Retake, date | None]:
    """Whether a further attempt may be begun, and from when if it is too soon."""
    if any(one.passed for one in earlier):
        return Retake.PASSED, None
    if any(one.passed is None for one in earlier):
        return Retake.UNDERWAY, None
    if len(earlier) >= attempts:
        return Retake.NONE_LEFT, None
    if earlier:
        again = max(one.on for one in earlier) + timedelta(days=wait_days)
        if today < again:
            return Retake.TOO_SOON, again
    return Retake.MAY, None
