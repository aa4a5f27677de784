"""Whose figures may this person see, and whose publish?"""

from django.db.models import QuerySet

from accounts.models import Agency, User
from accounts.permissions import agencies_where, check_may
from accounts.rules.capabilities import Capability


def agencies_with_figures(user: User) -> QuerySet[Agency]:
    """The agencies whose sections the person may read: figures tell of nothing else."""
    return agencies_where(user, Capability.READ_SECTIONS)


def check_publishes(user: User, agency: Agency) -> None:
    """Raise `NotAllowed` unless the person publishes the agency's figures."""
    check_may(user, Capability.PUBLISH_FIGURES, agency.municipality, agency)
