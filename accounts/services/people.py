"""Giving people accounts and roles, and ending roles. Nothing is deleted: roles end."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Agency, Membership, Municipality, Role, User
from accounts.permissions import check_may
from accounts.queries import memberships_visible_to
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import Invalid, NotAllowed, NotFound

# Roles that may be held for the municipality alone (see the constraint on the table).
WITHOUT_AGENCY = frozenset({Role.PARTNER, Role.ADMINISTRATOR, Role.AUDITOR})


@transaction.atomic
def give_role(
    *,
    giver: User,
    email: str,
    name: str,
    language: str,
    municipality: Municipality,
    agency: Agency | None,
    role: Role,
    started_on: date,
) -> tuple[Membership, bool]:
    """Give somebody a role, making their account if there is none; whether it was made.

    Raises `Invalid` when the agency and the role do not go together. Giving a role that
    is held already changes nothing.
    """
    check_may(giver, Capability.MANAGE_PEOPLE, municipality)
    if agency is None and role not in WITHOUT_AGENCY:
        raise Invalid(_("This role is held for an agency. Choose which."))
    if agency is not None and agency.municipality_id != municipality.pk:
        raise Invalid(_("The agency belongs to another municipality."))
    user = User.objects.filter(email__iexact=email).first()
    is_new = user is None
    if user is None:
        user = User(email=User.objects.normalize_email(email), name=name)
        user.language = language
        user.set_unusable_password()
        user.save()
    held = Membership.objects.filter(
        user=user, municipality=municipality, agency=agency, role=role, ended_on=None
    ).first()
    if held is not None:
        return held, is_new
    membership = Membership.objects.create(
        user=user, municipality=municipality, agency=agency, role=role,
        started_on=started_on,
    )  # fmt: skip
    return membership, is_new


@transaction.atomic
def end_role(
    *, ender: User, membership: int, ended_on: date | None = None
) -> Membership:
    """End a role, from tomorrow unless a day is given; what was done with it stays.

    Nobody ends their own administration: a municipality would be left without one.
    """
    row = (
        memberships_visible_to(ender)
        .select_for_update(of=("self",))
        .filter(pk=membership)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such role, or it is not yours to end."))
    if row.user_id == ender.pk and row.role == Role.ADMINISTRATOR:
        raise NotAllowed(_("Somebody else must end your administration."))
    last = ended_on or clock.today()
    if last < row.started_on:
        last = max(row.started_on, clock.today() - timedelta(days=1))
    if row.ended_on is None or last < row.ended_on:
        row.ended_on = last
        row.save()
    return row
