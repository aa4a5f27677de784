import pytest

from situation.rules.gender_checks import Check, Raised, Walked, gender_checks


@pytest.mark.parametrize(
    ("women", "stated", "is_met"),
    [
        (0, 0, None), (4, 10, True), (6, 10, True), (39, 100, False), (61, 100, False),
    ],
)  # fmt: skip
def test_womens_share_lies_within_its_band(
    women: int, stated: int, is_met: bool | None
) -> None:
    walks = [Walked("all", women, stated), Walked("all", 0, 0)]
    assert gender_checks(walks, []).women == Check(women, stated, is_met)


@pytest.mark.parametrize(
    ("for_whom", "check"),
    [
        ([], Check(0, 0, None)),
        (["all"], Check(0, 1, False)),
        (["all", "women_led"], Check(1, 2, True)),
        (["women_only", "women_led"], Check(2, 2, True)),
    ],
)
def test_at_least_one_walk_is_led_by_women_or_theirs(
    for_whom: list[str], check: Check
) -> None:
    walks = [Walked(one, 1, 2) for one in for_whom]
    assert gender_checks(walks, []).walks_of_women == check


def test_every_point_says_whose_it_is_and_womens_are_followed_to_a_measure() -> None:
    points = [
        Raised(["women"], is_answered=True),
        Raised(["men", "women"], is_answered=False),
        Raised(["all"], is_answered=True),
        Raised([], is_answered=True),
    ]
    said = gender_checks([], points)
    assert said.points_with_whom == Check(3, 4, is_met=False)
    assert said.answered_for_women == Check(1, 2, is_met=None)
    assert gender_checks([], points[:3]).points_with_whom.is_met is True
    assert gender_checks([], []).points_with_whom.is_met is None
