"""What comes of what was found (KI12–KI16)."""

from datetime import timedelta

from django.db.models import DateField, Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseState
from core.periods import months_after
from evidence.indicators.indicator import (
    HALF_YEARS,
    ROLLING,
    YEARS,
    Direction,
    Indicator,
    Split,
)
from evidence.indicators.licences import hundreds_of_licences, licences
from evidence.indicators.measure import MedianDays, Per, Rows, Share
from evidence.indicators.scope import Scope
from evidence.indicators.visits import CHECKED, found, visits
from inspections.models import Answer, Finding, Obligation, Outcome, Section, Tip

_STANDS = (CaseState.APPEALED, CaseState.FINAL)
_MEASURES = (
    ("KI15", "erinran", _("Reminders (erinran) per 100 licences")),
    ("KI15a", "varning", _("Warnings (varning) per 100 licences")),
    ("KI15b", "aterkallelse", _("Revocations (återkallelse) per 100 licences")),
)


def _due(scope: Scope) -> QuerySet[Obligation]:
    """What was to be put right by a day of the period that has passed; not what was
    withdrawn from the record.
    """
    return Obligation.objects.filter(
        agency=scope.agency, due_on__range=(scope.period.first, scope.until)
    ).exclude(outcome=Outcome.WITHDRAWN)


def _in_time(_scope: Scope) -> Q:
    return Q(closed_at__date__lte=F("due_on"))


def _with_findings_left(scope: Scope) -> QuerySet[Section]:
    """Visits with a finding that was not put right on the spot."""
    return visits(scope).filter(found(corrected_on_site=False))


def _next_visit(scope: Scope) -> Subquery:
    later = (
        Section.objects.filter(
            agency=scope.agency,
            venue=OuterRef("venue"),
            visited_on__gt=OuterRef("visit__night"),
            visited_on__lte=scope.today,
        )
        .order_by()
        .values("venue")
        .annotate(first=Min("visited_on"))
        .values("first")
    )
    return Subquery(later, output_field=DateField())


def _first_of_its_kind(scope: Scope) -> QuerySet[Finding]:
    """The first finding of an item at a venue, made 12 to 24 months before the cut-off,
    where the item was checked again at a later visit by then.
    """
    end = scope.until
    mine = Finding.objects.filter(agency=scope.agency, venue=OuterRef("venue"))
    earlier = mine.filter(
        Q(found_on__lt=OuterRef("found_on"))
        | Q(found_on=OuterRef("found_on"), pk__lt=OuterRef("pk")),
        item=OuterRef("item"),
    )
    checked = Answer.objects.filter(
        section__agency=scope.agency,
        section__venue=OuterRef("venue"),
        section__visit__night__gt=OuterRef("night"),
        section__visit__night__lte=end,
        item=OuterRef("item"),
        value__in=CHECKED,
    )
    return Finding.objects.filter(
        ~Exists(earlier),
        Exists(checked),
        agency=scope.agency,
        found_on__gt=months_after(end, -24),
        found_on__lte=months_after(end, -12),
    )


def _came_again(scope: Scope) -> Q:
    again = Finding.objects.filter(
        agency=scope.agency,
        venue=OuterRef("venue"),
        item=OuterRef("item"),
        night__gt=OuterRef("night"),
        found_on__lte=Cast(OuterRef("found_on"), DateField()) + timedelta(days=365),
    )
    return Q(Exists(again))


def decided(code: str) -> Rows:
    """Decisions on that measure that stand or may be appealed."""

    def rows(scope: Scope) -> QuerySet[Case]:
        return Case.objects.filter(
            agency=scope.agency,
            ladder="alcohol",
            measure=code,
            state__in=_STANDS,
            decided_on__range=(scope.period.first, scope.until),
        )

    return rows


def _tips(scope: Scope) -> QuerySet[Tip]:
    return Tip.objects.filter(
        agency=scope.agency, received_on__range=(scope.period.first, scope.until)
    )


def _first_contact(scope: Scope) -> Subquery:
    visited = (
        Section.objects.filter(
            agency=scope.agency,
            venue=OuterRef("venue"),
            visited_on__gte=OuterRef("received_on"),
            visited_on__lte=scope.today,
        )
        .order_by()
        .values("venue")
        .annotate(first=Min("visited_on"))
        .values("first")
    )
    return Subquery(visited, output_field=DateField())


INDICATORS = (
    Indicator(
        code="KI12",
        name=_("Put right in time"),
        numerator=_("findings closed on or before the day set"),
        denominator=_("findings whose day fell in the period"),
        attributes=("W3",),
        periods=HALF_YEARS,
        direction=Direction.UP,
        measure=Share(_due, _in_time),
    ),
    Indicator(
        code="KI13",
        name=_("Days until the next visit"),
        numerator=_(
            "days from a visit with a finding not put right on the spot to the next visit"
            " at the venue, in the middle"
        ),
        denominator=_("such visits that have been followed by another"),
        attributes=("W3",),
        periods=HALF_YEARS,
        direction=Direction.DOWN,
        measure=MedianDays(_with_findings_left, "visit__night", _next_visit),
        splits={Split.ZONE},
        caution=_(
            "Visits that have not been followed by another yet stand apart: they can only"
            " make it longer."
        ),
    ),
    Indicator(
        code="KI14",
        name=_("The same again within a year"),
        numerator=_(
            "first findings of which the same was found again within 12 months"
        ),
        denominator=_(
            "first findings of an item at a venue, 12 to 24 months old at the period’s"
            " end, where the item has been checked again"
        ),
        attributes=("W3",),
        periods=ROLLING,
        direction=Direction.DOWN,
        measure=Share(_first_of_its_kind, _came_again),
        is_at_cut_off=True,
    ),
    *(
        Indicator(
            code=code,
            name=name,
            numerator=_("such decisions that have legal force or were appealed"),
            denominator=_(
                "venues with a permanent licence, the mean over the period’s days, in"
                " hundreds"
            ),
            attributes=("W3",),
            periods=YEARS,
            direction=Direction.CONTEXT,
            measure=Per(decided(measure), licences, size=hundreds_of_licences),
        )
        for code, measure, name in _MEASURES
    ),
    Indicator(
        code="KI16",
        name=_("Days from a tip to a visit"),
        numerator=_(
            "days from a complaint or tip to the first visit at the venue, in the middle"
        ),
        denominator=_("complaints and tips that have been followed by a visit"),
        attributes=("W3",),
        periods=HALF_YEARS,
        direction=Direction.DOWN,
        measure=MedianDays(_tips, "received_on", _first_contact),
        caution=_("A call to the venue is a contact too, and is not recorded."),
    ),
)
