"""Which documents may be made from where a case stands?

A decision and its note of service exist once it has been decided: by then somebody else
than the drafter has approved it. A communication exists once a day to answer was set.
"""

from collections.abc import Mapping

from cases.models import CaseState as State
from cases.models import DocumentKind

OF_THE_DECISION = frozenset({DocumentKind.DECISION, DocumentKind.SERVICE})
_AFTER_DECISION = frozenset({State.DECIDED, State.SERVED, State.APPEALED, State.FINAL})
_FROM: Mapping[DocumentKind, frozenset[State]] = {
    DocumentKind.LETTER: frozenset(State) - {State.FINAL},
    DocumentKind.COMMUNICATION: frozenset({State.COMMUNICATED}),
    DocumentKind.DECISION: _AFTER_DECISION,
    DocumentKind.SERVICE: _AFTER_DECISION,
}


def documents_from(state: State) -> list[DocumentKind]:
    """The kinds of document that may be made now."""
    return [kind for kind, states in _FROM.items() if state in states]
