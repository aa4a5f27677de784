"""What each step of a case is called, its form, and the service that takes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.models import Case, CaseState
from cases.rules.lifecycle import Verb, state_after
from cases.rules.second_pair import may_approve
from cases.services.deciding import approve, decide, propose, serve
from cases.services.hearing import communicate, take_note
from web.cases.forms import (
    AppealForm,
    CaseForm,
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
    form: type[CaseForm] | None = WordsForm


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
    Verb.NOTE: Act(_("Write a note (FL 27 §)"), _noted(Verb.NOTE)),
}


def acts_of(case: Case, user: User) -> list[Verb]:
    """What the person may do next in a case, in the order of its way."""
    state = CaseState(case.state)
    able = [verb for verb in ACTS if state_after(state, verb) is not None]
    if not may_approve(case.agency, drafter=case.drafted_by, approver=user):
        able = [verb for verb in able if verb != Verb.APPROVE]
    return able


def form_of(case: Case, verb: Verb, data: Any = None) -> CaseForm | None:
    """The form of a step, filled with what was sent; None when it needs no words."""
    form = ACTS[verb].form
    return None if form is None else form(data, case=case, prefix=verb.value)
