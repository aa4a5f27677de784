"""What the public told a town, and whether its door is open."""

from datetime import datetime

from django.db.models import QuerySet

from accounts.models import Municipality, User
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from situation.models import PublicDoor, PublicWord, WordState


def open_doors() -> QuerySet[Municipality]:
    """The municipalities that anybody may tell what is unsafe."""
    return Municipality.objects.filter(
        pk__in=PublicDoor.objects.filter(closed_at=None).values("municipality")
    )


def public_words_visible_to(user: User) -> QuerySet[PublicWord]:
    """What was told where the person keeps the situation: nobody else reads it before
    somebody has looked at it.
    """
    return PublicWord.objects.filter(
        municipality__in=municipalities_where(user, Capability.KEEP_SITUATION)
    ).select_related("municipality", "settled_by")


def waiting_words(user: User) -> QuerySet[PublicWord]:
    """Those of them that wait for a look, the oldest first."""
    return public_words_visible_to(user).filter(state=WordState.WAITING)


def told_since(municipality: Municipality, since: datetime) -> int:
    """How much the public told the town since then."""
    return PublicWord.objects.filter(
        municipality=municipality, told_at__gt=since
    ).count()
