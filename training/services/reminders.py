"""Reminding of sessions that are near and of certificates that lapse, once each."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock
from core.post import Draft, compose, write_letters
from training.models import Certificate, Employment, SessionDay
from training.queries.people import working_on
from training.rules.validity import REMIND_DAYS_BEFORE
from training.services.enrolling import going
from training.services.enrolment_letters import letters_for, reminder_letter
from training.services.links import link_of

_BEFORE_DAY = timedelta(days=2)
_CHUNK = 1000
_VENUE_LANGUAGE = "sv"


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
    done = 0
    for step in range(len(REMIND_DAYS_BEFORE), 0, -1):
        keys = list(_lapsing(step, today).order_by().values_list("pk", flat=True))
        for start in range(0, len(keys), _CHUNK):
            done += _remind_of(step, keys[start : start + _CHUNK], today)
    return done


def _lapsing(step: int, today: date) -> QuerySet[Certificate]:
    before = today + timedelta(days=REMIND_DAYS_BEFORE[step - 1])
    return Certificate.objects.filter(
        revoked_at=None, valid_until__gte=today, valid_until__lte=before,
        reminded__lt=step,
    )  # fmt: skip


@transaction.atomic
def _remind_of(step: int, keys: Sequence[UUID], today: date) -> int:
    rows = _lapsing(step, today).filter(pk__in=keys).order_by("pk")
    rows = rows.select_related("person", "diploma").annotate(is_renewed=_renewed())
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    found = list(rows)
    concerned = [one for one in found if not one.is_renewed]
    work = working_on(
        Employment.objects.filter(person__in=[one.person_id for one in concerned]),
        today,
    )
    venues: dict[object, list[Employment]] = {}
    for row in work.select_related("venue").order_by("pk"):
        venues.setdefault(row.person_id, []).append(row)
    write_letters(
        letter
        for one in concerned
        for letter in _lapse_letters(one, step, venues.get(one.person_id, []))
    )
    Certificate.objects.filter(pk__in=[one.pk for one in found]).update(reminded=step)
    return len(concerned)


def _renewed() -> Exists:
    later = Certificate.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=OuterRef("valid_until")),
        person=OuterRef("person"), diploma=OuterRef("diploma"), revoked_at=None,
    )  # fmt: skip
    return Exists(later)


def _lapse_letters(
    row: Certificate, step: int, work: list[Employment]
) -> Iterable[Draft]:
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
            )
    for one in {one.venue_id: one for one in work if one.venue.email}.values():
        with translation.override(_VENUE_LANGUAGE):
            yield compose(
                key=f"{key}:{one.venue_id}",
                to=one.venue.email,
                subject=_("A certificate lapses on %(day)s: %(venue)s")
                % {"day": until, "venue": one.venue.name},
                paragraphs=[
                    _("%(name)s holds %(diploma)s until %(day)s.")
                    % {
                        "name": row.person.name, "diploma": row.diploma.name,
                        "day": until,
                    },
                    _("Sign up for a renewal on your pages in Lykta."),
                ],
                link=f"{settings.PUBLIC_URL}/venue/{one.venue_id}/training/",
            )  # fmt: skip
