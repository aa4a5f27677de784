"""From a proposal to a decision that the party has received."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import Case, Copy
from cases.queries.cases import decided_before
from cases.rules.clocks import may_appeal_until
from cases.rules.ladder import is_direct, ladders_on
from cases.rules.lifecycle import Verb
from cases.rules.second_pair import may_approve
from cases.services.case_rows import case_for, check_possible, check_words, take_step
from core import clock
from core.errors import Invalid, NotAllowed, NotFound


@transaction.atomic
def propose(
    *,
    user: User,
    case: int,
    measure: str,
    ground: str,
    reasons: str,
    why_not_milder: str = "",
) -> Case:
    """Draft the decision: a measure on its ground, with the rules and facts that decide.

    Raises `Invalid` when measure or ground are not of the law in force on the day of the
    breach, reasons are missing, or a grave measure skips the milder one unexplained.
    """
    row = case_for(user, case)
    check_possible(row, Verb.PROPOSE)
    ladder = ladders_on(row.breach_on)[row.ladder]
    chosen = ladder.measure(measure)
    if chosen is None or ladder.ground(ground) is None:
        raise Invalid(_("Choose a measure and a ground of this law."))
    check_words(reasons)
    is_explained = bool(why_not_milder.strip())
    if is_direct(ladder, chosen, decided_before(row)) and not is_explained:
        raise Invalid(
            _("No milder measure has been tried. Say why one would be too little."),
            code="why_missing",
        )
    row.measure, row.ground = measure, ground
    row.reasons, row.why_not_milder = reasons.strip(), why_not_milder.strip()
    row.drafted_by, row.approved_by = user, None
    said = "\n\n".join(filter(None, (row.reasons, row.why_not_milder)))
    return take_step(row, user, Verb.PROPOSE, said=said)


@transaction.atomic
def approve(*, user: User, case: int) -> Case:
    """A second pair of eyes: somebody else than the drafter finds it ready to decide.

    Raises `NotAllowed` for the drafter, unless the agency does without.
    """
    row = case_for(user, case)
    check_possible(row, Verb.APPROVE)
    if not may_approve(row.agency, drafter=row.drafted_by, approver=user):
        raise NotAllowed(_("Somebody else than who drafted it must approve it."))
    row.approved_by = user
    return take_step(row, user, Verb.APPROVE)


@transaction.atomic
def decide(
    *,
    user: User,
    case: int,
    decided_on: date,
    deciders: str,
    applies_from: date | None = None,
    why_now: str = "",
) -> Case:
    """Note the decision as it was taken. It applies at once unless stated otherwise
    (AL 10:1); the copies that authorities are due are listed. Until the end of the day
    that was set the party may add to what it has said (FL 25 §): a decision before, or
    over words that came after the proposal, needs the reason why.
    """
    row = case_for(user, case)
    check_possible(row, Verb.DECIDE)
    check_words(deciders)
    if not row.opened_on <= decided_on <= clock.today():
        raise Invalid(_("That day has not come yet, or lies before the case."))
    _check_heard(row, decided_on, why_now)
    row.decided_on, row.deciders = decided_on, deciders.strip()
    row.applies_from = applies_from or decided_on
    due = ladders_on(row.breach_on)[row.ladder].copies_to
    Copy.objects.bulk_create(Copy(case=row, to=one) for one in due)
    said = "\n\n".join(filter(None, (row.deciders, why_now.strip())))
    return take_step(row, user, Verb.DECIDE, on=decided_on, said=said)


def _check_heard(row: Case, decided_on: date, why_now: str) -> None:
    proposed = row.steps.filter(verb=Verb.PROPOSE).latest("pk")
    if row.answer_by is not None and decided_on <= row.answer_by:
        wrong = _(
            "The party has until %(day)s to answer (FL 25 §). Decide after that day, "
            "or say why it need not wait."
        ) % {"day": row.answer_by}
    elif row.steps.filter(by_party=True, pk__gt=proposed.pk).exists():
        wrong = _(
            "The party has written since the decision was drafted. Send it back, or say "
            "why it changes nothing."
        )
    else:
        return
    if not why_now.strip():
        raise Invalid(wrong, code="why_now")
    check_words(why_now)


@transaction.atomic
def serve(*, user: User, case: int, received_on: date, said: str = "") -> Case:
    """Note when the party received the decision: from then on they may appeal."""
    row = case_for(user, case)
    check_possible(row, Verb.SERVE)
    assert row.decided_on is not None  # the state says so
    if not row.decided_on <= received_on <= clock.today():
        raise Invalid(_("That day has not come yet, or lies before the decision."))
    row.served_on, row.appeal_until = received_on, may_appeal_until(received_on)
    return take_step(row, user, Verb.SERVE, on=received_on, said=said)


@transaction.atomic
def tick_copy(*, user: User, copy: int) -> Copy:
    """Note that an authority has been sent its copy; ticking twice changes nothing."""
    row = Copy.objects.select_for_update(of=("self",)).filter(pk=copy).first()
    if row is None:
        raise NotFound(_("There is no such case, or it is not yours to see."))
    case_for(user, row.case_id)
    if row.sent_on is None:
        row.sent_on, row.sent_by = clock.today(), user
        row.save(update_fields=["sent_on", "sent_by"])
    return row
