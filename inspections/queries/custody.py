"""What is held back, and who is to look at it."""

from django.db.models import QuerySet

from accounts.models import User
from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from inspections.models import HeldEntry, HeldState


def held_visible_to(user: User) -> QuerySet[HeldEntry]:
    """Entries held for the agencies whose quarantine the person handles."""
    return HeldEntry.objects.filter(
        agency__in=agencies_where(user, Capability.HANDLE_QUARANTINE)
    ).exclude(state=HeldState.SETTLED)
