"""Who keeps promises, goals and activities?"""

from accounts.models import Municipality, User
from accounts.permissions import check_may
from accounts.rules.capabilities import Capability


def check_keeps_promises(user: User, municipality: Municipality) -> None:
    """Raise `NotAllowed` unless the person keeps promises there."""
    check_may(user, Capability.KEEP_PROMISES, municipality)
