"""What becomes of promises and their activities (KA1–KA3)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.periods import half_year_of, half_years_over
from evidence.indicators.figure import Figure
from evidence.indicators.indicator import (
    EVERY_PERIOD,
    HALF_YEARS,
    YEARS,
    Direction,
    Indicator,
)
from evidence.indicators.measure import Share, Shown
from evidence.indicators.reporting import days_over
from evidence.indicators.scope import Scope
from promises.models import (
    Activity,
    ActivityState,
    FollowUp,
    FollowUpState,
    GoalBaseline,
)
from promises.queries.follow_up_facts import promises_in_force
from promises.rules.follow_up import due_for

_LOOKED_AT = 4  # half-years: more than can be due in twelve months


@dataclass(frozen=True, slots=True)
class InTime:
    """The half-years followed up by their day, among those in which a promise was in force
    and whose day (15 August, 15 February) was in the period. All are known: no interval.
    """

    shown = Shown.PERCENT

    def figure(self, scope: Scope) -> Figure:
        among = len(self._due(scope))
        counted = self.counted(scope).count()
        return Figure(counted / among if among else None, counted, among)

    def counted(self, scope: Scope) -> QuerySet[Any]:
        """The first that the public read of each, where it was there on its day."""
        there = FollowUp.objects.filter(
            municipality=scope.municipality, state=FollowUpState.PUBLISHED
        )
        before = there.filter(last=OuterRef("last"), revision__lt=OuterRef("revision"))
        return there.filter(
            ~Exists(before), last__in=self._due(scope),
            published_at__date__lte=F("due_on"),
        )  # fmt: skip

    def among(self, _scope: Scope, /) -> None:
        return None

    def _due(self, scope: Scope) -> list[date]:
        first, until = days_over(scope)
        return [
            last
            for last in half_years_over(scope.until, _LOOKED_AT)
            if first <= due_for(last) <= until
            and promises_in_force(
                scope.agency.municipality, half_year_of(last)[0], last
            ).exists()
        ]


def _begun(scope: Scope) -> QuerySet[Activity]:
    return Activity.objects.filter(
        promise__municipality=scope.municipality, made_at__date__lte=scope.until,
        promise__begins_on__lte=scope.until, promise__ends_on__gte=scope.until,
    )  # fmt: skip


def _can_be_followed(_scope: Scope) -> Q:
    """Owner, day and target are asked of every one: left are the figure and the baseline."""
    baseline = GoalBaseline.objects.filter(goal=OuterRef("goal"))
    return ~Q(indicator="") & Q(goal__isnull=False) & Q(Exists(baseline))


def _due(scope: Scope) -> QuerySet[Activity]:
    return Activity.objects.filter(
        promise__municipality=scope.municipality, due_on__range=days_over(scope)
    )


INDICATORS = (
    Indicator(
        code="KA1",
        name=_("Follow-ups published in time"),
        numerator=_("half-years whose follow-up was published by its day"),
        denominator=_("half-years with promises in force: two a year"),
        attributes=("W7", "E3"),
        periods=YEARS,
        direction=Direction.UP,
        measure=InTime(),
    ),
    Indicator(
        code="KA2",
        name=_("Activities that can be followed up"),
        numerator=_("activities with owner, day, figure, and a goal with its baseline"),
        denominator=_("activities of promises in force"),
        attributes=("E2", "E3"),
        periods=EVERY_PERIOD,
        direction=Direction.UP,
        measure=Share(_begun, _can_be_followed),
        is_at_cut_off=True,
    ),
    Indicator(
        code="KA3",
        name=_("Activities carried out"),
        numerator=_("activities done"),
        denominator=_("activities whose day has passed"),
        attributes=("E3",),
        periods=HALF_YEARS,
        direction=Direction.UP,
        measure=Share(
            _due,
            lambda scope: Q(state=ActivityState.DONE, closed_on__lte=scope.until),
        ),
    ),
)
