"""Follow-ups: whose they are to see, and what the public reads."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import AgencyKind, Municipality, Role, User
from accounts.permissions import memberships_with, municipalities_where
from accounts.rules.capabilities import Capability
from core.errors import NotFound
from promises.models import FollowUp, FollowUpState, Party

_PARTIES: dict[str, Party] = {
    AgencyKind.LICENSING: Party.MUNICIPALITY, AgencyKind.ENVIRONMENT: Party.MUNICIPALITY,
    AgencyKind.BUILDING: Party.MUNICIPALITY, AgencyKind.POLICE: Party.POLICE,
}  # fmt: skip
"""Whose word each kind of agency may give; of the others none."""


def follow_ups_visible_to(user: User) -> QuerySet[FollowUp]:
    """Those of the municipalities where the person sees promises, also unpublished."""
    return FollowUp.objects.filter(
        municipality__in=municipalities_where(user, Capability.SEE_PROMISES)
    ).select_related("municipality", "made_by", "frozen_by", "returned_by")


def parties_of(user: User, municipality: Municipality) -> frozenset[Party]:
    """For which parties the person may approve there."""
    held = memberships_with(user, Capability.APPROVE_FOLLOW_UPS).filter(
        municipality=municipality
    )
    found = {
        _PARTIES.get(kind)
        for kind, role in held.values_list("agency__kind", "role")
        if kind == AgencyKind.POLICE or role != Role.POLICE_APPROVER
    }
    return frozenset(one for one in found if one is not None)


def published(municipality: Municipality) -> QuerySet[FollowUp]:
    """Everything that was published there, the latest half-year and revision first."""
    return FollowUp.objects.filter(
        municipality=municipality, state=FollowUpState.PUBLISHED
    )


def locked_follow_up(user: User, follow_up: UUID) -> FollowUp:
    """The follow-up, locked; `NotFound` unless it is the person's to see."""
    rows = follow_ups_visible_to(user).select_for_update(of=("self",))
    row = rows.filter(pk=follow_up).first()
    if row is None:
        raise NotFound(_("There is no such follow-up, or it is not yours to see."))
    return row
