"""What organisations report together, and what becomes of it (KE1–KE5).

What is due today is not told before tomorrow: its hours are not over yet.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from evidence.indicators.figure import Figure
from evidence.indicators.indicator import (
    HALF_YEARS,
    ROLLING,
    Direction,
    Indicator,
)
from evidence.indicators.measure import Share, Shown
from evidence.indicators.scope import Scope
from evidence.rules.interval import wilson
from situation.models import (
    Cycle,
    Decision,
    DecisionState,
    Feedback,
    QuietWord,
    Report,
)
from situation.rules.category import known

_BUSIEST = 5


def days_over(scope: Scope) -> tuple[date, date]:
    """The days of the period that are over."""
    return scope.period.first, min(scope.until, scope.today - timedelta(days=1))


def _awaited(scope: Scope) -> QuerySet[Cycle]:
    """A row for each cycle that was due and each reporter there on its last day, whose key
    is `who`.
    """
    return Cycle.objects.filter(
        Q(municipality__reporters__ended_on=None)
        | Q(municipality__reporters__ended_on__gt=F("last")),
        municipality=scope.municipality,
        due_at__date__range=days_over(scope),
        municipality__reporters__started_on__lte=F("last"),
    ).annotate(
        who=F("municipality__reporters__pk"),
        organisation=F("municipality__reporters__organisation"),
    )


def _told_in_time(_scope: Scope) -> Q:
    of = {"cycle": OuterRef("pk"), "reporter": OuterRef("who")}
    reports = Report.objects.filter(**of, reported_at__lte=OuterRef("due_at"))
    quiet = QuietWord.objects.filter(**of, said_at__lte=OuterRef("due_at"))
    return Q(Exists(reports)) | Q(Exists(quiet))


def _met(scope: Scope) -> QuerySet[Cycle]:
    return Cycle.objects.filter(
        municipality=scope.municipality, meets_at__date__range=days_over(scope)
    ).annotate(organisation=Value(""))


def _decided(scope: Scope) -> QuerySet[Decision]:
    return Decision.objects.filter(
        cycle__municipality=scope.municipality, due_on__range=days_over(scope)
    )


def _to_answer(scope: Scope) -> QuerySet[Report]:
    """Reporters' reports whose answer was due, those taken back left out; whom the public
    is nobody can answer.
    """
    return Report.objects.filter(
        cycle__municipality=scope.municipality, withdrawn_at=None, reporter__isnull=False,
        cycle__answer_by__range=days_over(scope),
    )  # fmt: skip


def _answered(_scope: Scope) -> Q:
    in_time = Feedback.objects.filter(
        reports=OuterRef("pk"), given_at__date__lte=OuterRef("cycle__answer_by")
    )
    return Q(Exists(in_time))


@dataclass(frozen=True, slots=True)
class ShareOfPairs(Share):
    """A share of rows that come of a join. Asked in two statements: within one, Django
    takes the joined row's key for a text (its annotation is not resolved in a filter of
    an aggregate).
    """

    def figure(self, scope: Scope) -> Figure:
        among = self.of(scope).order_by().count()
        counted = self.counted(scope).order_by().count()
        return Figure(
            counted / among if among else None, counted, among, wilson(counted, among)
        )


@dataclass(frozen=True, slots=True)
class Concentration:
    """The reports at the busiest squares among all that have one; of squares with as many
    those that come first by their name. Signs of unsafety alone, of one agency's town.
    """

    shown = Shown.PERCENT

    def figure(self, scope: Scope) -> Figure:
        among = self.among(scope).order_by().count()
        counted = self.counted(scope).order_by().count()
        return Figure(
            counted / among if among else None, counted, among, wilson(counted, among)
        )

    def counted(self, scope: Scope) -> QuerySet[Any]:
        cells = (
            self.among(scope)
            .order_by()
            .values("cell")
            .annotate(reports=Count("pk"))
            .order_by("-reports", "cell")
        )
        busiest = [one["cell"] for one in cells[:_BUSIEST]]
        return self.among(scope).filter(cell__in=busiest)

    def among(self, scope: Scope) -> QuerySet[Any]:
        good = [one.code for one in known().values() if one.is_good]
        return Report.objects.filter(
            cycle__municipality=scope.municipality, withdrawn_at=None,
            night__range=(scope.period.first, scope.until),
        ).exclude(cell="").exclude(category__in=good)  # fmt: skip


INDICATORS = (
    Indicator(
        code="KE1",
        name=_("Reports in time"),
        numerator=_("reporters and cycles with a report, or the word that there is none, "
            "before the deadline"),
        denominator=_("reporters times cycles that were due"),
        attributes=("E1", "E4"),
        periods=HALF_YEARS,
        direction=Direction.UP,
        measure=ShareOfPairs(_awaited, _told_in_time),
    ),
    Indicator(
        code="KE2",
        name=_("Situational picture in time"),
        numerator=_("cycles whose picture was shared before the meeting"),
        denominator=_("cycles whose meeting was to be held"),
        attributes=("E1",),
        periods=HALF_YEARS,
        direction=Direction.UP,
        measure=Share(_met, lambda _scope: Q(shared_at__lte=F("meets_at"))),
    ),
    Indicator(
        code="KE3",
        name=_("Actions carried out in time"),
        numerator=_("decisions done by their day"),
        denominator=_("decisions due, dropped ones among them"),
        attributes=("E3",),
        periods=HALF_YEARS,
        direction=Direction.UP,
        measure=Share(
            _decided,
            lambda _scope: Q(state=DecisionState.DONE, closed_on__lte=F("due_on")),
        ),
    ),
    Indicator(
        code="KE4",
        name=_("Feedback to reporters"),
        numerator=_("reports answered within two cycles"),
        denominator=_("reports of reporters whose two cycles were over"),
        attributes=("E4",),
        periods=HALF_YEARS,
        direction=Direction.UP,
        measure=Share(_to_answer, _answered),
    ),
    Indicator(
        code="KE5",
        name=_("Concentration to few places"),
        numerator=_("reports in the five busiest squares of 200 metres"),
        denominator=_("reports with a place on the map"),
        attributes=("E1",),
        periods=ROLLING,
        direction=Direction.CONTEXT,
        measure=Concentration(),
    ),
)  # fmt: skip
