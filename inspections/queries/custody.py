"""What is held back, and who is to look at it."""

from django.db.models import QuerySet

from accounts.models import User
from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from inspections.models import HeldEntry, HeldState


def custody_visible_to(user: User) -> QuerySet[HeldEntry]:
    """All that was ever held for the agencies whose quarantine the person handles."""
    return HeldEntry.objects.filter(
        agency__in=agencies_where(user, Capability.HANDLE_QUARANTINE)
    )


def held_visible_to(user: User) -> QuerySet[HeldEntry]:
    """What is held there now, and may need a decision."""
    return custody_visible_to(user).exclude(state=HeldState.SETTLED)


def decided_visible_to(user: User) -> QuerySet[HeldEntry]:
    """What a person has decided, latest first."""
    decided = custody_visible_to(user).exclude(settled_by=None)
    return decided.order_by("-settled_at", "pk")
