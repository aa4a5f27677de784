"""A safety walk as an entry for the calendar of whoever is invited (RFC 5545)."""

from datetime import datetime, timedelta

from icalendar import Calendar, Event, vText

from situation.models import SafetyWalk

_LASTS = timedelta(hours=2)


def walk_calendar(walk: SafetyWalk, *, written_at: datetime, link: str) -> str:
    """The walk, in UTC; sent anew it takes the place of what was sent before."""
    is_off = walk.walk.cancelled_at is not None
    made = Calendar()
    made.add("prodid", "-//Lykta//SV")
    made.add("version", "2.0")
    made.add("method", "CANCEL" if is_off else "PUBLISH")
    event = Event()
    event.add("uid", f"walk-{walk.pk}@lykta")
    event.add("dtstamp", written_at)
    event.add("dtstart", walk.meets_at)
    event.add("dtend", walk.meets_at + _LASTS)
    event.add("sequence", int(written_at.timestamp()) // 60)
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    event.add("summary", walk.walk.title)
    event["location"] = vText(walk.meeting_place)
    event.add("description", link)
    made.add_component(event)
    return str(made.to_ical().decode())
