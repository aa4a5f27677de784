"""What a register does not say, entered by a person: numbers, hours, conditions, people.

Nothing that is there is overwritten: the register stays the source of what it says. Each
entry counts as a change of the venue, so that the tablets hear of it.
"""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import check_may
from accounts.rules.capabilities import Capability
from core import clock
from core.changes import next_change
from core.errors import Conflict, Invalid, NotFound
from venues.models import (
    Assignment,
    Holder,
    Licence,
    LicenceCondition,
    ServingHours,
    ServingManager,
    Venue,
)
from venues.queries.venues import venues_visible_to
from venues.rules.organisation_number import (
    NotANumber,
    read_organisation_number,
)
from venues.rules.serving_hours import read_hours
from venues.services.register_rows import hour_rows, number_holder


@transaction.atomic
def enter_organisation_number(*, user: User, venue: UUID, number: str) -> Holder:
    """Give the present holder the number that the register lacks.

    Raises `Invalid` when it is none, `Conflict` when the holder has one already or
    another holder bears it.
    """
    row = _changed(user, venue)
    present = Assignment.objects.filter(venue=row, valid_to=None)
    holder = Holder.objects.select_for_update().filter(assignments__in=present).first()
    if holder is None:
        raise NotFound(_("No holder is known at this venue. Bring in the register."))
    if holder.shown_number:
        raise Conflict(
            _("%(name)s has a number already. A change comes with the register.")
            % {"name": holder.name}
        )
    try:
        read = read_organisation_number(number)
    except NotANumber as error:
        raise Invalid(
            _("The last digit does not fit the others. Compare with the decision.")
            if str(error) == "check_digit"
            else _("An organisation number has ten digits, like 556016-0680.")
        ) from error
    number_holder(holder, read)
    bearer = _bearer(holder)
    if bearer is not None:
        raise Conflict(
            _("%(name)s bears that number. Is it the same holder under an older name?")
            % {"name": bearer.name}
        )
    holder.save()
    return holder


def _bearer(holder: Holder) -> Holder | None:
    known = Holder.objects.filter(municipality=holder.municipality_id)
    if holder.organisation_number:
        known = known.filter(organisation_number=holder.organisation_number)
    else:
        known = known.filter(personal_number_digest=holder.personal_number_digest)
    return known.exclude(pk=holder.pk).first()


@transaction.atomic
def enter_hours(*, user: User, venue: UUID, text: str) -> Licence:
    """Say in a form that can be read the hours which the decision has in words.

    Raises `Invalid` when this cannot be read either, `Conflict` when hours are there.
    """
    licence = _present_licence(_changed(user, venue))
    if licence.hours.exists():
        raise Conflict(
            _("The hours of this licence are known. A change comes with the register.")
        )
    stretches = read_hours(text)
    if not stretches:
        raise Invalid(
            _(
                "These hours could not be read. Write them like: "
                "mån-tor 11:00-01:00, fre-lör 11:00-02:00; uteservering alla dagar 11:00-22:00"
            )
        )
    ServingHours.objects.bulk_create(hour_rows(licence, stretches))
    licence.save(update_fields=["serving_until_minute"])
    return licence


@transaction.atomic
def enter_email(*, user: User, venue: UUID, email: str) -> Venue:
    """Note where the venue wants mail from the authority; empty for nowhere."""
    row = _changed(user, venue)
    row.email = email
    row.save(update_fields=["email"])
    return row


@transaction.atomic
def enter_condition(
    *,
    user: User,
    venue: UUID,
    kind: str,
    text: str,
    amount: int | None = None,
    applies_from_minute: int | None = None,
) -> LicenceCondition:
    """Set a condition of the licence apart, so that a checklist can ask for it.

    `amount`: guards, hosts or persons; `applies_from_minute`: after the midnight that
    begins the day.
    """
    licence = _present_licence(_changed(user, venue))
    return LicenceCondition.objects.create(
        licence=licence,
        kind=kind,
        text=text,
        amount=amount,
        applies_from_minute=applies_from_minute,
    )


@transaction.atomic
def strike_condition(*, user: User, venue: UUID, condition: int) -> None:
    """Take away a condition that was set apart by mistake; the decision's text stays."""
    licence = _present_licence(_changed(user, venue))
    struck, _by_model = licence.conditions.filter(pk=condition).delete()
    if not struck:
        raise NotFound(_("There is no such condition any more."))


@transaction.atomic
def notify_serving_manager(
    *, user: User, venue: UUID, name: str, notified_on: date
) -> ServingManager:
    """Note a serving manager whom the holder has notified, from that day on."""
    row = _changed(user, venue)
    if notified_on > clock.today():
        raise Invalid(_("The day of the notification has not come yet."))
    if row.serving_managers.filter(name__iexact=name, ended_on=None).exists():
        raise Conflict(_("%(name)s is serving manager here already.") % {"name": name})
    return row.serving_managers.create(name=name, notified_on=notified_on)


@transaction.atomic
def end_serving_manager(
    *, user: User, venue: UUID, manager: UUID, ended_on: date
) -> None:
    """Note the last day on which somebody is serving manager."""
    row = _changed(user, venue)
    found = row.serving_managers.filter(pk=manager, ended_on=None).first()
    if found is None:
        raise NotFound(_("That serving manager is not notified here any more."))
    if ended_on < found.notified_on:
        raise Invalid(_("The last day lies before the day of the notification."))
    found.ended_on = ended_on
    found.save(update_fields=["ended_on"])


def _changed(user: User, venue: UUID) -> Venue:
    """The venue, marked as changed; only for who keeps its municipality's register."""
    row = (
        venues_visible_to(user)
        .select_for_update(of=["self"])
        .select_related("municipality")
        .filter(pk=venue)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such venue, or it is not yours to see."))
    check_may(user, Capability.IMPORT_REGISTER, row.municipality)
    row.change = next_change(f"venues:{row.municipality_id}")
    row.save(update_fields=["change"])
    return row


def _present_licence(venue: Venue) -> Licence:
    licence = (
        Licence.objects.valid_on(clock.today())
        .filter(venue=venue)
        .order_by("version")
        .last()
    )
    if licence is None:
        raise NotFound(_("No licence is valid at this venue today."))
    return licence
