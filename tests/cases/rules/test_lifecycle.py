from hypothesis import given
from hypothesis import strategies as st

from cases.models import CaseState
from cases.rules.lifecycle import ENDED, TRANSITIONS, Verb, diagram, state_after


def test_every_state_can_be_reached_and_only_the_ended_ones_lead_nowhere() -> None:
    reached = {CaseState.OPENED, *TRANSITIONS.values()}
    assert reached == set(CaseState)
    leading = {before for before, _verb in TRANSITIONS}
    assert set(CaseState) - leading == ENDED


@given(st.lists(st.sampled_from(Verb), max_size=40))
def test_nothing_is_decided_that_was_not_proposed_and_approved(
    verbs: list[Verb],
) -> None:
    state, taken = CaseState.OPENED, []
    for verb in verbs:
        after = state_after(state, verb)
        if after is not None:
            state = after
            taken.append(verb)
    if Verb.DECIDE in taken:
        before = taken[: taken.index(Verb.DECIDE)]
        assert before[-1] == Verb.APPROVE
        assert Verb.PROPOSE in before
        assert {Verb.ANSWER, Verb.NO_ANSWER, Verb.SKIP} & set(before)


def test_the_diagram_shows_every_step() -> None:
    assert diagram().count("-->") == len(TRANSITIONS) + 1 + len(ENDED)
