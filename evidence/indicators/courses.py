"""The courses held, and who completed them (KT3–KT5, KT7)."""

from django.db.models import DateTimeField, Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from accounts.models import AgencyKind
from evidence.indicators.indicator import (
    HALF_YEARS,
    NO_DENOMINATOR,
    YEARS,
    Direction,
    Indicator,
    Split,
)
from evidence.indicators.measure import Number, Share
from evidence.indicators.scope import Scope
from training.models import (
    Attendance,
    Enrolment,
    EnrolmentState,
    Session,
    SessionDay,
    Sitting,
    Trainer,
)


def held_in(scope: Scope) -> QuerySet[Session]:
    """Sessions whose last day lay in the period and that were not cancelled."""
    last = (
        SessionDay.objects.filter(session=OuterRef("pk"))
        .order_by()
        .values("session")
        .annotate(last=Max("starts_at"))
        .values("last")
    )
    return Session.objects.annotate(
        last_at=Subquery(last, output_field=DateTimeField())
    ).filter(
        course__municipality=scope.municipality,
        cancelled_at__isnull=True,
        last_at__date__range=(scope.period.first, scope.until),
    )


def _enrolments(scope: Scope) -> QuerySet[Enrolment]:
    rows = Enrolment.objects.filter(
        session__in=held_in(scope), state=EnrolmentState.BOOKED
    )
    return rows if scope.gender is None else rows.filter(gender=scope.gender)


def _came_the_first_day(scope: Scope) -> QuerySet[Enrolment]:
    first = Attendance.objects.filter(enrolment=OuterRef("pk"), day__number=1)
    return _enrolments(scope).filter(Exists(first))


def _completed(_scope: Scope) -> Q:
    """There on every day and, where there is a test, passed it."""
    missed = SessionDay.objects.filter(session=OuterRef("session")).exclude(
        Exists(
            Attendance.objects.filter(
                day=OuterRef("pk"), enrolment=OuterRef(OuterRef("pk"))
            )
        )
    )
    passed = Sitting.objects.filter(enrolment=OuterRef("pk"), passed=True)
    return ~Q(Exists(missed)) & (Q(session__course__has_test=False) | Q(Exists(passed)))


def who_completed(scope: Scope) -> QuerySet[Enrolment]:
    """Participants who were there on every day and passed the test where there is one."""
    return _enrolments(scope).filter(_completed(scope))


def _sat_the_test(scope: Scope) -> QuerySet[Enrolment]:
    first = Sitting.objects.filter(
        enrolment=OuterRef("pk"), attempt=1, handed_in_at__isnull=False
    )
    return _enrolments(scope).filter(Exists(first))


def _passed_first_time(_scope: Scope) -> Q:
    first = Sitting.objects.filter(enrolment=OuterRef("pk"), attempt=1, passed=True)
    return Q(Exists(first))


def _taught_jointly(_scope: Scope) -> Q:
    def by(kind: AgencyKind) -> Q:
        return Q(
            Exists(Trainer.objects.filter(session=OuterRef("pk"), agency__kind=kind))
        )

    return by(AgencyKind.LICENSING) & by(AgencyKind.POLICE)


INDICATORS = (
    Indicator(
        code="KT3",
        name=_("People who completed training"),
        numerator=_(
            "participants who were there on every day and passed the test where there is"
            " one"
        ),
        denominator=NO_DENOMINATOR,
        attributes=("W6",),
        periods=HALF_YEARS | YEARS,
        direction=Direction.UP,
        measure=Number(who_completed),
        splits={Split.GENDER},
    ),
    Indicator(
        code="KT4",
        name=_("Completed of those who began"),
        numerator=_(
            "participants who were there on every day and passed the test where there is"
            " one"
        ),
        denominator=_("participants who were there on the first day"),
        attributes=("W4",),
        periods=HALF_YEARS | YEARS,
        direction=Direction.UP,
        measure=Share(_came_the_first_day, _completed),
        splits={Split.GENDER},
    ),
    Indicator(
        code="KT5",
        name=_("Passed the test at once"),
        numerator=_("participants who passed at their first attempt"),
        denominator=_("participants who handed in a test"),
        attributes=("W4",),
        periods=HALF_YEARS | YEARS,
        direction=Direction.UP,
        measure=Share(_sat_the_test, _passed_first_time),
        splits={Split.GENDER},
    ),
    Indicator(
        code="KT7",
        name=_("Courses taught jointly"),
        numerator=_(
            "courses with a trainer from the municipality and one from the police"
        ),
        denominator=_("courses held"),
        attributes=("E4",),
        periods=YEARS,
        direction=Direction.UP,
        measure=Share(held_in, _taught_jointly),
    ),
)
