"""What a meeting decides, what came of it, and what reporters are told."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import Invalid, NotFound, WrongState
from core.nights import FARTHEST
from core.post import Draft, compose, write_letters
from core.words import check_says_something, says_something
from situation.models import Decision, DecisionState, Feedback, Report, Reporter
from situation.permissions import check_keeps_situation
from situation.queries.cycles import decisions_visible_to
from situation.services.cycles import cycle_in_hand
from situation.services.reporters import link_of
from situation.services.screened import check_names_nobody


@transaction.atomic
def decide(
    *,
    user: User,
    cycle: UUID,
    problem: str,
    action: str,
    owner: str,
    due_on: date,
    reports: Sequence[Report] = (),
) -> Decision:
    """Decide at a cycle's meeting who does what by when, and for which problem.

    Raises `NotFound`, `NotAllowed`; `Invalid` with what is missing.
    """
    row = cycle_in_hand(user, cycle)
    if not says_something(problem, action, owner):
        raise Invalid(_("Say for which problem, what is done, and who does it."))
    check_names_nobody(problem, action, owner)
    if not clock.today() <= due_on <= clock.today() + FARTHEST:
        raise Invalid(_("Choose a day from today on, within two years."))
    _check_of_the_town(reports, row.municipality_id)
    made = Decision.objects.create(
        cycle=row, problem=problem.strip(), action=action.strip(), owner=owner.strip(),
        due_on=due_on, made_at=clock.now(), made_by=user,
    )  # fmt: skip
    made.reports.set(reports)
    return made


@transaction.atomic
def close_decision(
    *, user: User, decision: UUID, state: DecisionState, came: str
) -> Decision:
    """Close what was decided: done or dropped, with what came of it.

    Raises `NotFound`, `NotAllowed`, `WrongState`, `Invalid`.
    """
    rows = decisions_visible_to(user).select_for_update(of=("self",))
    row = rows.filter(pk=decision).first()
    if row is None:
        raise NotFound(_("There is no such decision, or it is not yours to see."))
    check_keeps_situation(user, row.cycle.municipality)
    if row.state != DecisionState.OPEN:
        raise WrongState(_("It is closed already."))
    if state is DecisionState.OPEN:
        raise Invalid(_("Say whether it was done or dropped."))
    check_says_something(came, _("Say what came of it in a few words."))
    check_names_nobody(came)
    row.state, row.came = state, came.strip()
    row.closed_on, row.closed_by = clock.today(), user
    row.save(update_fields=["state", "came", "closed_on", "closed_by"])
    return row


@transaction.atomic
def give_feedback(
    *, user: User, cycle: UUID, reports: Sequence[Report], text: str
) -> Feedback:
    """Tell those who reported what came of it, by mail and on their pages.

    Raises `NotFound`, `NotAllowed`; `Invalid` without words, or of no report of the town.
    """
    row = cycle_in_hand(user, cycle)
    check_says_something(text, _("Say what came of it in a few words."))
    check_names_nobody(text)
    if not reports:
        raise Invalid(_("Choose the reports that it answers to."))
    _check_of_the_town(reports, row.municipality_id)
    made = Feedback.objects.create(
        text=text.strip(), given_at=clock.now(), given_by=user
    )
    made.reports.set(reports)
    told = Reporter.objects.filter(
        reports__in=[one.pk for one in reports], ended_on=None
    ).select_related("municipality")
    write_letters(_letter(made, one) for one in told.distinct())
    return made


def _check_of_the_town(reports: Sequence[Report], town: str) -> None:
    if any(one.cycle.municipality_id != town for one in reports):
        raise Invalid(_("Choose reports of this town."))


def _letter(made: Feedback, to: Reporter) -> Draft:
    with translation.override(to.language):
        return compose(
            key=f"feedback:{made.pk}:{to.pk}",
            to=to.email,
            subject=_("What came of what you reported"),
            paragraphs=[
                _("Hello %(name)s,") % {"name": to.organisation},
                made.text,
                _("Your page shows which of your reports it is about."),
            ],
            link=link_of(to),
            is_secret=True,
        )
