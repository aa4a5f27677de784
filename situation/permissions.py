"""Who may plan walks, and record them?"""

from accounts.models import Agency, User
from accounts.permissions import check_may
from accounts.rules.capabilities import Capability


def check_plans(user: User, agency: Agency) -> None:
    """Raise `NotAllowed` unless the person plans walks for the agency."""
    check_may(user, Capability.PLAN_WALKS, agency.municipality, agency)
