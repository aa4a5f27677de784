"""Reminding of sessions that are near and of certificates that lapse, once each."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock
from core.post import Draft, compose, write_letters
from core.reminding import remind_in_steps
from training.models import Certificate, Employment, SessionDay
from training.queries.people import working_on
from training.rules.validity import REMIND_DAYS_BEFORE
from training.services.enrolling import going
from training.services.enrolment_letters import letters_for, reminder_letter
from training.services.links import link_of
from venues.models import Venue
from venues.queries.access import of_present_holder

_BEFORE_DAY = timedelta(days=2)


def remind_of_sessions() -> int:
    """Remind of days that begin within two days; how many days."""
    keys = list(_near().order_by("starts_at").values_list("pk", flat=True))
    return sum(_remind_of_day(key) for key in keys)


def _near() -> QuerySet[SessionDay]:
    now = clock.now()
    return SessionDay.objects.filter(
        reminded_at=None, starts_at__gt=now, starts_at__lte=now + _BEFORE_DAY,
        session__cancelled_at=None,
    )  # fmt: skip


@transaction.atomic
def _remind_of_day(key: int) -> int:
    day = _near().select_for_update(of=("self",)).filter(pk=key).first()
    if day is None:
        return 0
    rows = going(day.session).select_related("person", "session__course")
    write_letters(letters_for(rows, lambda row: reminder_letter(row, day)))
    SessionDay.objects.filter(pk=key).update(reminded_at=clock.now())
    return 1


def remind_of_certificates() -> int:
    """Remind of what lapses in 90 and in 30 days; how many certificates. Whoever has a
    later one of the same diploma is not reminded.
    """
    today = clock.today()
    return remind_in_steps(
        len(REMIND_DAYS_BEFORE), lambda step: _lapsing(step, today), _remind_of
    )


def _lapsing(step: int, today: date) -> QuerySet[Certificate]:
    before = today + timedelta(days=REMIND_DAYS_BEFORE[step - 1])
    return Certificate.objects.filter(
        revoked_at=None, valid_until__gte=today, valid_until__lte=before,
        reminded__lt=step,
    )  # fmt: skip


def _remind_of(lapsing: QuerySet[Certificate], step: int) -> int:
    rows = lapsing.select_related("person", "diploma").annotate(is_renewed=_renewed())
    found = list(rows)
    concerned = [one for one in found if not one.is_renewed]
    venues = _venues_of({one.person_id for one in concerned})
    write_letters(
        letter
        for one in concerned
        for letter in _lapse_letters(one, step, venues.get(one.person_id, []))
    )
    Certificate.objects.filter(pk__in=[one.pk for one in found]).update(reminded=step)
    return len(concerned)


def _venues_of(people: set[UUID]) -> dict[UUID, list[Venue]]:
    """Where each works today, for whoever holds the venue."""
    today = clock.today()
    rows = Employment.objects.filter(person__in=people).exclude(venue__email="")
    work = of_present_holder(working_on(rows, today), today)
    found: dict[UUID, dict[UUID, Venue]] = {}
    for row in work.select_related("venue").order_by("pk"):
        found.setdefault(row.person_id, {})[row.venue_id] = row.venue
    return {person: list(venues.values()) for person, venues in found.items()}


def _renewed() -> Exists:
    later = Certificate.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=OuterRef("valid_until")),
        person=OuterRef("person"), diploma=OuterRef("diploma"), revoked_at=None,
    )  # fmt: skip
    return Exists(later)


def _lapse_letters(row: Certificate, step: int, venues: list[Venue]) -> Iterable[Draft]:
    key = f"lapses:{row.pk}:{REMIND_DAYS_BEFORE[step - 1]}"
    until = "" if row.valid_until is None else row.valid_until.isoformat()
    if row.person.email:
        with translation.override(row.person.language):
            yield compose(
                key=f"{key}:person",
                to=row.person.email,
                subject=_("%(diploma)s lapses on %(day)s")
                % {"diploma": row.diploma.name, "day": until},
                paragraphs=[
                    _("Hello %(name)s,") % {"name": row.person.name},
                    _("Your %(diploma)s holds until %(day)s. Renew it in time.")
                    % {"diploma": row.diploma.name, "day": until},
                ],
                link=link_of(row.person),
                is_secret=True,
            )
    for venue in venues:
        with translation.override(settings.LANGUAGE_CODE):
            yield compose(
                key=f"{key}:{venue.pk}",
                to=venue.email,
                subject=_("A certificate lapses on %(day)s: %(venue)s")
                % {"day": until, "venue": venue.name},
                paragraphs=[
                    _("%(name)s holds %(diploma)s until %(day)s.")
                    % {
                        "name": row.person.name, "diploma": row.diploma.name,
                        "day": until,
                    },
                    _("Sign up for a renewal on your pages in Lykta."),
                ],
                link=f"{settings.PUBLIC_URL}/venue/{venue.pk}/training/",
            )  # fmt: skip
