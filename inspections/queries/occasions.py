"""Joint nights: planned, and what came of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import Agency, User
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from inspections.models import Occasion, Section, Visit
from inspections.queries.sections import visits_visible_to


@dataclass(frozen=True, slots=True)
class Attendance:
    """An agency at a joint night: asked or not, and in how many visits it took part."""

    agency: Agency
    is_invited: bool
    visits: int


def occasions_visible_to(user: User) -> QuerySet[Occasion]:
    """The joint nights of the municipalities whose visits the person may read."""
    return Occasion.objects.filter(
        municipality__in=municipalities_where(user, Capability.READ_SECTIONS)
    )


def visits_of(user: User, occasion: Occasion) -> QuerySet[Visit]:
    """The visits of a joint night that the person may see."""
    return visits_visible_to(user).filter(occasion=occasion)


def attendance_of(user: User, occasion: Occasion) -> Sequence[Attendance]:
    """Which agencies were asked and which came, by the visits the person may see.

    An agency came where it has a section: who took part is common to all who did.
    """
    invited = set(occasion.invited.all())
    took_part: dict[Agency, int] = dict.fromkeys(invited, 0)
    for section in Section.objects.filter(
        visit__in=visits_of(user, occasion), agency__isnull=False
    ).select_related("agency"):
        assert section.agency is not None
        took_part[section.agency] = took_part.get(section.agency, 0) + 1
    return [
        Attendance(agency, agency in invited, took_part[agency])
        for agency in sorted(took_part, key=lambda one: one.name)
    ]
