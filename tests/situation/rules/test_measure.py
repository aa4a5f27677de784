import pytest

from situation.models import MeasureState
from situation.rules.measure import FOLLOWS, diagram, needs_words

S = MeasureState


def test_every_state_is_reached_and_only_what_is_verified_has_come_to_its_end() -> None:
    reached = {after for afters in FOLLOWS.values() for after in afters}
    assert reached == set(MeasureState) - {S.PROPOSED}
    assert [one for one, afters in FOLLOWS.items() if not afters] == [S.VERIFIED]


def test_nothing_is_verified_that_was_not_carried_out() -> None:
    assert [one for one, afters in FOLLOWS.items() if S.VERIFIED in afters] == [S.DONE]
    assert [one for one, afters in FOLLOWS.items() if S.DONE in afters] == [S.DECIDED]


@pytest.mark.parametrize(
    ("before", "after", "is_owed"),
    [
        (S.PROPOSED, S.DECIDED, False),
        (S.EXAMINED, S.DECIDED, False),
        (S.PROPOSED, S.EXAMINED, True),
        (S.PROPOSED, S.REFUSED, True),
        (S.DECIDED, S.REFUSED, True),
        (S.DECIDED, S.DECIDED, True),
        (S.DONE, S.DECIDED, True),
        (S.REFUSED, S.DECIDED, True),
        (S.DECIDED, S.DONE, False),
        (S.DONE, S.VERIFIED, False),
    ],
)
def test_what_goes_back_is_put_off_or_declined_owes_a_reason(
    before: MeasureState, after: MeasureState, *, is_owed: bool
) -> None:
    assert needs_words(before, after) is is_owed


def test_the_diagram_has_every_step() -> None:
    assert diagram().count("-->") == sum(map(len, FOLLOWS.values())) + 2
    assert "    done --> verified" in diagram()
