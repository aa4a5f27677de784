"""Rounds of a certification: whose they are to see."""

from django.db.models import QuerySet

from accounts.models import Municipality, User
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from evidence.models import Certification, Milestone


def certifications_visible_to(user: User) -> QuerySet[Certification]:
    """Those of the municipalities whose evidence the person sees."""
    there = municipalities_where(user, Capability.SEE_EVIDENCE)
    return Certification.objects.filter(municipality__in=there)


def milestones_of_the_last(municipality: Municipality) -> QuerySet[Milestone]:
    """The steps of the round that was begun last, with who answers for them."""
    last = Certification.objects.filter(municipality=municipality).first()
    rows = (
        Milestone.objects.filter(certification=last)
        if last
        else Milestone.objects.none()
    )
    return rows.select_related("owner")
