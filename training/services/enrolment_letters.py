"""Letters to those who take part: a place, the waiting list, a reminder, a change."""

from collections.abc import Callable, Iterable

from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import clock
from core.nights import local
from core.post import Draft, compose
from training.documents.calendar import session_calendar
from training.models import Enrolment, SessionDay
from training.services.links import link_of


def place_letter(row: Enrolment) -> list[Draft]:
    """That somebody has a place, with the days for their calendar."""
    return _letter(
        row, "booked", _("You have a place: %(course)s"),
        _("You have a place on %(course)s, %(place)s."),
        with_days=True,
    )  # fmt: skip


def waiting_letter(row: Enrolment) -> list[Draft]:
    """That somebody waits for a place."""
    return _letter(
        row, "waiting", _("On the waiting list: %(course)s"),
        _(
            "%(course)s, %(place)s, is full. You are on the waiting list and hear from "
            "us as soon as a place is yours."
        ),
    )  # fmt: skip


def off_letter(row: Enrolment) -> list[Draft]:
    """That somebody was signed off."""
    return _letter(
        row, f"off:{row.cancelled_at:%Y%m%d%H%M%S}", _("Signed off: %(course)s"),
        _("You are no longer signed up for %(course)s, %(place)s."),
    )  # fmt: skip


def changed_letter(row: Enrolment) -> list[Draft]:
    """That days or place have changed."""
    return _letter(
        row, f"changed:{row.session.sequence}", _("Changed: %(course)s"),
        _("Days or place of %(course)s have changed. It is held at %(place)s."),
        with_days=True,
    )  # fmt: skip


def cancelled_letter(row: Enrolment) -> list[Draft]:
    """That the session is not held."""
    return _letter(
        row, "cancelled", _("Cancelled: %(course)s"),
        _("%(course)s, %(place)s, is not held.") + " " + row.session.cancelled_why,
        with_days=True,
    )  # fmt: skip


def reminder_letter(row: Enrolment, day: SessionDay) -> list[Draft]:
    """That a day comes near."""
    return _letter(
        row, f"reminder:{day.number}:{day.starts_at:%Y%m%d%H%M}",
        _("Soon: %(course)s"),
        _("%(course)s is soon, at %(place)s. Your code for the list is on your page."),
        with_days=True,
    )  # fmt: skip


def _letter(
    row: Enrolment, step: str, subject: str, said: str, *, with_days: bool = False
) -> list[Draft]:
    """The letter in a list; none for whom no address is known. `subject` and `said` come
    in the language that is active, which `letters_for` makes the person's.
    """
    if not row.person.email:
        return []
    session = row.session
    days = list(session.days.all())
    values = {"course": session.course.name, "place": session.place}
    link = link_of(row.person)
    entry = (
        session_calendar(session, days, written_at=clock.now(), link=link)
        if with_days and days
        else ""
    )
    return [
        compose(
            key=f"enrolment:{row.pk}:{_number(row)}:{step}",
            to=row.person.email,
            subject=subject % values,
            paragraphs=[
                _("Hello %(name)s,") % {"name": row.person.name},
                said % values,
                *([_days(days)] if days and session.cancelled_at is None else []),
            ],
            link=link,
            calendar=entry,
            is_secret=True,
        )
    ]


def _number(row: Enrolment) -> str:
    """What tells one booking of the same person from the next."""
    at = row.booked_at or row.asked_at
    return f"{at:%Y%m%d%H%M%S}"


def _days(days: list[SessionDay]) -> str:
    shape = "%d/%m/%Y" if get_language() == "en" else "%Y-%m-%d"
    return ", ".join(
        f"{local(one.starts_at):{shape} %H:%M}–{local(one.ends_at):%H:%M}"
        + (f" ({one.place})" if one.place else "")
        for one in days
    )


def letters_for(
    rows: Iterable[Enrolment], make: Callable[[Enrolment], list[Draft]]
) -> list[Draft]:
    """The same letter to each, in their own language."""
    found: list[Draft] = []
    for row in rows:
        with translation.override(row.person.language):
            found += make(row)
    return found
