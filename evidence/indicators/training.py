"""Who is trained, and what it goes with (KT1, KT2, KT6, KT8)."""

from datetime import timedelta

from django.db.models import (
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.utils.translation import gettext_lazy as _

from evidence.indicators.findings import checked_for_over_serving, over_serving_found
from evidence.indicators.indicator import (
    EVERY_PERIOD,
    HALF_YEARS,
    ROLLING,
    Direction,
    Indicator,
    Split,
)
from evidence.indicators.licences import venues_licensed_at_the_end
from evidence.indicators.measure import Ratio, Share, Sum
from evidence.indicators.scope import Scope
from evidence.indicators.visits import visits
from inspections.models import HeadCount
from training.models import (
    Certificate,
    Course,
    CourseKind,
    Employment,
    Enrolment,
    EnrolmentState,
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
        is_at_cut_off=True,
        caution=_("Only staff whom the venue has listed can be counted."),
    ),
    Indicator(
        code="KT2",
        name=_("Trained staff on duty"),
        numerator=_("of these, holding a certificate that was valid"),
        denominator=_(
            "people serving when inspectors counted, the last count of a visit"
        ),
        attributes=("W4",),
        periods=HALF_YEARS,
        direction=Direction.UP,
        measure=Sum(_on_duty, "trained", "serving"),
        splits={Split.ZONE, Split.DRAWN},
        caution=_(
            "People at one venue are alike: the true interval is wider than the one given."
        ),
    ),
    Indicator(
        code="KT6",
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
        caution=_(
            "A tie, not a proof: venues that train their staff differ in other ways too."
        ),
    ),
    Indicator(
        code="KT8",
        name=_("Certificates about to lapse"),
        numerator=_("certificates that end within 90 days, with no renewal booked"),
        denominator=_("certificates that hold"),
        attributes=("W4",),
        periods=EVERY_PERIOD,
        direction=Direction.DOWN,
        measure=Share(_certificates, _lapses_soon),
        is_at_cut_off=True,
    ),
)
