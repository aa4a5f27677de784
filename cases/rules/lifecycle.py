"""What may happen in a supervision case, and in what order?

One table; it also prints the diagram in `docs/reference`. Förvaltningslagen (FL): what
weighs is communicated with a definite time to answer (25 §), the decision is documented
(31 §) and reasoned (32 §), what was said is noted (27 §), the party is told (33 §) and may
appeal within three weeks of the day on which they received it (43–44 §§).
"""

from collections.abc import Mapping
from enum import StrEnum

from cases.models import CaseState as State


class Verb(StrEnum):
    OPEN = "open"
    COMMUNICATE = "communicate"
    ANSWER = "answer"
    NO_ANSWER = "no_answer"
    SKIP = "skip"
    PROPOSE = "propose"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    DECIDE = "decide"
    SERVE = "serve"
    APPEAL = "appeal"
    JUDGE = "judge"
    RUN_OUT = "run_out"
    CLOSE = "close"
    NOTE = "note"


_BEFORE_DECISION = (
    State.OPENED,
    State.COMMUNICATED,
    State.ANSWERED,
    State.PROPOSED,
    State.APPROVED,
)
TRANSITIONS: Mapping[tuple[State, Verb], State] = {
    (State.OPENED, Verb.COMMUNICATE): State.COMMUNICATED,
    (State.OPENED, Verb.SKIP): State.ANSWERED,
    (State.COMMUNICATED, Verb.ANSWER): State.ANSWERED,
    (State.COMMUNICATED, Verb.NO_ANSWER): State.ANSWERED,
    (State.ANSWERED, Verb.COMMUNICATE): State.COMMUNICATED,
    (State.ANSWERED, Verb.PROPOSE): State.PROPOSED,
    (State.PROPOSED, Verb.APPROVE): State.APPROVED,
    (State.PROPOSED, Verb.SEND_BACK): State.ANSWERED,
    (State.APPROVED, Verb.SEND_BACK): State.ANSWERED,
    (State.APPROVED, Verb.DECIDE): State.DECIDED,
    (State.DECIDED, Verb.SERVE): State.SERVED,
    (State.SERVED, Verb.APPEAL): State.APPEALED,
    (State.SERVED, Verb.RUN_OUT): State.FINAL,
    (State.APPEALED, Verb.JUDGE): State.FINAL,
    **{(state, Verb.CLOSE): State.CLOSED for state in _BEFORE_DECISION},
}
BY_WORDS = frozenset(
    {
        Verb.ANSWER, Verb.NO_ANSWER, Verb.SKIP, Verb.SEND_BACK, Verb.APPEAL,
        Verb.JUDGE, Verb.RUN_OUT, Verb.CLOSE, Verb.NOTE,
    }
)  # fmt: skip
"""What needs no more than words, and perhaps a day."""
NEEDS_WORDS = frozenset({Verb.SKIP, Verb.SEND_BACK, Verb.JUDGE, Verb.CLOSE, Verb.NOTE})
ENDED = frozenset({State.FINAL, State.CLOSED})


def state_after(state: State, verb: Verb) -> State | None:
    """The state to which a verb leads; None when it is not possible from there. A note
    (FL 27 §) may be written at any time and leads nowhere.
    """
    return state if verb == Verb.NOTE else TRANSITIONS.get((state, verb))


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    lines = [
        f"    {before.value} --> {after.value}: {verb.value}"
        for (before, verb), after in TRANSITIONS.items()
    ]
    ends = [f"    {state.value} --> [*]" for state in sorted(ENDED)]
    return "\n".join(["stateDiagram-v2", "    [*] --> opened", *lines, *ends])
