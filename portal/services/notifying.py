"""Notifying the municipality: serving managers and changes, with receipt."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Agency, AgencyKind, User
from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from core import clock
from core.changes import next_change
from core.errors import Invalid, NotFound, WrongState
from core.nights import FARTHEST
from core.post import Draft, compose, write_letters
from core.words import check_says_something, says_something
from portal.models import Notification, NotificationKind, NotificationState
from portal.services.own import access_of
from training.models import Employment, StaffRole
from training.queries.people import employed_at, working_on
from venues.models import ServingManager, Venue

_ABOUT_SOMEBODY = frozenset(
    {NotificationKind.SERVING_MANAGER, NotificationKind.MANAGER_LEAVES}
)


def notifications_to(user: User) -> QuerySet[Notification]:
    """What venues have notified to the agencies that answer them."""
    mine = agencies_where(user, Capability.INVITE_VENUES)
    return Notification.objects.filter(to__in=mine).select_related(
        "venue", "employment__person", "sent_by", "to"
    )


@transaction.atomic
def notify(
    *,
    user: User,
    venue: UUID,
    kind: NotificationKind,
    from_on: date,
    employment: int | None = None,
    text: str = "",
) -> Notification:
    """Notify something to the licensing unit; the receipt is mailed at once.

    A serving manager may serve as such at once where the unit says so, else when it is
    confirmed. Raises `Invalid` when somebody or the words are missing.
    """
    access = access_of(user, venue)
    unit = Agency.objects.filter(
        municipality=access.venue.municipality_id, kind=AgencyKind.LICENSING
    ).first()
    if unit is None:
        raise WrongState(_("No licensing unit is known here to receive it."))
    if abs(from_on - clock.today()) > FARTHEST:
        raise Invalid(_("That day lies too far ahead."), code="too_far")
    who = _employed(access.venue, kind, employment)
    if kind not in _ABOUT_SOMEBODY and not says_something(text):
        raise Invalid(_("Say what changes."))
    row = Notification.objects.create(
        venue=access.venue, to=unit, kind=kind, employment=who, text=text.strip(),
        from_on=from_on, sent_at=clock.now(), sent_by=user,
    )  # fmt: skip
    if unit.manager_at_once:
        _take_effect(row)
    write_letters([_receipt(row)])
    return row


@transaction.atomic
def confirm(*, user: User, notification: UUID) -> Notification:
    """Confirm what was notified."""
    row = _waiting(user, notification)
    row.state = NotificationState.CONFIRMED
    _take_effect(row)
    return _looked_at(row, user, "")


@transaction.atomic
def send_back(*, user: User, notification: UUID, reason: str) -> Notification:
    """Send it back, saying why; a serving manager's notification ends with today."""
    row = _waiting(user, notification)
    check_says_something(
        reason, _("Say why, in three letters or more."), code="reason_missing"
    )
    row.state = NotificationState.RETURNED
    if row.kind == NotificationKind.SERVING_MANAGER and row.employment is not None:
        _end_manager(row.employment, clock.today())
    elif row.kind == NotificationKind.MANAGER_LEAVES and row.employment is not None:
        _stays(row.employment)
    return _looked_at(row, user, reason.strip()[:1000])


def _employed(
    venue: Venue, kind: NotificationKind, employment: int | None
) -> Employment | None:
    if kind not in _ABOUT_SOMEBODY:
        return None
    here = working_on(employed_at(venue, clock.today()), clock.today())
    rows = here.select_related("person", "notified_as").select_for_update(of=("self",))
    row = None if employment is None else rows.filter(pk=employment).first()
    if row is None or row.role != StaffRole.SERVING_MANAGER:
        raise Invalid(_("Choose somebody who is listed as serving manager."))
    is_notified = row.notified_as is not None and row.notified_as.ended_on is None
    if is_notified == (kind == NotificationKind.SERVING_MANAGER):
        raise Invalid(
            _("%(name)s is notified already.") % {"name": row.person.name}
            if is_notified
            else _("%(name)s is not notified.") % {"name": row.person.name}
        )
    waiting = Notification.objects.filter(
        employment=row, kind=kind, state=NotificationState.SENT
    )
    if waiting.exists():
        raise Invalid(_("It is notified already, and waits to be looked at."))
    return row


def _take_effect(row: Notification) -> None:
    """Enter the serving manager in the register, or end it there. Twice is once."""
    who = row.employment
    if who is None:
        return
    is_entered = who.notified_as is not None and who.notified_as.ended_on is None
    if row.kind == NotificationKind.SERVING_MANAGER and not is_entered:
        who.notified_as = ServingManager.objects.create(
            venue=row.venue, name=who.person.name,
            notified_on=max(row.from_on, clock.today()),
        )  # fmt: skip
        who.save()
        _changed(row.venue)
    elif row.kind == NotificationKind.MANAGER_LEAVES:
        _end_manager(who, row.from_on)


def _end_manager(who: Employment, last_on: date) -> None:
    manager = who.notified_as
    if manager is None or manager.ended_on is not None:
        return
    manager.ended_on = max(last_on, manager.notified_on)
    manager.save()
    _changed(who.venue)


def _stays(who: Employment) -> None:
    """A notification that somebody leaves does not hold: they are entered as before."""
    manager = who.notified_as
    if manager is not None and manager.ended_on is not None:
        manager.ended_on = None
        manager.save()
        _changed(who.venue)


def _changed(venue: Venue) -> None:
    """The tablets hear of it."""
    Venue.objects.filter(pk=venue.pk).update(
        change=next_change(f"venues:{venue.municipality_id}")
    )


def _waiting(user: User, notification: UUID) -> Notification:
    row = (
        notifications_to(user)
        .select_for_update(of=("self",))
        .filter(pk=notification)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such notification, or it is not yours to see."))
    if row.state != NotificationState.SENT:
        raise WrongState(_("It is looked at already."))
    return row


def _looked_at(row: Notification, user: User, reason: str) -> Notification:
    row.looked_at, row.looked_by, row.reason = clock.now(), user, reason
    row.save()
    return row


def _receipt(row: Notification) -> Draft:
    with translation.override(row.sent_by.language):
        at_once = (
            row.to.manager_at_once and row.kind == NotificationKind.SERVING_MANAGER
        )
        who = "" if row.employment is None else row.employment.person.name
        return compose(
            key=f"notification:{row.pk}",
            to=row.sent_by.email,
            subject=_("Received: %(what)s") % {"what": row.get_kind_display()},
            paragraphs=[
                _("%(agency)s has received your notification for %(venue)s: %(what)s.")
                % {
                    "agency": row.to.name, "venue": row.venue.name,
                    "what": row.get_kind_display(),
                },
                *([who] if who else []),
                *(
                    [_("The person may serve as serving manager from now on.")]
                    if at_once
                    else [_("You hear from us when it has been looked at.")]
                ),
            ],
        )  # fmt: skip
