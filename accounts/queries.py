"""People and their roles: as an administrator sees them, and whom a letter reaches."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from accounts.models import Agency, Membership, Municipality, User
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability, roles_that_may
from core import clock


def memberships_visible_to(user: User) -> QuerySet[Membership]:
    """The roles held in the municipalities whose people the person manages."""
    return Membership.objects.filter(
        municipality__in=municipalities_where(user, Capability.MANAGE_PEOPLE)
    )


def people_visible_to(user: User) -> QuerySet[User]:
    """Whoever holds or held a role there, with those roles."""
    roles = memberships_visible_to(user)
    return (
        User.objects.filter(pk__in=roles.values("user"))
        .prefetch_related(
            Prefetch(
                "memberships",
                roles.select_related("agency", "municipality").order_by(
                    "started_on", "pk"
                ),
            )
        )
        .order_by("name", "pk")
    )


def people_wholly_managed_by(user: User) -> QuerySet[User]:
    """Others whose every present role is held where the person manages people: nobody
    gets power over somebody by giving them one role more.
    """
    present = Membership.objects.in_force_on(clock.today())
    mine = municipalities_where(user, Capability.MANAGE_PEOPLE)
    return (
        User.objects.filter(pk__in=present.filter(municipality__in=mine).values("user"))
        .exclude(pk__in=present.exclude(municipality__in=mine).values("user"))
        .exclude(pk=user.pk)
    )


def agencies_managed_by(user: User) -> QuerySet[Agency]:
    """The agencies to which the person may give somebody a role."""
    return Agency.objects.filter(
        municipality__in=municipalities_where(user, Capability.MANAGE_PEOPLE)
    )


def municipalities_managed_by(user: User) -> QuerySet[Municipality]:
    """The municipalities whose people the person manages."""
    return municipalities_where(user, Capability.MANAGE_PEOPLE)


@dataclass(frozen=True, slots=True)
class Staff:
    """Who works for an agency today, and who of them leads: settles what is held."""

    members: set[UUID] = field(default_factory=set)
    leads: dict[UUID, User] = field(default_factory=dict)

    def in_charge(self, mine: User | None, *, also_leads: bool) -> list[User]:
        """Whose matter it is, when they still work there; else, or also, those who lead."""
        found = {mine.pk: mine} if mine and mine.pk in self.members else {}
        if also_leads or not found:
            found |= self.leads
        return list(found.values())


def staff_of(agencies: Iterable[int]) -> dict[int, Staff]:
    """The staff of each agency, by its key; one that has none has an empty one."""
    rows = (
        Membership.objects.in_force_on(clock.today())
        .filter(agency__in=set(agencies))
        .select_related("user")
        .order_by("user")
    )
    leading = roles_that_may(Capability.HANDLE_QUARANTINE)
    found: dict[int, Staff] = defaultdict(Staff)
    for row in rows:
        if row.agency_id is not None:
            found[row.agency_id].members.add(row.user_id)
            if row.role in leading:
                found[row.agency_id].leads[row.user_id] = row.user
    return found


def people_with(capability: Capability, municipality: str) -> QuerySet[User]:
    """Who holds the capability today in the municipality of that code, for whatever
    agency.
    """
    held = Membership.objects.in_force_on(clock.today()).filter(
        municipality=municipality, role__in=roles_that_may(capability)
    )
    return User.objects.filter(pk__in=held.values("user")).order_by("name", "pk")
