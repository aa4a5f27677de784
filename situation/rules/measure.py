"""What may follow what with a measure of a safety walk?

Carried out, examined or declined with a reason (purple-flag-and-safety 4); done is told by
whoever did it, verified by somebody who looked.
"""

from collections.abc import Mapping

from situation.models import MeasureState

_S = MeasureState
FOLLOWS: Mapping[MeasureState, frozenset[MeasureState]] = {
    _S.PROPOSED: frozenset({_S.EXAMINED, _S.DECIDED, _S.REFUSED}),
    _S.EXAMINED: frozenset({_S.DECIDED, _S.REFUSED}),
    _S.DECIDED: frozenset({_S.DECIDED, _S.DONE, _S.REFUSED}),  # again: another day
    _S.REFUSED: frozenset({_S.DECIDED, _S.EXAMINED}),
    _S.DONE: frozenset(
        {_S.VERIFIED, _S.DECIDED}
    ),  # back: somebody looked, and it was not
    _S.VERIFIED: frozenset(),
}
NEEDS_WORDS = frozenset({_S.EXAMINED, _S.REFUSED})
"""What is not understood without a reason."""


def needs_words(before: MeasureState, after: MeasureState) -> bool:
    """Whether a step has to say why: also one that goes back, or moves the day."""
    return after in NEEDS_WORDS or (
        after is _S.DECIDED and before in {_S.DECIDED, _S.DONE, _S.REFUSED}
    )


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    lines = [
        f"    {before.value} --> {after.value}"
        for before, afters in FOLLOWS.items()
        for after in MeasureState
        if after in afters
    ]
    return "\n".join(
        ["stateDiagram-v2", "    [*] --> proposed", *lines, "    verified --> [*]"]
    )
