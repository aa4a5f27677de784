"""How a finding stands, in the venue's words: nothing of what the authority thinks."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inspections.models import Obligation, ObligationState, Outcome

_STATES: Mapping[str, Promise] = {
    ObligationState.OPEN: _("to be put right"),
    ObligationState.REMEDIED: _("your proof is being looked at"),
    ObligationState.REFUSED: _("your proof was not enough: more is needed"),
    ObligationState.ACCEPTED: _("your proof is accepted"),
    ObligationState.HANDED_OVER: _("another authority is in charge"),
    ObligationState.IN_CASE: _("the authority deals with it"),
    ObligationState.CLOSED: _("closed"),
}
_OUTCOMES: Mapping[str, Promise] = {
    Outcome.CORRECTED_ON_SITE: _("put right on site"),
    Outcome.ACCEPTED: _("put right, proof accepted"),
    Outcome.SEEN_IN_ORDER: _("seen in order at a later visit"),
    Outcome.TRAINED: _("closed: the ordered training is passed"),
    Outcome.WITHDRAWN: _("withdrawn: it does not count any more"),
}
_NEXT: Mapping[str, Promise] = {
    ObligationState.OPEN: _("Put it right and send proof below."),
    ObligationState.REMEDIED: _(
        "Somebody at the authority looks at it and accepts it or says what is missing. "
        "You get a mail then; you need do nothing more."
    ),
    ObligationState.REFUSED: _("Read why below, and send what is missing."),
    ObligationState.ACCEPTED: _("You need do nothing more."),
    ObligationState.HANDED_OVER: _("The other authority will be in touch."),
    ObligationState.IN_CASE: _(
        "You hear from the authority before anything is decided."
    ),
    ObligationState.CLOSED: _("You need do nothing more."),
}


def state_words(row: Obligation) -> Promise:
    """Where it stands."""
    return _OUTCOMES.get(row.outcome, _STATES[row.state])


def what_happens_next(row: Obligation) -> Promise:
    """What comes now, and from whom."""
    return _NEXT[row.state]
