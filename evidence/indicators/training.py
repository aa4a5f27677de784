"""Who is trained, and what it goes with (KT1–KT8)."""

from datetime import timedelta

from django.db.models import (
    Count,
    DateTimeField,
    Exists,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.utils.translation import gettext_lazy as _

from accounts.models import AgencyKind
from evidence.indicators.findings import checked_for_over_serving, over_serving_found
from evidence.indicators.indicator import (
    EVERY_PERIOD,
    HALF_YEARS,
    NO_DENOMINATOR,
    ROLLING,
    YEARS,
    Counted,
    Direction,
    Indicator,
    Module,
    Shown,
    Split,
)
from evidence.indicators.licences import venues_licensed_at_the_end
from evidence.indicators.measure import Number, Ratio, Share, Sum
from evidence.indicators.scope import Scope
from evidence.indicators.visits import visits
from inspections.models import HeadCount
from training.models import (
    Attendance,
    Certificate,
    Course,
    CourseKind,
    Employment,
    Enrolment,
    EnrolmentState,
    Session,
    SessionDay,
    Sitting,
    Trainer,
)
from venues.models import Venue

SERVING_COURSES = (CourseKind.AAS, CourseKind.RENEWAL)
ENOUGH_TRAINED = 2
SOON = timedelta(days=90)


def _certificates(scope: Scope) -> QuerySet[Certificate]:
    """Those that held on the last day, the latest of each person and diploma."""
    day = scope.until
    held = Certificate.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=day),
        Q(revoked_at__isnull=True) | Q(revoked_at__date__gt=day),
        diploma__municipality=scope.municipality,
        issued_on__lte=day,
    )
    later = held.filter(
        person=OuterRef("person"),
        diploma=OuterRef("diploma"),
        issued_on__gt=OuterRef("issued_on"),
    )
    return held.exclude(Exists(later))


def _serving_certificates(scope: Scope) -> QuerySet[Certificate]:
    """Those in responsible serving."""
    taught = Course.objects.filter(
        diploma=OuterRef("diploma"), kind__in=SERVING_COURSES
    )
    return _certificates(scope).filter(Exists(taught))


def _venues(scope: Scope) -> QuerySet[Venue]:
    """Licensed venues, with how many of their staff were trained on the last day."""
    day = scope.until
    trained = (
        Employment.objects.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gte=day),
            Exists(_serving_certificates(scope).filter(person=OuterRef("person"))),
            venue=OuterRef("pk"),
            started_on__lte=day,
        )
        .order_by()
        .values("venue")
        .annotate(count=Count("person", distinct=True))
        .values("count")
    )
    return venues_licensed_at_the_end(scope).annotate(trained=Subquery(trained))


def _enough(_scope: Scope) -> Q:
    return Q(trained__gte=ENOUGH_TRAINED)


def _at_trained_venues(scope: Scope) -> Q:
    return Q(venue__in=_venues(scope).filter(_enough(scope)).values("pk"))


def _on_duty(scope: Scope) -> QuerySet[HeadCount]:
    """The last count of each visit of who served and who of them was trained."""
    counts = HeadCount.objects.filter(section__in=visits(scope), serving__isnull=False)
    later = HeadCount.objects.filter(
        Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), entry__gt=OuterRef("entry")),
        section=OuterRef("section"),
        serving__isnull=False,
    )
    return counts.exclude(Exists(later))


def _held(scope: Scope) -> QuerySet[Session]:
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
        session__in=_held(scope), state=EnrolmentState.BOOKED
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


def _who_completed(scope: Scope) -> QuerySet[Enrolment]:
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


def _lapses_soon(scope: Scope) -> Q:
    renewal = Enrolment.objects.filter(
        person=OuterRef("person"),
        state=EnrolmentState.BOOKED,
        session__course__diploma=OuterRef("diploma"),
        session__cancelled_at__isnull=True,
        session__days__starts_at__date__gt=scope.until,
    )
    return Q(valid_until__lte=scope.until + SOON) & ~Q(Exists(renewal))


