"""What holds at a venue tonight: its licence, its hours, its responsible people."""

from dataclasses import dataclass
from datetime import date

from venues.models import (
    Assignment,
    Licence,
    LicenceCondition,
    ServingHours,
    ServingManager,
    Venue,
)
from venues.rules.serving_hours import clock_of


@dataclass(frozen=True, slots=True)
class Tonight:
    licence: Licence | None
    hours: tuple[str, ...]
    holder: Assignment | None
    managers: tuple[ServingManager, ...]
    conditions: tuple[LicenceCondition, ...]


def tonight_at(venue: Venue, night: date) -> Tonight:
    """What holds on the night that begins on that day."""
    licence = (
        Licence.objects.valid_on(night).filter(venue=venue).order_by("version").last()
    )
    hours = (
        ServingHours.objects.filter(licence=licence, weekday=night.weekday())
        if licence
        else ServingHours.objects.none()
    )
    managers = ServingManager.objects.filter(
        venue=venue, notified_on__lte=night
    ).exclude(ended_on__lt=night)
    return Tonight(
        licence=licence,
        hours=tuple(
            f"{clock_of(one.opens_minute)}–{clock_of(one.closes_minute)} "
            f"{one.get_space_display()}"
            for one in hours
        ),
        holder=Assignment.objects.filter(venue=venue, valid_to=None)
        .select_related("holder")
        .first(),
        managers=tuple(managers),
        conditions=tuple(licence.conditions.all()) if licence else (),
    )
