"""Whose figures and evidence may this person see, keep, approve, publish?"""

from django.db.models import QuerySet

from accounts.models import Agency, Municipality, User
from accounts.permissions import agencies_where, check_may, municipalities_where
from accounts.rules.capabilities import Capability


def agencies_with_figures(user: User) -> QuerySet[Agency]:
    """The agencies whose sections the person may read: figures tell of nothing else."""
    return agencies_where(user, Capability.READ_SECTIONS)


def check_publishes(user: User, agency: Agency) -> None:
    """Raise `NotAllowed` unless the person publishes the agency's figures."""
    check_may(user, Capability.PUBLISH_FIGURES, agency.municipality, agency)


def sees_evidence(user: User, municipality: str) -> bool:
    """Whether the person sees all evidence of the municipality, by its code."""
    held = municipalities_where(user, Capability.SEE_EVIDENCE)
    return held.filter(pk=municipality).exists()


def check_keeps(user: User, municipality: Municipality) -> None:
    """Raise `NotAllowed` unless the person writes evidence there."""
    check_may(user, Capability.KEEP_EVIDENCE, municipality)


def check_approves(user: User, municipality: Municipality) -> None:
    """Raise `NotAllowed` unless the person approves evidence there."""
    check_may(user, Capability.APPROVE_EVIDENCE, municipality)


def check_packs(user: User, agency: Agency) -> None:
    """Raise `NotAllowed` unless the person approves evidence there and publishes the
    agency's figures: a pack lets both out of the house.
    """
    check_approves(user, agency.municipality)
    check_publishes(user, agency)
