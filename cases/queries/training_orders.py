"""Training that was ordered: how many have passed since."""

from cases.models import TrainingOrder
from core import clock
from training.models import Certificate
from training.queries.people import staff_of_venue


def passed_since(order: TrainingOrder) -> int:
    """How many of today's staff in those roles have passed from the day of the order."""
    staff = staff_of_venue(order.obligation.venue, clock.today())
    if order.roles:
        staff = staff.filter(role__in=order.roles)
    rows = Certificate.objects.filter(
        person__in=staff.values("person"), diploma=order.diploma_id, revoked_at=None,
        issued_on__gte=order.ordered_on, origin="",
    )  # fmt: skip
    return rows.values("person").distinct().count()
