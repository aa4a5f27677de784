"""Planning a session: its days and trainers, changing it, cancelling it."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import Agency, User
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import Invalid, NotFound, WrongState
from core.nights import FARTHEST
from core.post import write_letters
from training.models import Course, Session, SessionDay, Trainer
from training.permissions import check_organises
from training.services.enrolling import going, move_up
from training.services.enrolment_letters import (
    cancelled_letter,
    changed_letter,
    letters_for,
)
from training.services.session_rows import session_in_hand

MOST_DAYS = 10


@transaction.atomic
def make_session(
    *,
    user: User,
    course: Course,
    place: str,
    capacity: int,
    language: str = "svenska",
    sign_up_until: date | None = None,
    is_open: bool = True,
) -> Session:
    """Plan a session. `Invalid` when the course is not held any more."""
    check_organises(user, course.municipality)
    if course.ended_on is not None and course.ended_on < clock.today():
        raise Invalid(_("This course is not held any more."))
    return Session.objects.create(
        course=course, place=place.strip(), capacity=capacity, language=language,
        sign_up_until=sign_up_until, is_open=is_open, made_by=user, made_at=clock.now(),
    )  # fmt: skip


@transaction.atomic
def add_day(
    *,
    user: User,
    session: UUID,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
) -> SessionDay:
    """Add a day after those there are. `Invalid` when it does not follow them."""
    row = session_in_hand(user, session)
    if not starts_at < ends_at:
        raise Invalid(_("A day must end after it starts."))
    if starts_at > clock.now() + FARTHEST:
        raise Invalid(_("That day lies too far ahead."), code="too_far")
    last = row.days.last()
    if last is not None and starts_at < last.ends_at:
        raise Invalid(
            _("Add the days in their order: this one begins before the last.")
        )
    if row.days.count() >= MOST_DAYS:
        raise Invalid(_("A session has ten days at most."))
    made = SessionDay.objects.create(
        session=row, number=1 if last is None else last.number + 1,
        starts_at=starts_at, ends_at=ends_at, place=place.strip(),
    )  # fmt: skip
    _tell_of_change(row)
    return made


@transaction.atomic
def move_day(
    *,
    user: User,
    session: UUID,
    day: int,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
) -> SessionDay:
    """Move a day; who takes part is told, and reminded anew."""
    row = session_in_hand(user, session)
    found = row.days.filter(number=day).first()
    if found is None:
        raise NotFound(_("The session has no such day."))
    if found.attendances.exists():
        raise WrongState(_("Who was there is noted already: the day stays."))
    others = row.days.exclude(pk=found.pk)
    if not starts_at < ends_at:
        raise Invalid(_("A day must end after it starts."))
    if starts_at > clock.now() + FARTHEST:
        raise Invalid(_("That day lies too far ahead."), code="too_far")
    before = others.filter(number__lt=day).last()
    after = others.filter(number__gt=day).first()
    if (before is not None and starts_at < before.ends_at) or (
        after is not None and ends_at > after.starts_at
    ):
        raise Invalid(_("The days must stay in their order."))
    found.starts_at, found.ends_at = starts_at, ends_at
    found.place, found.reminded_at = place.strip(), None
    found.save()
    _tell_of_change(row)
    return found


@transaction.atomic
def change_session(
    *,
    user: User,
    session: UUID,
    place: str,
    capacity: int,
    sign_up_until: date | None,
    is_open: bool,
) -> Session:
    """Change place, number of places or who may sign up. More places move the waiting
    list up; fewer than are taken are refused.
    """
    row = session_in_hand(user, session)
    taken = going(row).count()
    if capacity < taken:
        raise Invalid(
            _("%(count)s places are taken. Sign somebody off first.") % {"count": taken}
        )
    is_moved = row.place != place.strip()
    row.place, row.capacity = place.strip(), capacity
    row.sign_up_until, row.is_open = sign_up_until, is_open
    row.save()
    if is_moved:
        _tell_of_change(row)
    move_up(row)
    return row


@transaction.atomic
def add_trainer(
    *,
    user: User,
    session: UUID,
    name: str,
    account: User | None = None,
    agency: Agency | None = None,
    organisation: str = "",
) -> Trainer:
    """Add somebody who teaches. An account must hold a trainer's role there."""
    row = session_in_hand(user, session)
    if agency is not None and agency.municipality_id != row.course.municipality_id:
        raise Invalid(_("The agency belongs to another municipality."))
    if account is not None:
        held = municipalities_where(account, Capability.TEACH)
        if not held.filter(pk=row.course.municipality_id).exists():
            raise Invalid(_("This person has no role here that lets them teach."))
    return Trainer.objects.create(
        session=row, name=name.strip(), user=account, agency=agency,
        organisation=organisation.strip(),
    )  # fmt: skip


@transaction.atomic
def remove_trainer(*, user: User, session: UUID, trainer: int) -> None:
    """Take a trainer out."""
    session_in_hand(user, session).trainers.filter(pk=trainer).delete()


@transaction.atomic
def cancel_session(*, user: User, session: UUID, why: str) -> Session:
    """Cancel a session; everybody who has a place or waits is told."""
    row = session_in_hand(user, session)
    row.cancelled_at, row.cancelled_why = clock.now(), why.strip()[:300]
    row.sequence += 1
    row.save()
    _tell(row, cancelled_letter)
    return row


def _tell_of_change(row: Session) -> None:
    Session.objects.filter(pk=row.pk).update(sequence=F("sequence") + 1)
    row.refresh_from_db(fields=["sequence"])
    _tell(row, changed_letter)


def _tell(row: Session, letter: object) -> None:
    rows = row.enrolments.exclude(state="cancelled").select_related(
        "person", "session__course"
    )
    write_letters(letters_for(rows, letter))  # type: ignore[arg-type]
