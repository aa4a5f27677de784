"""Rounds of a certification: whose they are to see."""

from django.db.models import QuerySet

from accounts.models import Municipality, User
from accounts.permissions import municipalities_where
from accounts.queries import people_with
from accounts.rules.capabilities import Capability
from evidence.models import Certification, Milestone


def certifications_visible_to(user: User) -> QuerySet[Certification]:
    """Those of the municipalities whose evidence the person sees."""
    there = municipalities_where(user, Capability.SEE_EVIDENCE)
    return Certification.objects.filter(municipality__in=there)


def people_for_steps(municipality_code: str) -> QuerySet[User]:
    """Who may answer for a step: keeps evidence there, and sees the rounds."""
    sees = people_with(Capability.SEE_EVIDENCE, municipality_code)
    return people_with(Capability.KEEP_EVIDENCE, municipality_code).filter(
        pk__in=sees.values("pk")
    )


def milestones_of_the_last(municipality: Municipality) -> QuerySet[Milestone]:
    """The steps of the round that was begun last, with who answers for them."""
    last = Certification.objects.filter(municipality=municipality).first()
    rows = (
        Milestone.objects.filter(certification=last)
        if last
        else Milestone.objects.none()
    )
    return rows.select_related("owner")
