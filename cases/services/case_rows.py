"""A case in hand: seen, allowed, locked; and its steps, written one after the other."""

from datetime import date

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules.capabilities import Capability
from accounts.services.locking import locked_for
from cases.models import Case, CaseState, Step
from cases.queries.cases import cases_visible_to
from cases.rules.lifecycle import Verb, state_after
from core import clock
from core.errors import WrongState
from core.words import check_says_something


def case_for(user: User, case: int) -> Case:
    """The case, locked, when the person may handle it; `NotFound` else."""
    return locked_for(
        user,
        Capability.HANDLE_CASES,
        cases_visible_to(user),
        _("There is no such case, or it is not yours to see."),
        pk=case,
    )


def check_possible(case: Case, verb: Verb) -> None:
    """Raise `WrongState` when the verb leads nowhere from where the case stands."""
    if state_after(CaseState(case.state), verb) is None:
        raise WrongState(
            _("That is not possible any more: the case is “%(state)s” by now.")
            % {"state": case.get_state_display()}
        )


def check_words(said: str) -> None:
    """Raise `Invalid` when nobody could read what was meant."""
    check_says_something(
        said, _("Say it in words, three letters or more."), code="words_missing"
    )


def take_step(
    case: Case,
    user: User,
    verb: Verb,
    *,
    on: date | None = None,
    said: str = "",
    by_party: bool = False,
) -> Case:
    """Write the case as it stands after the verb, and the step that led there."""
    before = CaseState(case.state)
    after = state_after(before, verb)
    assert after is not None
    case.state = after
    case.save()
    write_step(case, user, verb, before=before, on=on, said=said, by_party=by_party)
    return case


def write_step(
    case: Case,
    user: User,
    verb: Verb,
    *,
    before: CaseState | None = None,
    on: date | None = None,
    said: str = "",
    by_party: bool = False,
) -> None:
    """Append what happened; a proposal with its measure and ground."""
    is_proposal = verb == Verb.PROPOSE
    Step.objects.create(
        case=case, at=clock.now(), by=user, verb=verb, before=before or "",
        after=case.state, on=on, said=said.strip(), by_party=by_party,
        measure=case.measure if is_proposal else "",
        ground=case.ground if is_proposal else "",
    )  # fmt: skip
