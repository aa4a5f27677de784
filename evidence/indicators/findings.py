"""What inspections find (KI7, KI10, KI11, KI17–KI19). More controls find more faults: each
stands beside the number of checks, and over the random share of the plan.
"""

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    Max,
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
    Counted,
    Direction,
    Indicator,
    Module,
    Shown,
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
from inspections.models import Answer, Finding, HeadCount, Section, Severity
from venues.models import Licence

OVER_SERVING = ("ALK-08", "ALK-09")
"""Served somebody noticeably intoxicated, or let them stay (domain note 3)."""
GUARDS, CLOSED_LATE, SERVED_LATE = "ALK-14", "ALK-13", "ALK-12"
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


def _points(scope: Scope, values: tuple[str, ...], *items: str) -> QuerySet[Answer]:
    rows = Answer.objects.filter(section__in=visits(scope), value__in=values)
    return rows.filter(item__in=items) if items else rows


def _findings(scope: Scope) -> QuerySet[Finding]:
    return Finding.objects.filter(section__in=visits(scope))


def _counted_where_limited(scope: Scope) -> QuerySet[Section]:
    """Visits with a head count, where the licence of that night has a limit."""
    licence = (
        Licence.objects.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=OuterRef("visit__night")),
            Q(valid_to__isnull=True) | Q(valid_to__gte=OuterRef("visit__night")),
            venue=OuterRef("venue"),
        )
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
        code="KI7",
        module=Module.INSPECTION,
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
        shown=Shown.PERCENT,
        rows=Counted.VISITS,
        among=Counted.VISITS,
        splits=_DRAWN,
        caution=_(
            "Visits seek out venues at risk, so this says how things are where"
            " inspectors go, not in town. The share over the venues that the lot has"
            " chosen comes closer to that."
        ),
    ),
    Indicator(
        code="KI10",
        module=Module.INSPECTION,
        name=_("Visits without a grave finding"),
        numerator=_("inspections with no finding that is serious or critical"),
        denominator=_(
            "inspections with at least 80 per cent of the points that applied checked"
        ),
        attributes=("W3",),
        periods=HALF_YEARS,
        direction=Direction.UP,
        measure=Share(_well_checked, lambda _scope: ~found(severity__in=GRAVE)),
        shown=Shown.PERCENT,
        rows=Counted.VISITS,
        among=Counted.VISITS,
        splits=_DRAWN,
        caution=_(
            "Visits seek out venues at risk, so this says how things are where"
            " inspectors go, not in town. The share over the venues that the lot has"
            " chosen comes closer to that."
        ),
    ),
    Indicator(
        code="KI11",
        module=Module.INSPECTION,
        name=_("Findings per 100 points checked"),
        numerator=_("findings"),
        denominator=_("points checked, in hundreds"),
        attributes=("W3",),
        periods=HALF_YEARS,
        direction=Direction.DOWN,
        measure=Per(_findings, lambda scope: _points(scope, CHECKED), per=100),
        shown=Shown.DECIMAL,
        rows=Counted.FINDINGS,
        among=Counted.ANSWERS,
        splits=_DRAWN,
        caution=_("More controls find more faults: read it beside the points checked."),
    ),
    Indicator(
        code="KI17",
        module=Module.INSPECTION,
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
            lambda scope: _points(scope, CHECKED, GUARDS),
            lambda _scope: Q(value="ok"),
            unchecked=lambda scope: _points(scope, NOT_CHECKED, GUARDS),
        ),
        shown=Shown.PERCENT,
        rows=Counted.ANSWERS,
        among=Counted.ANSWERS,
        splits=_DRAWN,
    ),
    Indicator(
        code="KI18",
        module=Module.INSPECTION,
        name=_("No more guests than permitted"),
        numerator=_("inspections in which no count passed the permitted number"),
        denominator=_(
            "inspections with a head count where the licence has a permitted number"
        ),
        attributes=("W2", "P1"),
        periods=HALF_YEARS,
        direction=Direction.UP,
        measure=Share(_counted_where_limited, _never_too_many),
        shown=Shown.PERCENT,
        rows=Counted.VISITS,
        among=Counted.VISITS,
        splits=_DRAWN,
    ),
    Indicator(
        code="KI19",
        module=Module.INSPECTION,
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
            lambda scope: _points(scope, CHECKED, CLOSED_LATE),
            _in_order_at_the_end,
            unchecked=lambda scope: _points(scope, NOT_CHECKED, CLOSED_LATE),
        ),
        shown=Shown.PERCENT,
        rows=Counted.ANSWERS,
        among=Counted.ANSWERS,
        splits={Split.DRAWN},
    ),
)
