"""Planning a joint night."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Agency, Municipality, User
from accounts.permissions import check_may
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import Invalid
from core.nights import FARTHEST
from inspections.models import Occasion


@transaction.atomic
def plan_occasion(
    *,
    user: User,
    municipality: Municipality,
    night: date,
    name: str,
    invited: Sequence[Agency],
) -> Occasion:
    """Plan a joint night and note which agencies are asked to come."""
    check_may(user, Capability.PLAN_OCCASIONS, municipality)
    if night > clock.today() + FARTHEST:
        raise Invalid(_("That day lies too far ahead."), code="too_far")
    if any(agency.municipality_id != municipality.pk for agency in invited):
        raise Invalid(_("An agency of another municipality cannot be asked here."))
    occasion = Occasion.objects.create(
        municipality=municipality, night=night, name=name
    )
    occasion.invited.set(invited)
    return occasion
