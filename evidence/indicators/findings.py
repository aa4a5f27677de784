"""What inspections find (KI7, KI10, KI11). More controls find more faults: each
stands beside the number of checks, and over the random share of the plan.
"""

from django.db.models import (
    Case,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models import Sum as SumOf
from django.utils.translation import gettext_lazy as _

from evidence.indicators.indicator import (
    HALF_YEARS,
    ROLLING,
    Direction,
    Indicator,
    Split,
)
from evidence.indicators.measure import Per, Share
from evidence.indicators.scope import Scope
from evidence.indicators.visits import (
    CHECKED,
    NOT_CHECKED,
    answered,
    found,
    visits,
)
from inspections.models import Answer, Finding, Section, Severity

OVER_SERVING = ("ALK-08", "ALK-09")
"""Served somebody noticeably intoxicated, or let them stay (domain note 3)."""
GRAVE = (Severity.SERIOUS, Severity.CRITICAL)
_FOUR_FIFTHS_CHECKED = {"ok": 1, "finding": 1, "not_checked": -4}
_DRAWN = {Split.ZONE, Split.DRAWN}


def checked_for_over_serving(scope: Scope) -> QuerySet[Section]:
    """Visits in which one of the points was checked."""
    return visits(scope).filter(answered(OVER_SERVING, CHECKED))


def over_serving_found(_scope: Scope) -> Q:
    """A finding of it stands in the sealed section: confirmed."""
    return found(item__in=OVER_SERVING)


def _not_checked_for_over_serving(scope: Scope) -> QuerySet[Section]:
    return (
        visits(scope)
        .filter(answered(OVER_SERVING, NOT_CHECKED))
        .exclude(answered(OVER_SERVING, CHECKED))
    )


def _well_checked(scope: Scope) -> QuerySet[Section]:
    """Visits in which four fifths of the points that applied were checked, or more."""
    weight = Case(
        *(
            When(value=value, then=Value(points))
            for value, points in _FOUR_FIFTHS_CHECKED.items()
        ),
        default=Value(0),
        output_field=IntegerField(),
    )
    answers = (
        Answer.objects.filter(section=OuterRef("pk"), value__in=_FOUR_FIFTHS_CHECKED)
        .order_by()
        .values("section")
        .annotate(weight=SumOf(weight))
        .values("weight")
    )
    return visits(scope).annotate(weight=Subquery(answers)).filter(weight__gte=0)


def points(scope: Scope, values: tuple[str, ...], *items: str) -> QuerySet[Answer]:
    """The answers of these values in the period, of these items or of all."""
    rows = Answer.objects.filter(section__in=visits(scope), value__in=values)
    return rows.filter(item__in=items) if items else rows


def _findings(scope: Scope) -> QuerySet[Finding]:
    return Finding.objects.filter(section__in=visits(scope))


INDICATORS = (
    Indicator(
        code="KI7",
        name=_("Over-serving found"),
        numerator=_(
            "inspections with a confirmed finding that somebody noticeably intoxicated"
            " was served or let stay"
        ),
        denominator=_("inspections in which this was checked"),
        attributes=("W4",),
        periods=HALF_YEARS | ROLLING,
        direction=Direction.DOWN,
        measure=Share(
            checked_for_over_serving,
            over_serving_found,
            unchecked=_not_checked_for_over_serving,
        ),
        splits=_DRAWN,
        caution=_(
            "Visits seek out venues at risk, so this says how things are where"
            " inspectors go, not in town. The share over the venues that the lot has"
            " chosen comes closer to that."
        ),
    ),
    Indicator(
        code="KI10",
        name=_("Visits without a grave finding"),
        numerator=_("inspections with no finding that is serious or critical"),
        denominator=_(
            "inspections with at least 80 per cent of the points that applied checked"
        ),
        attributes=("W3",),
        periods=HALF_YEARS,
        direction=Direction.UP,
        measure=Share(_well_checked, lambda _scope: ~found(severity__in=GRAVE)),
        splits=_DRAWN,
        caution=_(
            "Visits seek out venues at risk, so this says how things are where"
            " inspectors go, not in town. The share over the venues that the lot has"
            " chosen comes closer to that."
        ),
    ),
    Indicator(
        code="KI11",
        name=_("Findings per 100 points checked"),
        numerator=_("findings"),
        denominator=_("points checked, in hundreds"),
        attributes=("W3",),
        periods=HALF_YEARS,
        direction=Direction.DOWN,
        measure=Per(_findings, lambda scope: points(scope, CHECKED), per=100),
        splits=_DRAWN,
        caution=_("More controls find more faults: read it beside the points checked."),
    ),
)
