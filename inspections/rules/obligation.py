"""What may happen to a finding, and in what order?

One table: from a state, by a verb, to a state. It also prints the diagram in
`docs/reference`. A finding that was corrected on site is closed from the beginning;
whatever closes says with which outcome.
"""

from collections.abc import Mapping
from enum import StrEnum

from inspections.models import ObligationState as State
from inspections.models import Outcome


class Verb(StrEnum):
    OPEN = "open"
    CLAIM = "claim"
    ACCEPT = "accept"
    REFUSE = "refuse"
    HAND_OVER = "hand_over"
    ANSWER = "answer"
    TAKE_BACK = "take_back"
    OPEN_CASE = "open_case"
    SEE_IN_ORDER = "see_in_order"
    WITHDRAW = "withdraw"
    CLOSE = "close"
    END_CASE = "end_case"
    REOPEN = "reopen"
    REWEIGH = "reweigh"
    CORRECT = "correct"
    TRAIN = "train"


_BY_VENUE = (State.OPEN, State.REFUSED)
_LIVE = (*_BY_VENUE, State.REMEDIED)

TRANSITIONS: Mapping[tuple[State, Verb], State] = {
    **{(state, Verb.CLAIM): State.REMEDIED for state in _BY_VENUE},
    (State.REMEDIED, Verb.ACCEPT): State.ACCEPTED,
    (State.REMEDIED, Verb.REFUSE): State.REFUSED,
    **{(state, Verb.HAND_OVER): State.HANDED_OVER for state in _BY_VENUE},
    (State.HANDED_OVER, Verb.ANSWER): State.CLOSED,
    (State.HANDED_OVER, Verb.TAKE_BACK): State.OPEN,
    **{(state, Verb.OPEN_CASE): State.IN_CASE for state in _LIVE},
    **{(state, Verb.SEE_IN_ORDER): State.CLOSED for state in _LIVE},
    **{(state, Verb.CORRECT): State.CLOSED for state in _LIVE},
    **{(state, Verb.TRAIN): State.CLOSED for state in _LIVE},
    **{
        (state, Verb.WITHDRAW): State.CLOSED
        for state in (*_LIVE, State.ACCEPTED, State.HANDED_OVER, State.IN_CASE)
    },
    **{(state, Verb.CLOSE): State.CLOSED for state in (*_BY_VENUE, State.ACCEPTED)},
    (State.IN_CASE, Verb.END_CASE): State.CLOSED,
    # Only what was closed as corrected on site, when the record says otherwise by now.
    (State.CLOSED, Verb.REOPEN): State.OPEN,
}

_OUTCOMES: Mapping[Verb, Outcome] = {
    Verb.ANSWER: Outcome.ANSWERED_BY_OTHER,
    Verb.END_CASE: Outcome.DECIDED_IN_CASE,
    Verb.SEE_IN_ORDER: Outcome.SEEN_IN_ORDER,
    Verb.CORRECT: Outcome.CORRECTED_ON_SITE,
    Verb.TRAIN: Outcome.TRAINED,
    Verb.WITHDRAW: Outcome.WITHDRAWN,
    Verb.CLOSE: Outcome.DROPPED,
}
BY_HAND = (Verb.CLAIM, Verb.ACCEPT, Verb.REFUSE, Verb.CLOSE)
"""What a person does with no more than words; every other verb comes with something else:
a hand-over, a case, a later visit, an amendment.
"""
NEEDS_REASON = frozenset({Verb.REFUSE, Verb.CLOSE})
UNDERWAY = frozenset(_LIVE)
"""The venue has something to do, or its proof waits to be judged."""
BY_VENUE = frozenset(_BY_VENUE)
"""The venue has something to do."""
SETTLED = frozenset({State.ACCEPTED, State.CLOSED})
"""The venue has nothing more to do, and no deadline runs."""


def state_after(state: State, verb: Verb) -> State | None:
    """The state to which a verb leads; None when it is not possible from there."""
    return TRANSITIONS.get((state, verb))


def outcome_of(state: State, verb: Verb) -> Outcome:
    """With which outcome a verb closes from that state."""
    is_accepted = (state, verb) == (State.ACCEPTED, Verb.CLOSE)
    return Outcome.ACCEPTED if is_accepted else _OUTCOMES[verb]


def needs_reason(state: State, verb: Verb) -> bool:
    """Whether somebody must say why. Closing what was accepted needs no more words."""
    return verb in NEEDS_REASON and (state, verb) != (State.ACCEPTED, Verb.CLOSE)


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    lines = [
        f"    {before.value} --> {after.value}: {verb.value}"
        for (before, verb), after in TRANSITIONS.items()
    ]
    return "\n".join(
        ["stateDiagram-v2", "    [*] --> open", *lines, "    closed --> [*]"]
    )
