"""Handing a finding to the agency in charge of it (F5), and its answer.

What is sent is a text that a person has written or checked, with its legal ground: the
other agency sees that text and nothing else of the section.
"""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Agency, User
from core import clock
from core.errors import Invalid, NotAllowed, NotFound, WrongState
from inspections.models import HandOver, Obligation
from inspections.queries.obligations import handed_to
from inspections.rules.follow_up import answer_wanted_by
from inspections.rules.obligation import Verb
from inspections.services.hand_over_letters import write_hand_over_letters
from inspections.services.obligations import (
    check_possible,
    check_reason,
    obligation_for,
    record_step,
)


@transaction.atomic
def hand_over(
    *, user: User, obligation: UUID, to: Agency, text: str, legal_ground: str
) -> HandOver:
    """Hand a finding to another agency of the municipality.

    Raises `WrongState` when it has gone on meanwhile, `Invalid` when it is one's own
    agency, or another municipality's, or nothing is said.
    """
    row = obligation_for(user, obligation)
    check_possible(row, Verb.HAND_OVER)
    if to.pk == row.agency_id or to.municipality_id != row.agency.municipality_id:
        raise Invalid(_("Choose another agency of the municipality."))
    if not text.strip() or not legal_ground.strip():
        raise Invalid(_("Say what is sent, and on which legal ground."))
    sent = HandOver.objects.create(
        obligation=row, to=to, text=text.strip(), legal_ground=legal_ground.strip(),
        sent_at=clock.now(), sent_by=user, answer_by=answer_wanted_by(clock.today()),
    )  # fmt: skip
    record_step(row, Verb.HAND_OVER, by=user, said=f"{to.name}: {legal_ground}")
    write_hand_over_letters(sent)
    return sent


@transaction.atomic
def answer_hand_over(*, user: User, hand_over: int, answer: str) -> HandOver:
    """Answer what was handed over: by the agency that got it, or by the one that sent it
    when the answer came by another way.
    """
    found = HandOver.objects.select_related("obligation").filter(pk=hand_over).first()
    if found is None or not _may_answer(user, found):
        raise NotFound(_("There is no such hand-over, or it is not yours to answer."))
    # The finding first, as everybody locks them: it may be withdrawn meanwhile.
    row = Obligation.objects.select_for_update().get(pk=found.obligation_id)
    sent = HandOver.objects.select_for_update().get(pk=hand_over)
    sent.obligation = row
    if sent.answered_at is not None:
        raise WrongState(_("It has been answered already."))
    check_possible(sent.obligation, Verb.ANSWER)
    if not answer.strip():
        raise Invalid(_("Write what came of it."))
    sent.answer, sent.answered_at, sent.answered_by = answer.strip(), clock.now(), user
    sent.save(update_fields=["answer", "answered_at", "answered_by"])
    record_step(sent.obligation, Verb.ANSWER, by=user, said=sent.answer)
    return sent


def _may_answer(user: User, sent: HandOver) -> bool:
    if handed_to(user).filter(pk=sent.pk).exists():
        return True
    try:
        obligation_for(user, sent.obligation.finding)
    except (NotFound, NotAllowed):
        return False
    return True


@transaction.atomic
def take_back(*, user: User, obligation: UUID, reason: str) -> None:
    """Take a finding back that the other agency does not deal with, saying why."""
    row = obligation_for(user, obligation)
    check_possible(row, Verb.TAKE_BACK)
    check_reason(reason)
    waiting = HandOver.objects.filter(obligation=row, answered_at=None)
    waiting.update(answer=reason.strip(), answered_at=clock.now(), answered_by=user)
    record_step(row, Verb.TAKE_BACK, by=user, said=reason.strip())
