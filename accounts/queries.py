"""People and their roles, as an administrator sees them."""

from django.db.models import Prefetch, QuerySet

from accounts.models import Agency, Membership, Municipality, User
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability


def memberships_visible_to(user: User) -> QuerySet[Membership]:
    """The roles held in the municipalities whose people the person manages."""
    return Membership.objects.filter(
        municipality__in=municipalities_where(user, Capability.MANAGE_PEOPLE)
    )


def people_visible_to(user: User) -> QuerySet[User]:
    """Whoever holds or held a role there, with those roles."""
    roles = memberships_visible_to(user)
    return (
        User.objects.filter(pk__in=roles.values("user"))
        .prefetch_related(
            Prefetch(
                "memberships",
                roles.select_related("agency", "municipality").order_by(
                    "started_on", "pk"
                ),
            )
        )
        .order_by("name", "pk")
    )


def agencies_managed_by(user: User) -> QuerySet[Agency]:
    """The agencies to which the person may give somebody a role."""
    return Agency.objects.filter(
        municipality__in=municipalities_where(user, Capability.MANAGE_PEOPLE)
    )


def municipalities_managed_by(user: User) -> QuerySet[Municipality]:
    """The municipalities whose people the person manages."""
    return municipalities_where(user, Capability.MANAGE_PEOPLE)
