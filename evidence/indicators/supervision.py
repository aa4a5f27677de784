"""Where and when inspections are made, and with whom (KI1–KI6, KI21, KI22)."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from evidence.indicators.indicator import (
    HALF_YEARS,
    NO_DENOMINATOR,
    ROLLING,
    YEARS,
    Direction,
    Indicator,
    Split,
)
from evidence.indicators.inside import venues_inside
from evidence.indicators.licences import licensed_venues
from evidence.indicators.measure import Number, Per, Share
from evidence.indicators.risk_quartile import share_in_top, top_quartile
from evidence.indicators.scope import Scope
from evidence.indicators.visits import (
    begun_within,
    joint,
    visits,
    with_a_further_agency,
)
from inspections.models import Section

_FRIDAY_AND_SATURDAY = (6, 7)  # as `week_day` counts: Sunday is 1
_PEAK_HOURS = (22, 23, 0, 1, 2, 3, 4)
_NIGHT = "visit__night"


def _joint_visits(scope: Scope) -> QuerySet[Section]:
    return visits(scope).filter(joint())


INDICATORS = (
    Indicator(
        code="KI1",
        name=_("Coverage of supervision"),
        numerator=_("venues inspected on site at least once"),
        denominator=_(
            "venues with a permanent licence to serve the public on a day of the period"
        ),
        attributes=("W3",),
        periods=YEARS | HALF_YEARS,
        direction=Direction.UP,
        measure=Share(
            licensed_venues,
            lambda scope: Q(Exists(visits(scope).filter(venue=OuterRef("pk")))),
        ),
        splits={Split.ZONE},
    ),
    Indicator(
        code="KI2",
        name=_("Inspections at peak hours"),
        numerator=_("inspections begun 22:00–05:00 on a Friday or Saturday night"),
        denominator=_("inspections on site"),
        attributes=("W3", "W4"),
        periods=HALF_YEARS | ROLLING,
        direction=Direction.UP,
        measure=Share(
            visits,
            lambda _scope: (
                begun_within(_PEAK_HOURS)
                & Q(visit__night__week_day__in=_FRIDAY_AND_SATURDAY)
            ),
        ),
    ),
    Indicator(
        code="KI3",
        name=_("Joint nights"),
        numerator=_(
            "nights with a visit in which municipality and police both took part"
        ),
        denominator=NO_DENOMINATOR,
        attributes=("W3", "E4"),
        periods=HALF_YEARS | YEARS,
        direction=Direction.UP,
        measure=Number(_joint_visits, once=_NIGHT),
        splits={Split.ZONE},
    ),
    Indicator(
        code="KI4",
        name=_("Joint visits"),
        numerator=_("visits in which municipality and police both took part"),
        denominator=NO_DENOMINATOR,
        attributes=("W3",),
        periods=HALF_YEARS | YEARS,
        direction=Direction.UP,
        measure=Number(_joint_visits),
        splits={Split.ZONE},
    ),
    Indicator(
        code="KI4a",
        name=_("Venues visited jointly"),
        numerator=_("different venues visited by municipality and police together"),
        denominator=NO_DENOMINATOR,
        attributes=("W3",),
        periods=HALF_YEARS | YEARS,
        direction=Direction.UP,
        measure=Number(_joint_visits, once="venue"),
        splits={Split.ZONE},
    ),
    Indicator(
        code="KI4b",
        name=_("Visits in a joint night"),
        numerator=_("visits in which municipality and police both took part"),
        denominator=_("nights with such a visit"),
        attributes=("W3",),
        periods=HALF_YEARS | YEARS,
        direction=Direction.UP,
        measure=Per(_joint_visits, _joint_visits, to_once=_NIGHT),
    ),
    Indicator(
        code="KI5",
        name=_("Share of joint visits"),
        numerator=_("visits in which municipality and police both took part"),
        denominator=_("inspections on site"),
        attributes=("W3", "E4"),
        periods=HALF_YEARS | ROLLING,
        direction=Direction.UP,
        measure=Share(visits, lambda _scope: joint()),
        splits={Split.ZONE},
    ),
    Indicator(
        code="KI6",
        name=_("Joint nights with a further agency"),
        numerator=_("joint nights in which a third agency took part"),
        denominator=_(
            "nights with a visit in which municipality and police both took part"
        ),
        attributes=("E4",),
        periods=YEARS,
        direction=Direction.UP,
        measure=Share(
            _joint_visits, lambda _scope: with_a_further_agency(), once=_NIGHT
        ),
    ),
    Indicator(
        code="KI21",
        name=_("Inspections where the risk is highest"),
        numerator=_(
            "inspections at the quarter of venues with the most risk points on the"
            " period’s first day, and at those with as many points as the last of them"
        ),
        denominator=_("inspections on site"),
        attributes=("W3",),
        periods=HALF_YEARS,
        direction=Direction.UP,
        measure=Share(
            visits,
            lambda scope: Q(venue__in=top_quartile(scope)),
            expected=share_in_top,
        ),
        splits={Split.ZONE},
    ),
    Indicator(
        code="KI22",
        name=_("Inspections in the Purple Flag area"),
        numerator=_("inspections inside the area as it was that night"),
        denominator=_("inspections on site"),
        attributes=("E1",),
        periods=HALF_YEARS,
        direction=Direction.CONTEXT,
        measure=Share(visits, venues_inside),
        splits={Split.ZONE},
    ),
)
