"""Deciding who must hold a diploma; ending it. Nothing is changed afterwards."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Municipality, User
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from core.errors import Invalid, NotFound
from training.models import Diploma, Requirement, Scope, StaffRole
from training.permissions import check_organises
from venues.models import Venue


@transaction.atomic
def require(
    *,
    user: User,
    municipality: Municipality,
    diploma: Diploma,
    scope: Scope,
    basis: str,
    valid_from: date,
    venue: Venue | None = None,
    percent: int | None = None,
    roles: Sequence[StaffRole] = (),
    after_minute: int | None = None,
    valid_to: date | None = None,
) -> Requirement:
    """Write a requirement down with where it is decided. Raises `Invalid` when a share
    lacks its percentage or named roles are not named.
    """
    check_organises(user, municipality)
    if diploma.municipality_id != municipality.pk:
        raise NotFound(_("There is no such diploma."))
    if venue is not None and venue.municipality_id != municipality.pk:
        raise NotFound(_("There is no such venue, or it is not yours to see."))
    if (scope == Scope.SHARE) != (percent is not None):
        raise Invalid(_("A share needs its percentage, and nothing else does."))
    if (scope == Scope.ROLES) != bool(roles):
        raise Invalid(_("Named roles must be chosen, and only then."))
    if valid_to is not None and valid_to < valid_from:
        raise Invalid(_("The last day lies before the first."))
    return Requirement.objects.create(
        municipality=municipality, venue=venue, diploma=diploma, scope=scope,
        percent=percent, roles=sorted(roles), after_minute=after_minute,
        basis=basis.strip(), valid_from=valid_from, valid_to=valid_to, noted_by=user,
    )  # fmt: skip


@transaction.atomic
def end_requirement(*, user: User, requirement: int, last_on: date) -> Requirement:
    """Let it hold to and including a day."""
    there = municipalities_where(user, Capability.ORGANISE_TRAINING)
    row = Requirement.objects.select_for_update(of=("self",)).filter(
        pk=requirement, municipality__in=there
    ).first()  # fmt: skip
    if row is None:
        raise NotFound(_("There is no such requirement."))
    if last_on < row.valid_from:
        raise Invalid(_("The last day lies before the first."))
    row.valid_to = last_on
    row.save()
    return row
