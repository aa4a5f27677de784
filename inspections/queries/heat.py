"""Where in town was something found? Findings counted by square, as one may see them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet

from accounts.models import User
from inspections.models import Finding
from inspections.queries.sections import sections_visible_to
from venues.models import Venue
from venues.rules.grid import Square, square_of

SIDE_METRES = 200
DAYS = 730


@dataclass(frozen=True, slots=True)
class Heat:
    """A square with its findings and the venues at which they were made."""

    square: Square
    findings: int
    venues: int


def heat_of(user: User, among: QuerySet[Venue], today: date) -> list[Heat]:
    """The squares of these venues with findings of the last two years, hottest first."""
    rows = (
        Finding.objects.filter(
            section__in=sections_visible_to(user),
            found_on__gt=today - timedelta(days=DAYS),
            venue__in=among.exclude(latitude=None),
        )
        .order_by()
        .values_list("venue__latitude", "venue__longitude", "venue")
        .annotate(count=Count("pk"))
    )
    findings: Counter[Square] = Counter()
    venues: Counter[Square] = Counter()
    for latitude, longitude, _venue, count in rows:
        square = square_of(latitude, longitude, SIDE_METRES)
        findings[square] += count
        venues[square] += 1
    return sorted(
        (Heat(square, count, venues[square]) for square, count in findings.items()),
        key=lambda one: (-one.findings, one.square),
    )
