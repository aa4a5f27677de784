"""Cycles and reporters: whose they are to see, and who has told what."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import Municipality, User
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from situation.models import Cycle, Decision, QuietWord, Report, Reporter
from situation.rules.cycle import Span


def cycles_visible_to(user: User) -> QuerySet[Cycle]:
    """The cycles of the municipalities where the person may see the situation."""
    return Cycle.objects.filter(
        municipality__in=municipalities_where(user, Capability.SEE_SITUATION)
    ).select_related("municipality", "shared_by")


def reporters_visible_to(user: User) -> QuerySet[Reporter]:
    """The reporters of those municipalities, ended ones too."""
    return Reporter.objects.filter(
        municipality__in=municipalities_where(user, Capability.SEE_SITUATION)
    ).select_related("municipality")


def reports_visible_to(user: User) -> QuerySet[Report]:
    """Their reports, withdrawn ones too."""
    return Report.objects.filter(
        cycle__in=cycles_visible_to(user).values("pk")
    ).select_related("reporter", "cycle")


def decisions_visible_to(user: User) -> QuerySet[Decision]:
    """What was decided in those municipalities."""
    return Decision.objects.filter(
        cycle__in=cycles_visible_to(user).values("pk")
    ).select_related("cycle__municipality", "closed_by")


def spans_of(municipality: Municipality) -> list[Span]:
    """The municipality's cycles as the rules ask for them, the first first."""
    rows = Cycle.objects.filter(municipality=municipality).order_by("first")
    return [
        Span(row.pk, row.first, row.last, row.due_at, row.shared_at is not None)
        for row in rows.only("first", "last", "due_at", "shared_at")
    ]


def began_on(municipality: Municipality) -> date:
    """The first day of the first cycle. The municipality has one."""
    return Cycle.objects.filter(municipality=municipality).earliest("first").first


def expected_in(cycle: Cycle) -> QuerySet[Reporter]:
    """The reporters from whom something is awaited: those there on the cycle's last day."""
    return Reporter.objects.filter(
        _there_on(cycle.last), municipality=cycle.municipality_id
    )


def _there_on(day: date) -> Q:
    return Q(started_on__lte=day) & (Q(ended_on=None) | Q(ended_on__gt=day))


def told_in(cycle: Cycle) -> frozenset[UUID]:
    """The keys of the reporters that sent something in the cycle, or said that there was
    nothing. What was withdrawn was sent all the same.
    """
    reports = Report.objects.filter(cycle=cycle).values_list("reporter", flat=True)
    quiet = QuietWord.objects.filter(cycle=cycle).values_list("reporter", flat=True)
    return frozenset(reports.order_by()) | frozenset(quiet.order_by())


def answered_by(reporter: Reporter) -> frozenset[UUID]:
    """The keys of the cycles in which a reporter has told something, or nothing."""
    reports = reporter.reports.order_by().values_list("cycle", flat=True)
    quiet = reporter.quiet_words.order_by().values_list("cycle", flat=True)
    return frozenset(reports) | frozenset(quiet)


def standing_reports(cycles: Iterable[Cycle]) -> QuerySet[Report]:
    """What was reported in the cycles and not withdrawn."""
    return Report.objects.filter(cycle__in=list(cycles), withdrawn_at=None)