INDICATORS = (
    Indicator(
        code="KT1",
        module=Module.TRAINING,
        name=_("Venues with trained staff"),
        numerator=_(
            "venues with at least two of their staff holding a certificate in responsible"
            " serving"
        ),
        denominator=_("venues with a permanent licence to serve the public"),
        attributes=("W4", "W6"),
        periods=EVERY_PERIOD,
        direction=Direction.UP,
        measure=Share(_venues, _enough),
        shown=Shown.PERCENT,
        rows=Counted.VENUES,
        among=Counted.VENUES,
        is_at_cut_off=True,
        caution=_("Only staff whom the venue has listed can be counted."),
    ),
    Indicator(
        code="KT2",
        module=Module.TRAINING,
        name=_("Trained staff on duty"),
        numerator=_("of these, holding a certificate that was valid"),
        denominator=_(
            "people serving when inspectors counted, the last count of a visit"
        ),
        attributes=("W4",),
        periods=HALF_YEARS,
        direction=Direction.UP,
        measure=Sum(_on_duty, "trained", "serving"),
        shown=Shown.PERCENT,
        rows=Counted.HEAD_COUNTS,
        among=Counted.HEAD_COUNTS,
        splits={Split.ZONE, Split.DRAWN},
        caution=_(
            "People at one venue are alike: the true interval is wider than the one given."
        ),
    ),
    Indicator(
        code="KT3",
        module=Module.TRAINING,
        name=_("People who completed training"),
        numerator=_(
            "participants who were there on every day and passed the test where there is"
            " one"
        ),
        denominator=NO_DENOMINATOR,
        attributes=("W6",),
        periods=HALF_YEARS | YEARS,
        direction=Direction.UP,
        measure=Number(_who_completed),
        shown=Shown.NUMBER,
        rows=Counted.ENROLMENTS,
        splits={Split.GENDER},
    ),
    Indicator(
        code="KT4",
        module=Module.TRAINING,
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
        shown=Shown.PERCENT,
        rows=Counted.ENROLMENTS,
        among=Counted.ENROLMENTS,
        splits={Split.GENDER},
    ),
    Indicator(
        code="KT5",
        module=Module.TRAINING,
        name=_("Passed the test at once"),
        numerator=_("participants who passed at their first attempt"),
        denominator=_("participants who handed in a test"),
        attributes=("W4",),
        periods=HALF_YEARS | YEARS,
        direction=Direction.UP,
        measure=Share(_sat_the_test, _passed_first_time),
        shown=Shown.PERCENT,
        rows=Counted.ENROLMENTS,
        among=Counted.ENROLMENTS,
        splits={Split.GENDER},
    ),
    Indicator(
        code="KT6",
        module=Module.TRAINING,
        name=_("Over-serving where staff are trained, against where they are not"),
        numerator=_("the share KI7 at venues that meet KT1"),
        denominator=_("the share KI7 at venues that do not"),
        attributes=("W4",),
        periods=ROLLING,
        direction=Direction.DOWN,
        measure=Ratio(
            Share(checked_for_over_serving, over_serving_found),
            one=_at_trained_venues,
            other=lambda scope: ~_at_trained_venues(scope),
        ),
        shown=Shown.DECIMAL,
        rows=Counted.VISITS,
        among=Counted.VISITS,
        caution=_(
            "A tie, not a proof: venues that train their staff differ in other ways too."
        ),
    ),
    Indicator(
        code="KT7",
        module=Module.TRAINING,
        name=_("Courses taught jointly"),
        numerator=_(
            "courses with a trainer from the municipality and one from the police"
        ),
        denominator=_("courses held"),
        attributes=("E4",),
        periods=YEARS,
        direction=Direction.UP,
        measure=Share(_held, _taught_jointly),
        shown=Shown.PERCENT,
        rows=Counted.SESSIONS,
        among=Counted.SESSIONS,
    ),
    Indicator(
        code="KT8",
        module=Module.TRAINING,
        name=_("Certificates about to lapse"),
        numerator=_("certificates that end within 90 days, with no renewal booked"),
        denominator=_("certificates that hold"),
        attributes=("W4",),
        periods=EVERY_PERIOD,
        direction=Direction.DOWN,
        measure=Share(_certificates, _lapses_soon),
        shown=Shown.PERCENT,
        rows=Counted.CERTIFICATES,
        among=Counted.CERTIFICATES,
        is_at_cut_off=True,
    ),
)
