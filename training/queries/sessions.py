"""Sessions: whose they are to see, who takes part, and what is still missing."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from training.models import Course, Enrolment, EnrolmentState, Session, SessionDay


def courses_visible_to(user: User) -> QuerySet[Course]:
    """The courses of the municipalities whose training the person may see."""
    there = municipalities_where(user, Capability.SEE_TRAINING)
    return Course.objects.filter(municipality__in=there).select_related("diploma")


def sessions_visible_to(user: User) -> QuerySet[Session]:
    """The sessions there, and those the person teaches as a trainer."""
    there = municipalities_where(user, Capability.SEE_TRAINING)
    taught = municipalities_where(user, Capability.TEACH)
    return (
        Session.objects.filter(
            Q(course__municipality__in=there)
            | Q(trainers__user=user, course__municipality__in=taught)
        )
        .select_related("course__municipality", "course__diploma")
        .distinct()
    )


def with_numbers(rows: QuerySet[Session]) -> QuerySet[Session]:
    """Each with `first_at`, `last_at`, `booked` and `waiting`; the earliest first."""
    booked = Q(enrolments__state=EnrolmentState.BOOKED)
    waiting = Q(enrolments__state=EnrolmentState.WAITING)
    return rows.annotate(
        first_at=Min("days__starts_at"),
        last_at=Max("days__ends_at"),
        booked=Count("enrolments", filter=booked, distinct=True),
        waiting=Count("enrolments", filter=waiting, distinct=True),
    ).order_by("first_at", "pk")


def open_to_venues(municipality: str, now: datetime, today: date) -> QuerySet[Session]:
    """The sessions there to which a venue may still sign up its staff."""
    begun = SessionDay.objects.filter(session=OuterRef("pk"), starts_at__lte=now)
    rows = Session.objects.filter(
        ~Exists(begun),
        Q(sign_up_until__isnull=True) | Q(sign_up_until__gte=today),
        course__municipality=municipality,
        is_open=True,
        cancelled_at=None,
        finished_at=None,
        days__number=1,
    )
    known = Session.objects.filter(pk__in=rows.values("pk"))
    return with_numbers(known.select_related("course__diploma"))


@dataclass(frozen=True, slots=True)
class Missing:
    """What stands between a participant and the certificate."""

    days: tuple[int, ...]
    test: bool

    def __bool__(self) -> bool:
        return bool(self.days) or self.test


def missing_for(
    rows: QuerySet[Enrolment], session: Session, now: datetime
) -> dict[object, Missing]:
    """For each participant by their key, which days that have begun and whether the test
    is missing.
    """
    begun = session.days.filter(starts_at__lte=now)
    days = dict(begun.values_list("pk", "number"))
    there: dict[object, set[int]] = {}
    passed: set[object] = set()
    for row in rows.prefetch_related("attendances", "sittings"):
        there[row.pk] = {one.day_id for one in row.attendances.all()}
        if any(one.passed for one in row.sittings.all()):
            passed.add(row.pk)
    return {
        pk: Missing(
            tuple(number for day, number in days.items() if day not in seen),
            session.course.has_test and pk not in passed,
        )
        for pk, seen in there.items()
    }
