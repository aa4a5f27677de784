"""Sending a plan out to its teams."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import WrongState
from planning.models import Round, RoundState
from planning.queries.tonight import tonight
from planning.services.asking import planned_by
from planning.services.moving import check, orders_of


@transaction.atomic
def send_out(*, user: User, round_: UUID) -> Round:
    """Send a plan to its teams' tablets and calendars.

    Raises `Invalid` when it cannot be gone any more: an officer was recused since, or a
    venue's hours have changed.
    """
    row = planned_by(user, round_)
    if row.state != RoundState.PLANNED or not row.stops.exists():
        raise WrongState(_("There is no plan to send out."))
    night = tonight(row)
    check(night, orders_of(row, night))
    row.state, row.set_at = RoundState.SET, clock.now()
    row.sequence += 1
    row.save()
    return row
