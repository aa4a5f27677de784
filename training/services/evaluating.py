"""Giving an evaluation, once, without a name."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import NotFound, WrongState
from training.models import Enrolment, EnrolmentState, Evaluation, Person


@transaction.atomic
def evaluate(
    *, person: Person, enrolment: UUID, useful: int, clear: int, joint: int, said: str
) -> None:
    """Keep an evaluation, and that one was given; not whose it is."""
    row = Enrolment.objects.select_for_update(of=("self",)).filter(
        pk=enrolment, person=person, state=EnrolmentState.BOOKED
    ).first()  # fmt: skip
    if row is None:
        raise NotFound(_("There is no such sign-up."))
    if row.evaluated:
        raise WrongState(_("You have given your evaluation already. Thank you!"))
    first = row.session.days.first()
    if first is None or first.starts_at > clock.now():
        raise WrongState(_("The session has not begun yet."))
    row.evaluated = True
    row.save()
    Evaluation.objects.create(
        session=row.session, useful=useful, clear=clear, joint=joint,
        said=said.strip(), given_on=clock.today(),
    )  # fmt: skip
