"""Safety walks: who came, what was seen, and what became of it (KW1–KW10).

A walk of today is not told before tomorrow: its night is not over yet. Overnight appraisals
are no safety walks and count nowhere here.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from core.nights import LOCAL, TimeZoneOfNight, local
from evidence.indicators.figure import Figure
from evidence.indicators.indicator import (
    HALF_YEARS,
    ROLLING,
    YEARS,
    Direction,
    Indicator,
)
from evidence.indicators.inside import points_inside
from evidence.indicators.measure import MedianDays, Per, Share, Shown
from evidence.indicators.measure import Sum as Added
from evidence.indicators.reporting import days_over
from evidence.indicators.scope import Scope
from situation.models import (
    ChosenBecause,
    Feels,
    Measure,
    MeasureState,
    ParticipantGender,
    SafetyWalk,
    Walk,
    WalkKind,
    WalkPoint,
)
from situation.rules.safety_walk import ANSWERED_WITHIN

_DECIDED = (MeasureState.DECIDED, MeasureState.DONE, MeasureState.VERIFIED)
_LIGHTING = "LIGHTING"


def _planned(scope: Scope) -> QuerySet[Walk]:
    return Walk.objects.filter(
        municipality=scope.municipality, kind=WalkKind.SAFETY,
        night__range=days_over(scope),
    )  # fmt: skip


def _walked(scope: Scope) -> QuerySet[Walk]:
    return _planned(scope).filter(ended_at__isnull=False)


def _points(scope: Scope) -> QuerySet[WalkPoint]:
    return WalkPoint.objects.filter(walk__in=_walked(scope), struck_at=None)


def _gathered(scope: Scope) -> QuerySet[SafetyWalk]:
    """The walks, with how many women came and how many stated a gender."""
    women = Q(participants__gender=ParticipantGender.WOMEN)
    unstated = Q(participants__gender=ParticipantGender.UNSTATED)
    return SafetyWalk.objects.filter(walk__in=_walked(scope)).annotate(
        women=Coalesce(Sum("participants__count", filter=women), 0),
        stated=Coalesce(Sum("participants__count", filter=~unstated), 0),
    )


def _decided(scope: Scope) -> QuerySet[Measure]:
    return Measure.objects.filter(
        walk__walk__municipality=scope.municipality, state__in=_DECIDED,
        decided_on__range=(scope.period.first, scope.until),
    )  # fmt: skip


def _done(scope: Scope) -> QuerySet[Measure]:
    """Measures carried out, with the day on which the first of their points was seen; one
    whose points are all struck out is none.
    """
    first = Min("points__seen_at", filter=Q(points__struck_at=None))
    return (
        Measure.objects.filter(
            walk__walk__municipality=scope.municipality,
            done_on__range=(scope.period.first, scope.until),
        )
        .annotate(seen_on=TruncDate(first, tzinfo=LOCAL))
        .filter(seen_on__isnull=False)
    )


def _lights(scope: Scope) -> QuerySet[Measure]:
    """Of them those that answer a fault of lighting in the area."""
    faults = WalkPoint.objects.filter(category=_LIGHTING, struck_at=None).exclude(
        feels=Feels.SAFE
    )
    rows = _done(scope).filter(points__in=points_inside(scope, faults))
    return _done(scope).filter(pk__in=rows.values("pk"))


def _to_answer(scope: Scope) -> QuerySet[SafetyWalk]:
    """Walks whose sixty days were over in the period."""
    first, last = days_over(scope)
    return SafetyWalk.objects.filter(
        walk__municipality=scope.municipality,
        walk__kind=WalkKind.SAFETY,
        walk__ended_at__date__range=(first - ANSWERED_WITHIN, last - ANSWERED_WITHIN),
    )


def _answered(scope: Scope) -> Q:
    # By their local days, which no database adds sixty to across a change of clocks.
    rows = _to_answer(scope).annotate(given=Min("answers__given_at")).order_by()
    return Q(
        pk__in=[
            key
            for key, ended, given in rows.values_list("pk", "walk__ended_at", "given")
            if given is not None
            and ended is not None
            and local(given).date() <= local(ended).date() + ANSWERED_WITHIN
        ]
    )


def _looked_at_again(scope: Scope) -> QuerySet[WalkPoint]:
    """The last look of each walk at each point that was unsafe on the walk before."""
    looks = _points(scope).exclude(feels="").filter(again_of__feels=Feels.UNSAFE)
    later = (
        WalkPoint.objects.filter(
            walk=OuterRef("walk"), again_of=OuterRef("again_of"), struck_at=None
        )
        .exclude(feels="")
        .filter(
            Q(seen_at__gt=OuterRef("seen_at"))
            | Q(seen_at=OuterRef("seen_at"), pk__gt=OuterRef("pk"))
        )
    )
    return looks.filter(again_of__struck_at=None).exclude(Exists(later))


@dataclass(frozen=True, slots=True)
class ZonesWalked:
    """The time zones of the night in which something was noted on a safety walk within the
    area, among the four there are.
    """

    shown = Shown.PERCENT

    def figure(self, scope: Scope) -> Figure:
        zones = set(self._inside(scope).order_by().values_list("zone", flat=True))
        among = len(TimeZoneOfNight)
        return Figure(len(zones) / among, len(zones), among)

    def counted(self, scope: Scope) -> QuerySet[Any]:
        return _walked(scope).filter(
            pk__in=self._inside(scope).order_by().values("walk")
        )

    def among(self, scope: Scope) -> QuerySet[Any]:
        return _walked(scope)

    def _inside(self, scope: Scope) -> QuerySet[WalkPoint]:
        rows = _points(scope).exclude(zone="")
        return rows.filter(pk__in=points_inside(scope, rows))


INDICATORS = (
    Indicator(
        code="KW1",
        name=_("Walks made of those planned"),
        numerator=_("safety walks walked to their end"),
        denominator=_("safety walks planned for nights that are over, called off ones "
            "among them"),
        attributes=("E5", "M3"),
        periods=HALF_YEARS,
        direction=Direction.UP,
        measure=Share(_planned, lambda _scope: Q(ended_at__isnull=False)),
    ),
    Indicator(
        code="KW2",
        name=_("Time zones walked"),
        numerator=_("time zones of the night in which a safety walk noted something in the "
            "area"),
        denominator=_("the four time zones"),
        attributes=("M3", "P5"),
        periods=ROLLING,
        direction=Direction.UP,
        measure=ZonesWalked(),
    ),
    Indicator(
        code="KW3",
        name=_("Women among participants"),
        numerator=_("women"),
        denominator=_("participants who stated a gender"),
        attributes=("E5",),
        periods=HALF_YEARS,
        direction=Direction.CONTEXT,
        measure=Added(_gathered, "women", "stated"),
    ),
    Indicator(
        code="KW4",
        name=_("Observations a walk"),
        numerator=_("points noted and not struck out"),
        denominator=_("safety walks walked to their end"),
        attributes=("M3", "W5"),
        periods=HALF_YEARS,
        direction=Direction.CONTEXT,
        measure=Per(_points, _walked),
    ),
    Indicator(
        code="KW5",
        name=_("Measures carried out"),
        numerator=_("measures carried out and verified"),
        denominator=_("measures decided in the period, without those declined with a "
            "reason"),
        attributes=("P5", "M3"),
        periods=ROLLING,
        direction=Direction.UP,
        measure=Share(_decided, lambda _scope: Q(state=MeasureState.VERIFIED)),
    ),
    Indicator(
        code="KW6",
        name=_("Days from observation to measure"),
        numerator=_("days from the first of its points to the measure, in the middle"),
        denominator=_("measures carried out in the period"),
        attributes=("M3",),
        periods=ROLLING,
        direction=Direction.DOWN,
        measure=MedianDays(_done, "seen_on", lambda _scope: F("done_on")),
    ),
    Indicator(
        code="KW7",
        name=_("Answers given to participants"),
        numerator=_("walks whose participants had a written answer within 60 days"),
        denominator=_("walks whose 60 days were over in the period"),
        attributes=("E5",),
        periods=ROLLING,
        direction=Direction.UP,
        measure=Share(_to_answer, _answered),
    ),
    Indicator(
        code="KW8",
        name=_("Days until a light is mended"),
        numerator=_("days from the first of its points to the measure, in the middle"),
        denominator=_("measures carried out that answer a fault of lighting in the area"),
        attributes=("W5", "P5"),
        periods=HALF_YEARS,
        direction=Direction.DOWN,
        measure=MedianDays(_lights, "seen_on", lambda _scope: F("done_on")),
        caution=_("Faults found on safety walks alone; those that residents report to the "
            "municipality are not among them."),
    ),
    Indicator(
        code="KW9",
        name=_("Places that became safe"),
        numerator=_("places that were unsafe on the walk before and safe on this one"),
        denominator=_("places that were unsafe on the walk before and looked at again"),
        attributes=("P5",),
        periods=YEARS,
        direction=Direction.UP,
        measure=Share(_looked_at_again, lambda _scope: Q(feels=Feels.SAFE)),
    ),
    Indicator(
        code="KW10",
        name=_("Places chosen by residents"),
        numerator=_("walks that residents or reports asked for"),
        denominator=_("safety walks walked to their end"),
        attributes=("E5",),
        periods=YEARS,
        direction=Direction.UP,
        measure=Share(
            _walked,
            lambda _scope: Q(
                safety__chosen_because__in=[
                    ChosenBecause.RESIDENTS, ChosenBecause.REPORTS,
                ]
            ),
        ),
    ),
)  # fmt: skip
