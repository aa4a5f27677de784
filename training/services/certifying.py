"""Issuing certificates to those who were there and passed; revoking them."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import Invalid, NotFound, WrongState
from core.post import Draft, compose, write_letters
from core.words import check_says_something
from training.models import Certificate, Course, Diploma, Enrolment, Person, Session
from training.queries.sessions import missing_for
from training.rules.certificate_number import new_number
from training.rules.validity import in_force, valid_until
from training.services.enrolling import going
from training.services.links import link_of
from training.services.session_rows import session_in_hand


@transaction.atomic
def finish_session(*, user: User, session: UUID) -> tuple[Session, list[Certificate]]:
    """Issue certificates to everybody who was there on every day and passed the test, and
    close the lists. Who passes a later attempt gets theirs then.

    Raises `WrongState` before the last day has ended, `Invalid` when nobody has decided
    how long the diploma holds.
    """
    row = session_in_hand(user, session)
    last = row.days.last()
    if last is None or last.ends_at > clock.now():
        raise WrongState(_("The session is not over yet."))
    if row.course.diploma is not None:
        _months(row.course, clock.today())
    row.finished_at = clock.now()
    row.save()
    made = _certify(row, user)
    return row, made


def certify_if_due(enrolment: Enrolment) -> Certificate | None:
    """After a later attempt: the certificate, when the session is finished and nothing is
    missing any more.
    """
    session = enrolment.session
    if session.finished_at is None:
        return None
    return next(iter(_certify(session, None, enrolment)), None)


@transaction.atomic
def revoke_certificate(*, user: User, certificate: UUID, why: str) -> Certificate:
    """Revoke a certificate, for a reason that stays with it."""
    there = municipalities_where(user, Capability.ORGANISE_TRAINING)
    rows = Certificate.objects.select_for_update(of=("self",))
    row = rows.filter(pk=certificate, person__municipality__in=there).first()
    if row is None:
        raise NotFound(_("There is no such certificate, or it is not yours to see."))
    if row.revoked_at is not None:
        raise WrongState(_("It is revoked already."))
    check_says_something(
        why, _("Say why, in three letters or more."), code="reason_missing"
    )
    row.revoked_at, row.revoked_by = clock.now(), user
    row.revoked_why = why.strip()[:300]
    row.save()
    return row


def issue(
    *,
    person: Person,
    diploma: Diploma,
    issued_on: date,
    until: date | None,
    by: User | None,
    course: Course | None = None,
    enrolment: Enrolment | None = None,
    origin: str = "",
) -> Certificate:
    """Write a certificate under a number that nobody can guess."""
    return Certificate.objects.create(
        number=new_number(diploma.code), person=person, diploma=diploma,
        course=course, enrolment=enrolment, origin=origin, issued_on=issued_on,
        valid_until=until, issued_by=by,
    )  # fmt: skip


def _certify(
    session: Session, user: User | None, only: Enrolment | None = None
) -> list[Certificate]:
    diploma = session.course.diploma
    if diploma is None:
        return []
    today = clock.today()
    rows = going(session).filter(certificate=None).select_related("person")
    if only is not None:
        rows = rows.filter(pk=only.pk)
    missing = missing_for(rows, session, clock.now())
    months = _months(session.course, today)
    made = [
        issue(
            person=row.person, diploma=diploma, issued_on=today, by=user,
            until=valid_until(today, months), course=session.course, enrolment=row,
        )
        for row in rows
        if not missing[row.pk]
        and not row.person.certificates.filter(
            diploma=diploma, issued_on=today
        ).exists()
    ]  # fmt: skip
    write_letters(letter for one in made for letter in _letters(one))
    return made


def _months(course: Course, day: date) -> int | None:
    rule = in_force(list(course.validities.all()), day)
    if rule is None:
        raise Invalid(
            _("Decide first how long the diploma holds: on the page of the course.")
        )
    return rule.months


def _letters(row: Certificate) -> list[Draft]:
    if not row.person.email:
        return []
    with translation.override(row.person.language):
        until = row.valid_until
        return [
            compose(
                key=f"certificate:{row.pk}",
                to=row.person.email,
                subject=_("Your certificate: %(diploma)s")
                % {"diploma": row.diploma.name},
                paragraphs=[
                    _("Hello %(name)s,") % {"name": row.person.name},
                    _("You have the diploma %(diploma)s.")
                    % {"diploma": row.diploma.name},
                    _("It holds without end.")
                    if until is None
                    else _("It holds until %(day)s.") % {"day": until.isoformat()},
                    _("Download it from your page. Anybody may check its number: ")
                    + f"{settings.PUBLIC_URL}/certificates/{row.number}/",
                ],
                link=link_of(row.person),
                is_secret=True,
            )
        ]
