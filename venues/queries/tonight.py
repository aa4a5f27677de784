"""What holds at a venue tonight: its licence, its hours, its responsible people."""

from dataclasses import dataclass
from datetime import date

from venues.models import Assignment, Licence, ServingHours, ServingManager, Venue


@dataclass(frozen=True, slots=True)
class Tonight:
    licence: Licence | None
    hours: tuple[str, ...]
    holder: Assignment | None
    managers: tuple[ServingManager, ...]


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
            f"{_clock(one.opens_minute)}–{_clock(one.closes_minute)} "
            f"{one.get_space_display()}"
            for one in hours
        ),
        holder=Assignment.objects.filter(venue=venue, valid_to=None)
        .select_related("holder")
        .first(),
        managers=tuple(managers),
    )


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"
