"""Inviting every venue of the municipality to a session: once for each address."""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import Invalid, WrongState
from core.nights import local
from core.post import Draft, compose, write_letters
from training.documents.calendar import session_calendar
from training.models import Session
from training.services.session_rows import session_in_hand
from venues.models import Venue
from venues.queries.access import current_accesses


@transaction.atomic
def invite_venues(*, user: User, session: UUID) -> int:
    """Mail the venues' managers, and where there is none the address in the register; how
    many letters. Doing it again reaches only who has come since.
    """
    row = session_in_hand(user, session)
    first = row.days.first()
    if first is None:
        raise Invalid(_("Add a day first."))
    if first.starts_at <= clock.now() or not row.is_open:
        raise WrongState(_("Venues cannot sign up to this session any more."))
    letters = _letters(row)
    write_letters(letters)
    return len(letters)


def _letters(row: Session) -> list[Draft]:
    here = Venue.objects.filter(municipality=row.course.municipality_id, ended_on=None)
    accesses = current_accesses(clock.today()).filter(venue__in=here)
    found: list[Draft] = []
    managed = set()
    for one in accesses.select_related("user", "venue").order_by("pk"):
        managed.add(one.venue_id)
        found.append(
            _letter(row, one.venue, one.user.email, one.user.language, str(one.pk))
        )
    rest = here.exclude(email="").exclude(pk__in=managed).order_by("pk")
    found.extend(
        _letter(row, venue, venue.email, settings.LANGUAGE_CODE, "register")
        for venue in rest
    )
    return found


def _letter(row: Session, venue: Venue, to: str, language: str, whose: str) -> Draft:
    days = list(row.days.all())
    with translation.override(language):
        return compose(
            key=f"session-invitation:{row.pk}:{venue.pk}:{whose}",
            to=to,
            subject=_("Course: %(name)s") % {"name": row.course.name},
            paragraphs=[
                _("%(course)s is held at %(place)s, from %(day)s.")
                % {
                    "course": row.course.name, "place": row.place,
                    "day": f"{local(days[0].starts_at):%Y-%m-%d %H:%M}",
                },
                _("Sign up the staff of %(venue)s on your pages in Lykta.")
                % {"venue": venue.name},
            ],
            link=f"{settings.PUBLIC_URL}/venue/{venue.pk}/training/",
            calendar=session_calendar(row, days, written_at=clock.now()),
        )  # fmt: skip
