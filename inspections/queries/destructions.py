"""Destructions that were proposed or decided, and what may be destroyed."""

from collections.abc import Iterable

from django.db.models import QuerySet

from accounts.models import User
from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from inspections.models import Destruction, Entry, Section
from inspections.rules.contract import COMMON, read_payload
from inspections.rules.destruction import DESTROYABLE
from inspections.rules.fold import strings


def destructions_visible_to(user: User) -> QuerySet[Destruction]:
    """Those of the agencies for which the person may propose or decide them."""
    return Destruction.objects.filter(
        section__agency__in=agencies_where(user, Capability.DESTROY_CONTENTS)
    )


def destroyable_in(section: Section) -> QuerySet[Entry]:
    """The entries of the section's agency whose contents are there and may go."""
    return Entry.objects.filter(
        visit=section.visit_id,
        section__in=[section.code, COMMON],
        stream__agency=section.agency_id,
        kind__in=DESTROYABLE,
        payload__isnull=False,
    ).order_by("recorded_at", "pk")


def destroyed_ids(amendments: Iterable[Entry]) -> frozenset[str]:
    """The ids of the entries that amendments say were destroyed."""
    return frozenset(
        one
        for row in amendments
        if row.payload is not None
        for one in strings(read_payload(row.payload), "destroys")
    )
