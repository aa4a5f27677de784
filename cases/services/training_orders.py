"""Ordering training as the follow-up of a finding; it closes the finding when passed."""

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cases.models import TrainingOrder
from cases.queries.training_orders import passed_since
from core import clock
from core.errors import Invalid, NotFound, WrongState
from inspections.models import Obligation, ObligationState
from inspections.rules.obligation import UNDERWAY, Verb, state_after
from inspections.services.obligations import obligation_for, record_step
from training.models import Diploma, StaffRole


@transaction.atomic
def order_training(
    *,
    user: User,
    finding: UUID,
    diploma: Diploma,
    wanted: int,
    roles: Sequence[StaffRole] = (),
) -> TrainingOrder:
    """Order training for a finding that the venue has still to put right."""
    row = obligation_for(user, finding)
    if row.state not in UNDERWAY:
        raise WrongState(_("Nothing is to be put right there any more."))
    if diploma.municipality_id != row.agency.municipality_id:
        raise NotFound(_("There is no such diploma."))
    if wanted < 1:
        raise Invalid(_("Training is for one person at least."))
    try:
        with transaction.atomic():
            return TrainingOrder.objects.create(
                obligation=row, diploma=diploma, wanted=wanted, roles=sorted(roles),
                ordered_on=clock.today(), ordered_by=user,
            )  # fmt: skip
    except IntegrityError:
        raise Invalid(_("That training is ordered already.")) from None


@transaction.atomic
def withdraw_order(*, user: User, order: int) -> TrainingOrder:
    """Take an order back; the finding stays as it is."""
    found = TrainingOrder.objects.filter(pk=order).select_related("obligation").first()
    if found is None:
        raise NotFound(_("There is no such order, or it is not yours to see."))
    obligation_for(user, found.obligation.finding)
    row = TrainingOrder.objects.select_for_update().get(pk=order)
    if not row.waits:
        raise WrongState(_("The order has ended already."))
    row.withdrawn_on = clock.today()
    row.save()
    return row


def meet_training_orders() -> int:
    """Close the findings whose training is passed; how many orders were met."""
    keys = TrainingOrder.objects.filter(met_on=None, withdrawn_on=None)
    return sum(_meet(key) for key in list(keys.values_list("pk", flat=True)))


@transaction.atomic
def _meet(key: int) -> int:
    known = TrainingOrder.objects.filter(pk=key).values("obligation")
    # The finding first, as whoever takes it on: it must not move meanwhile.
    finding = Obligation.objects.select_for_update().get(pk__in=known)
    rows = TrainingOrder.objects.select_for_update(of=("self",)).filter(
        pk=key, met_on=None, withdrawn_on=None
    )
    order = rows.select_related("obligation__venue", "diploma").first()
    if order is None or passed_since(order) < order.wanted:
        return 0
    order.met_on = clock.today()
    order.save()
    others = finding.training_orders.filter(met_on=None, withdrawn_on=None)
    if others.exists():
        return 1
    if state_after(ObligationState(finding.state), Verb.TRAIN) is not None:
        record_step(finding, Verb.TRAIN, said=order.diploma.name_sv)
    return 1
