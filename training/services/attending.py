"""Noting who was there, from the list or by the code that each participant has."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import NotFound, WrongState
from core.nights import local
from training.models import Attendance, Enrolment, EnrolmentState, SessionDay
from training.permissions import check_teaches
from training.services.enrolling import going
from training.services.session_rows import check_open, locked_enrolment, taught_by

_SALT = "present"
_BEFORE = timedelta(hours=2)


@transaction.atomic
def note_attendance(
    *, user: User, session: UUID, day: int, present: Collection[UUID]
) -> int:
    """Let the day's list say who was there, of those who have a place; how many. Who is
    not named was not there, whatever was noted before.
    """
    row = taught_by(user, session)
    found = row.days.filter(number=day).first()
    if found is None:
        raise NotFound(_("The session has no such day."))
    _check_begun(found)
    check_open(row)
    there = set(going(row).filter(pk__in=present).values_list("pk", flat=True))
    found.attendances.exclude(enrolment__in=there).delete()
    known = set(found.attendances.values_list("enrolment", flat=True))
    now = clock.now()
    Attendance.objects.bulk_create(
        Attendance(enrolment_id=one, day=found, noted_at=now, noted_by=user)
        for one in there - known
    )
    return len(there)


def code_of(enrolment: Enrolment) -> str:
    """What stands in the QR code that a participant shows at the door."""
    return signing.Signer(salt=_SALT, sep="~").sign(enrolment.pk.hex)


def enrolment_at(user: User, code: str) -> Enrolment:
    """Whose code it is, for whoever teaches there; `NotFound` else."""
    try:
        key = UUID(signing.Signer(salt=_SALT, sep="~").unsign(code))
    except (signing.BadSignature, ValueError):
        raise NotFound(_("There is no such code.")) from None
    rows = Enrolment.objects.select_related("person", "session__course")
    row = rows.filter(pk=key).first()
    if row is None:
        raise NotFound(_("There is no such code."))
    check_teaches(user, row.session)
    return row


@transaction.atomic
def attend_by_code(*, user: User, code: str) -> Attendance:
    """Note that whoever shows the code is there today. Twice is once."""
    row = locked_enrolment(enrolment_at(user, code).pk)
    check_open(row.session)
    if row.state != EnrolmentState.BOOKED:
        raise WrongState(_("%(name)s has no place.") % {"name": row.person.name})
    today = clock.today()
    days = [
        one
        for one in row.session.days.all()
        if local(one.starts_at).date() <= today <= local(one.ends_at).date()
    ]
    if not days:
        raise WrongState(_("The session has no day today."))
    _check_begun(days[0])
    begun = [one for one in days if one.starts_at - _BEFORE <= clock.now()]
    made, _is_new = Attendance.objects.get_or_create(
        enrolment=row, day=begun[-1],
        defaults={"noted_at": clock.now(), "noted_by": user, "by_code": True},
    )  # fmt: skip
    return made


def _check_begun(day: SessionDay) -> None:
    if clock.now() < day.starts_at - _BEFORE:
        raise WrongState(_("The day has not begun: nobody was there yet."))
