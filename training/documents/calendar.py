"""A session's days as an entry for the calendar of whoever takes part (RFC 5545)."""

from datetime import datetime

from icalendar import Calendar, Event, vText

from training.models import Session, SessionDay


def session_calendar(
    session: Session, days: list[SessionDay], *, written_at: datetime, link: str = ""
) -> str:
    """The days, in UTC; a calendar knows them again by their ids, and a higher SEQUENCE
    takes the place of a lower one. A session that is off is cancelled there as well.
    """
    is_off = session.cancelled_at is not None
    made = Calendar()
    made.add("prodid", "-//Lykta//SV")
    made.add("version", "2.0")
    made.add("method", "CANCEL" if is_off else "PUBLISH")
    for day in days:
        event = Event()
        event.add("uid", f"session-{session.pk}-{day.number}@lykta")
        event.add("dtstamp", written_at)
        event.add("dtstart", day.starts_at)
        event.add("dtend", day.ends_at)
        event.add("sequence", session.sequence)
        event.add("status", "CANCELLED" if is_off else "CONFIRMED")
        event.add("summary", session.course.name)
        event["location"] = vText(day.place or session.place)
        if link:
            event.add("description", link)
        made.add_component(event)
    return str(made.to_ical().decode())
