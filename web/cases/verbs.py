"""What each step of a case is called, its form, and the service that takes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseState
from cases.rules.lifecycle import Verb, state_after
from cases.services.cases import (
    approve,
    communicate,
    decide,
    propose,
    serve,
    take_note,
)
from web.cases.forms import (
    AppealForm,
    CommunicateForm,
    DecideForm,
    ProposeForm,
    ServeForm,
    WordsForm,
)


@dataclass(frozen=True, slots=True)
class Act:
    """A step as a person takes it; without a form it needs no more than a button."""

    words: Promise
    take: Callable[..., Case]
    form: type[forms.Form] | None = WordsForm


def _noted(verb: Verb) -> Callable[..., Case]:
    return partial(take_note, verb=verb)


ACTS: Mapping[Verb, Act] = {
    Verb.COMMUNICATE: Act(_("Communicate"), communicate, CommunicateForm),
    Verb.SKIP: Act(_("Go on without communicating, and why"), _noted(Verb.SKIP)),
    Verb.ANSWER: Act(_("The party has answered"), _noted(Verb.ANSWER)),
    Verb.NO_ANSWER: Act(_("The time to answer has passed"), _noted(Verb.NO_ANSWER)),
    Verb.PROPOSE: Act(_("Propose a decision"), propose, ProposeForm),
    Verb.APPROVE: Act(_("Approve it for decision"), approve, None),
    Verb.SEND_BACK: Act(_("Send it back, and why"), _noted(Verb.SEND_BACK)),
    Verb.DECIDE: Act(_("Note the decision"), decide, DecideForm),
    Verb.SERVE: Act(_("Note that it was received"), serve, ServeForm),
    Verb.APPEAL: Act(_("An appeal has come"), _noted(Verb.APPEAL), AppealForm),
    Verb.JUDGE: Act(_("Note what the court said"), _noted(Verb.JUDGE)),
    Verb.RUN_OUT: Act(_("The time to appeal has passed"), _noted(Verb.RUN_OUT)),
    Verb.CLOSE: Act(_("Close without measure, and why"), _noted(Verb.CLOSE)),
}


def acts_of(case: Case) -> list[tuple[Verb, Act]]:
    """What may happen next in a case, in the order of its way."""
    state = CaseState(case.state)
    return [
        (verb, act)
        for verb, act in ACTS.items()
        if state_after(state, verb) is not None
    ]


def form_of(
    case: Case, act: Act, data: Any = None, prefix: str = ""
) -> forms.Form | None:
    """The form of a step, filled with what was sent."""
    if act.form is None:
        return None
    form: forms.Form = act.form(data, case=case, prefix=prefix)  # type: ignore[call-arg]
    return form
