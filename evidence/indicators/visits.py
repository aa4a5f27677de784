"""The sections that every figure of supervision counts, and who took part in them."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import AgencyKind
from core.nights import hours_of
from evidence.indicators.scope import Scope
from inspections.models import Answer, Finding, Section, VisitKind
from planning.models import RoundState, Stop

CHECKED = ("ok", "finding")
NOT_CHECKED = ("not_checked",)


def visits(scope: Scope, kind: VisitKind = VisitKind.OUTER) -> QuerySet[Section]:
    """The agency's sealed sections of visits on site, by the night in the period; or of
    another kind of supervision.

    What is not sealed is no fact yet. Of visits that were one, the agency's part counts
    once.
    """
    sealed = Section.objects.filter(agency=scope.agency, sealed_at__isnull=False)
    rows = sealed.filter(
        visit__municipality=scope.municipality,
        visit__kind=kind,
        visit__night__range=(scope.period.first, scope.period.last),
    ).exclude(
        Q(visit__same_as__isnull=False)
        & Exists(sealed.filter(visit=OuterRef("visit__same_as")))
    )
    if scope.zone is not None:
        rows = rows.filter(begun_within(hours_of(scope.zone)))
    if scope.is_drawn:
        rows = rows.filter(drawn(scope))
    return rows


def begun_within(hours: Collection[int]) -> Q:
    """Begun in one of these hours by the clock on the wall."""
    return Q(visit__started_at__hour__in=sorted(hours))


def drawn(scope: Scope) -> Q:
    """The lot chose the venue for that night."""
    stops = Stop.objects.filter(
        round__agency=scope.agency,
        round__state=RoundState.SET,
        round__night=OuterRef("visit__night"),
        venue=OuterRef("venue"),
        is_random=True,
    )
    return Q(Exists(stops))


def with_agencies(**which: object) -> Q:
    """Some agency of that kind took part in the visit, or in one that was the same."""
    sections = Section.objects.filter(agency__isnull=False, **which)
    return (
        Q(Exists(sections.filter(visit=OuterRef("visit"))))
        | Q(Exists(sections.filter(visit=OuterRef("visit__same_as"))))
        | Q(Exists(sections.filter(visit__same_as=OuterRef("visit"))))
    )


def joint() -> Q:
    """The municipality's licensing unit and the police both took part."""
    return with_agencies(agency__kind=AgencyKind.LICENSING) & with_agencies(
        agency__kind=AgencyKind.POLICE
    )


def with_a_further_agency() -> Q:
    """Somebody else than these two took part."""
    others = set(AgencyKind) - {AgencyKind.LICENSING, AgencyKind.POLICE}
    return with_agencies(agency__kind__in=sorted(others))


def answered(items: Collection[str], values: Collection[str]) -> Q:
    """One of the items was answered so in the section."""
    return Q(
        Exists(
            Answer.objects.filter(
                section=OuterRef("pk"), item__in=items, value__in=values
            )
        )
    )


def found(**which: object) -> Q:
    """The section holds such a finding."""
    return Q(Exists(Finding.objects.filter(section=OuterRef("pk"), **which)))
