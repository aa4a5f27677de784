"""Who may plan walks, and who keeps what the town reports together?"""

from accounts.models import Agency, Municipality, User
from accounts.permissions import check_may
from accounts.rules.capabilities import Capability


def check_plans(user: User, agency: Agency) -> None:
    """Raise `NotAllowed` unless the person plans walks for the agency."""
    check_may(user, Capability.PLAN_WALKS, agency.municipality, agency)


def check_keeps_situation(user: User, municipality: Municipality) -> None:
    """Raise `NotAllowed` unless the person keeps reporters, cycles and decisions there."""
    check_may(user, Capability.KEEP_SITUATION, municipality)
