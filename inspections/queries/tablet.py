"""What a tablet asks about its officer and about one visit, besides the bundle."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from accounts.models import Membership, User
from accounts.permissions import agencies_where
from accounts.rules.capabilities import ON_THE_TABLET, Capability, roles_that_may
from core import clock
from inspections.models import Entry, Visit
from inspections.queries.sections import sections_visible_to, visits_visible_to


def agencies_of(user: User) -> list[dict[str, Any]]:
    """The agencies for which the person records visits, or walks."""
    visits = set(
        agencies_where(user, Capability.RECORD_VISITS).values_list("pk", flat=True)
    )
    held = agencies_where(user, *ON_THE_TABLET).select_related("municipality")
    return [
        {
            "municipality": agency.municipality_id,
            "municipality_name": agency.municipality.name,
            "code": agency.code,
            "kind": agency.kind,
            "name": agency.name,
            "records_visits": agency.pk in visits,
        }
        for agency in held
    ]


def colleagues_of(user: User) -> list[dict[str, Any]]:
    """Everybody who records visits in the same municipalities, of whatever agency: who
    takes part in a visit is said by name, with or without a tablet of their own.
    """
    towns = agencies_where(user, Capability.RECORD_VISITS).values("municipality")
    rows = (
        Membership.objects.in_force_on(clock.today())
        .filter(
            role__in=roles_that_may(Capability.RECORD_VISITS),
            agency__municipality__in=towns,
        )
        .select_related("user", "agency")
        .order_by("agency__code", "user__name", "user")
    )
    return [
        {
            "id": str(row.user_id),
            "name": row.user.name,
            "municipality": row.municipality_id,
            "agency": row.agency.code,
        }
        for row in rows
        if row.agency is not None
    ]


@dataclass(frozen=True, slots=True)
class VisitOnTablet:
    """A visit with every entry of it that this person may read, late ones apart."""

    visit: Visit
    sections: list[dict[str, Any]]
    entries: list[Entry]


def visit_on_tablet(user: User, visit: UUID) -> VisitOnTablet | None:
    """The visit as the log holds it; None when there is none, or it is not theirs."""
    found = visits_visible_to(user).filter(pk=visit).first()
    if found is None:
        return None
    sections = list(sections_visible_to(user).filter(visit=found))
    entries = (
        Entry.objects.filter(
            visit=found, section__in=[section.code for section in sections]
        )
        .select_related("stream__officer")
        .order_by("recorded_at", "pk")
    )
    return VisitOnTablet(
        found,
        [
            {"code": one.code, "sealed_at": one.sealed_at, "seal": one.seal}
            for one in sections
        ],
        list(entries),
    )
