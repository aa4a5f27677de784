"""Hearing the party, and all that is noted in words."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from cases.models import Case
from cases.rules.clocks import Hindrance, hindrance
from cases.rules.lifecycle import BY_WORDS, ENDED, NEEDS_WORDS, Verb
from cases.services.case_rows import case_for, check_possible, check_words, take_step
from core import clock
from core.errors import Invalid, WrongState
from core.nights import FARTHEST
from inspections.services.obligations import end_case

_SAID: Mapping[Hindrance, Promise] = {
    Hindrance.MAY_ANSWER: gettext_lazy("The party may still answer."),
    Hindrance.MAY_APPEAL: gettext_lazy("The party may still appeal."),
    Hindrance.TOO_LATE: gettext_lazy(
        "The appeal came too late. It is for you to reject it (FL 45 §): note that."
    ),
}


@transaction.atomic
def communicate(*, user: User, case: int, answer_by: date, said: str = "") -> Case:
    """Tell the party what weighs, with a definite date to answer (FL 25 §)."""
    row = case_for(user, case)
    check_possible(row, Verb.COMMUNICATE)
    if answer_by <= clock.today():
        raise Invalid(_("The time to answer must lie ahead."), code="answer_by")
    if answer_by > clock.today() + FARTHEST:
        raise Invalid(_("That day lies too far ahead."), code="too_far")
    row.answer_by = answer_by
    return take_step(row, user, Verb.COMMUNICATE, on=answer_by, said=said)


@transaction.atomic
def take_note(
    *, user: User, case: int, verb: Verb, said: str = "", on: date | None = None
) -> Case:
    """A step that needs no more than words, and perhaps the day of which it is noted.

    Raises `Invalid` when words are missing, `WrongState` when the clocks say no.
    """
    row = case_for(user, case)
    check_possible(row, verb)
    if verb not in BY_WORDS:
        raise Invalid(_("This step needs more than words."))
    if verb in NEEDS_WORDS:
        check_words(said)
    against = hindrance(
        verb, answer_by=row.answer_by, appeal_until=row.appeal_until,
        on=on or clock.today(),
    )  # fmt: skip
    if against is not None:
        raise WrongState(_SAID[against], code=against)
    if verb == Verb.SEND_BACK:
        row.approved_by = None
    row = take_step(row, user, verb, on=on, said=said)
    if row.state in ENDED and verb != Verb.NOTE:
        for finding in row.obligations.select_for_update():
            end_case(finding, by=user, said=row.name)
    return row
