"""Taking a session in hand: the session's row is locked before anything of it, so that two
who change it at once wait for one another and never for each other.
"""

from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import NotFound, WrongState
from training.models import Enrolment, Session
from training.permissions import check_teaches, organises


def locked_session(session: UUID) -> Session:
    """The session, locked; `NotFound` when there is none."""
    rows = Session.objects.select_for_update(of=("self",)).select_related(
        "course__municipality", "course__diploma"
    )
    row = rows.filter(pk=session).first()
    if row is None:
        raise NotFound(_("There is no such session, or it is not yours to see."))
    return row


def taught_by(user: User, session: UUID) -> Session:
    """The same, for whoever teaches or organises it; `NotFound` else."""
    row = locked_session(session)
    check_teaches(user, row)
    return row


def session_in_hand(user: User, session: UUID) -> Session:
    """A session that its organiser may still change; `NotFound` for everybody else."""
    row = locked_session(session)
    if not organises(user, row.course.municipality_id):
        raise NotFound(_("There is no such session, or it is not yours to see."))
    check_open(row)
    return row


def locked_enrolment(enrolment: UUID) -> Enrolment:
    """A sign-up with its session, both locked; `NotFound` when there is none."""
    found = Enrolment.objects.filter(pk=enrolment).first()
    if found is None:
        raise NotFound(_("There is no such sign-up."))
    session = locked_session(found.session_id)
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related("person")
    row = rows.get(pk=enrolment)
    row.session = session
    return row


def check_held(row: Session) -> None:
    """Raise `WrongState` when the session is not held."""
    if row.cancelled_at is not None:
        raise WrongState(_("The session is cancelled."))


def check_open(row: Session) -> None:
    """Raise `WrongState` when nothing of the session may change any more."""
    check_held(row)
    if row.finished_at is not None:
        raise WrongState(_("The session is finished, and stays as it is."))
