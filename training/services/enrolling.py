"""Signing people up and off; the waiting list moves up by itself."""

from uuid import UUID

from django.db import transaction
from django.db.models import Min, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import Invalid, NotFound, WrongState
from core.post import write_letters
from training.models import (
    Enrolment,
    EnrolmentState,
    Gender,
    ParticipantRole,
    Person,
    Session,
)
from training.permissions import check_staff, organises
from training.queries.people import employed_at, working_on
from training.queries.sessions import open_to_venues
from training.services.enrolment_letters import (
    letters_for,
    off_letter,
    place_letter,
    waiting_letter,
)
from training.services.session_rows import (
    check_open,
    locked_enrolment,
    locked_session,
)
from venues.models import Venue
from venues.queries.access import of_present_holder, present_holder


@transaction.atomic
def enrol(
    *,
    user: User,
    session: UUID,
    person: Person,
    venue: Venue | None = None,
    role: ParticipantRole = ParticipantRole.SERVING,
    gender: Gender = Gender.NOT_STATED,
) -> Enrolment:
    """Sign somebody up; when it is full they wait. Who signed off may come back, at the
    end of the list. Once it has begun a free place is for whoever has come, those who
    waited among them.

    By whoever organises there, or by a manager of the venue for those who work there,
    while it is open to venues. Raises `Invalid`, `WrongState` or `NotFound`.
    """
    row = locked_session(session)
    _check_may_enrol(user, row, person, venue)
    check_open(row)
    if person.municipality_id != row.course.municipality_id or person.merged_into_id:
        raise NotFound(_("There is no such person, or they are not yours to see."))
    has_begun = _has_begun(row)
    made = row.enrolments.filter(person=person).first()
    if made is None or made.state == EnrolmentState.CANCELLED:
        made = made or Enrolment(session=row, person=person)
        made.venue, made.role, made.gender = venue, role, gender
        made.holder = None if venue is None else present_holder(venue, clock.today())
        made.asked_at, made.asked_by = clock.now(), user
        made.booked_at = made.cancelled_at = None
        made.state = EnrolmentState.WAITING
    elif made.state != EnrolmentState.WAITING or not has_begun:
        raise Invalid(_("%(name)s is signed up already.") % {"name": person.name})
    if has_begun and going(row).count() >= row.capacity:
        raise WrongState(_("The session has begun, and every place is taken."))
    made.save()
    if has_begun:  # the organiser adds who has come; a venue cannot any more
        _book(row, [made])
    elif not move_up(row):
        write_letters(letters_for([made], waiting_letter))
    made.refresh_from_db()
    return made


@transaction.atomic
def sign_off(
    *, enrolment: UUID, user: User | None = None, person: Person | None = None
) -> Enrolment:
    """Sign somebody off: by who signed them up, who organises, or the person themselves.
    The first of the waiting list gets the place.
    """
    row = locked_enrolment(enrolment)
    session = row.session
    if person is not None:
        if row.person_id != person.pk:
            raise NotFound(_("There is no such sign-up."))
    elif user is None or not organises(user, session.course.municipality_id):
        if user is None or row.venue is None:
            raise NotFound(_("There is no such sign-up."))
        check_staff(user, row.venue)
        mine = of_present_holder(Enrolment.objects.filter(pk=row.pk), clock.today())
        if not mine.exists():
            raise NotFound(_("There is no such sign-up."))
    check_open(session)
    if row.state == EnrolmentState.CANCELLED:
        raise WrongState(_("The sign-up is cancelled already."))
    if row.attendances.exists():
        raise WrongState(_("Who was there cannot be signed off any more."))
    row.state, row.cancelled_at = EnrolmentState.CANCELLED, clock.now()
    row.save()
    write_letters(letters_for([row], off_letter))
    move_up(session)
    return row


def move_up(session: Session) -> list[Enrolment]:
    """Give free places to those who have waited longest; the session is locked. Nobody
    moves up once it has begun.
    """
    if session.cancelled_at or session.finished_at or _has_begun(session):
        return []
    free = session.capacity - going(session).count()
    waiting = session.enrolments.select_for_update().filter(
        state=EnrolmentState.WAITING
    )
    moved = list(waiting.order_by("asked_at", "pk")[: max(free, 0)])
    _book(session, moved)
    return moved


def _book(session: Session, rows: list[Enrolment]) -> None:
    for row in rows:
        row.state, row.booked_at = EnrolmentState.BOOKED, clock.now()
        row.session = session
        row.save()
    write_letters(letters_for(rows, place_letter))


def going(session: Session) -> QuerySet[Enrolment]:
    """Those who have a place."""
    return Enrolment.objects.filter(session=session, state=EnrolmentState.BOOKED)


def _has_begun(session: Session) -> bool:
    first = session.days.aggregate(first=Min("starts_at"))["first"]
    return first is not None and first <= clock.now()


def _check_may_enrol(
    user: User, session: Session, person: Person, venue: Venue | None
) -> None:
    if organises(user, session.course.municipality_id):
        if venue is not None and venue.municipality_id != person.municipality_id:
            raise NotFound(_("There is no such venue, or it is not yours to see."))
        return
    if venue is None:
        raise NotFound(_("There is no such session, or it is not yours to see."))
    check_staff(user, venue)
    here = employed_at(venue, clock.today()).filter(person=person)
    if not working_on(here, clock.today()).exists():
        raise NotFound(_("There is no such person, or they are not yours to see."))
    is_open = open_to_venues(venue.municipality_id, clock.now(), clock.today()).filter(
        pk=session.pk
    )
    if not is_open.exists():
        raise WrongState(
            _("Venues cannot sign up to this session any more. Ask the organiser.")
        )
