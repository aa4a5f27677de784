"""Bringing in the outline of the area that is certified, version by version."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Municipality, User
from accounts.permissions import check_may
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import Invalid
from core.nights import FARTHEST
from venues.models import Area
from venues.rules.outline import read_outline


@transaction.atomic
def bring_in_area(
    *,
    user: User,
    municipality: Municipality,
    name: str,
    content: bytes,
    valid_from: date,
) -> Area:
    """A new version of the municipality's area from a day on; the one before ends the day
    before. What happened before that day stays inside or outside as it was.

    Raises `NotAllowed`; `Invalid` for a file that is no outline, or a day before the
    version that is in force began.
    """
    check_may(user, Capability.IMPORT_REGISTER, municipality)
    polygon = read_outline(content)
    if valid_from > clock.today() + FARTHEST:
        raise Invalid(_("That day lies too far away."))
    Municipality.objects.select_for_update().get(pk=municipality.pk)  # one at a time
    rows = Area.objects.filter(municipality=municipality)
    latest = rows.order_by("-valid_from", "-pk").first()
    if latest is not None:
        if valid_from <= latest.valid_from:
            raise Invalid(
                _("A version that began on %(day)s is there. Choose a later day.")
                % {"day": latest.valid_from.isoformat()}
            )
        if latest.valid_to is None or latest.valid_to >= valid_from:
            latest.valid_to = valid_from - timedelta(days=1)
            latest.save(update_fields=["valid_to"])
    return Area.objects.create(
        municipality=municipality, name=name, polygon=polygon, valid_from=valid_from
    )
