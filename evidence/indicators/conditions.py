"""Whether the licence's conditions were kept (KI17–KI19)."""

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from evidence.indicators.findings import points
from evidence.indicators.indicator import HALF_YEARS, Direction, Indicator, Split
from evidence.indicators.measure import Share
from evidence.indicators.scope import Scope
from evidence.indicators.visits import CHECKED, NOT_CHECKED, visits
from inspections.models import Finding, HeadCount, Section
from venues.models import Licence

GUARDS, CLOSED_LATE, SERVED_LATE = "ALK-14", "ALK-13", "ALK-12"


def _counted_where_limited(scope: Scope) -> QuerySet[Section]:
    """Visits with a head count, where the licence of that night has a limit."""
    licence = (
        Licence.objects.valid_on(OuterRef("visit__night"))
        .filter(venue=OuterRef("venue"))
        .order_by("-version")
        .values("max_persons")[:1]
    )
    most = (
        HeadCount.objects.filter(section=OuterRef("pk"))
        .order_by()
        .values("section")
        .annotate(most=Max("guests"))
        .values("most")
    )
    return (
        visits(scope)
        .annotate(most_guests=Subquery(most), permitted=Subquery(licence))
        .filter(most_guests__isnull=False, permitted__isnull=False)
    )


def _never_too_many(_scope: Scope) -> Q:
    return Q(most_guests__lte=F("permitted"))


def _in_order_at_the_end(_scope: Scope) -> Q:
    late = Finding.objects.filter(section=OuterRef("section"), item=SERVED_LATE)
    return Q(value="ok") & ~Q(Exists(late))


INDICATORS = (
    Indicator(
        code="KI17",
        name=_("Guards as the licence demands"),
        numerator=_("inspections in which the guards demanded were there"),
        denominator=_(
            "inspections in which the licence demanded guards at that hour and it was"
            " checked (ALK-14)"
        ),
        attributes=("W1", "W2"),
        periods=HALF_YEARS,
        direction=Direction.UP,
        measure=Share(
            lambda scope: points(scope, CHECKED, GUARDS),
            lambda _scope: Q(value="ok"),
            unchecked=lambda scope: points(scope, NOT_CHECKED, GUARDS),
        ),
        splits={Split.ZONE, Split.DRAWN},
    ),
    Indicator(
        code="KI18",
        name=_("No more guests than permitted"),
        numerator=_("inspections in which no count passed the permitted number"),
        denominator=_(
            "inspections with a head count where the licence has a permitted number"
        ),
        attributes=("W2", "P1"),
        periods=HALF_YEARS,
        direction=Direction.UP,
        measure=Share(_counted_where_limited, _never_too_many),
        splits={Split.ZONE, Split.DRAWN},
    ),
    Indicator(
        code="KI19",
        name=_("Closed in order"),
        numerator=_(
            "visits with the premises cleared within 30 minutes and nothing served late"
        ),
        denominator=_(
            "visits after the end of serving in which clearing was checked (ALK-13)"
        ),
        attributes=("W4", "M4"),
        periods=HALF_YEARS,
        direction=Direction.UP,
        measure=Share(
            lambda scope: points(scope, CHECKED, CLOSED_LATE),
            _in_order_at_the_end,
            unchecked=lambda scope: points(scope, NOT_CHECKED, CLOSED_LATE),
        ),
        splits={Split.DRAWN},
    ),
)
