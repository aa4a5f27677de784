"""How the state of a case looks."""

from collections.abc import Mapping

from cases.models import Case, CaseState
from web.parts.mark import Mark, Tone

_TONES: Mapping[str, Tone] = {
    CaseState.DECIDED: Tone.CARE,
    CaseState.SERVED: Tone.CALM,
    CaseState.APPEALED: Tone.CARE,
    CaseState.FINAL: Tone.GOOD,
    CaseState.CLOSED: Tone.NONE,
}


def state_mark(case: Case) -> Mark:
    """Where a case stands."""
    return Mark(case.get_state_display(), _TONES.get(case.state, Tone.CARE))
