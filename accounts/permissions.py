"""May this person do this here? Each check raises `NotAllowed` with a sentence."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import Agency, Membership, Municipality, User
from accounts.rules.capabilities import Capability, capabilities_of, roles_that_may
from core import clock
from core.errors import NotAllowed


def memberships_with(user: User, *capabilities: Capability) -> QuerySet[Membership]:
    """The memberships in force today that bring one of the capabilities."""
    roles = frozenset().union(*(roles_that_may(one) for one in capabilities))
    return Membership.objects.in_force_on(clock.today()).filter(
        user=user, role__in=roles
    )


def capabilities_held(user: User) -> frozenset[Capability]:
    """The capabilities that the person holds somewhere today."""
    roles = Membership.objects.in_force_on(clock.today()).filter(user=user)
    return frozenset().union(
        *(capabilities_of(role) for role in roles.values_list("role", flat=True))
    )


def municipalities_where(user: User, capability: Capability) -> QuerySet[Municipality]:
    """The municipalities in which the person holds the capability for some agency."""
    held = memberships_with(user, capability).values("municipality")
    return Municipality.objects.filter(pk__in=held)


def agencies_where(user: User, *capabilities: Capability) -> QuerySet[Agency]:
    """The agencies for which the person holds one of the capabilities."""
    held = memberships_with(user, *capabilities).values("agency")
    return Agency.objects.filter(pk__in=held)


def check_may(
    user: User,
    capability: Capability | Collection[Capability],
    municipality: Municipality,
    agency: Agency | None = None,
) -> None:
    """Raise `NotAllowed` unless the person holds the capability, or one of several, there
    today.

    With an agency, the membership must be in that very agency.
    """
    wanted = (capability,) if isinstance(capability, Capability) else capability
    held = memberships_with(user, *wanted).filter(municipality=municipality)
    if agency is not None:
        held = held.filter(agency=agency)
    if not held.exists():
        raise NotAllowed(
            _(
                "You have no role that allows this here. "
                "Ask your administrator if you should have one."
            )
        )
