"""What the register says on the day of the seal, frozen into the seal itself.

A protocol printed years later tells the venue's name, holder and licence as they were:
it is made from the log alone, and never from rows that may have changed since.
"""

from datetime import date
from uuid import UUID

from accounts.models import User
from core import clock
from core.nights import local
from inspections.models import Section
from inspections.queries.sections import SectionLog
from inspections.rules.contract import Kind
from inspections.rules.protocol_dates import protocol_promised_on, reply_invited_until
from venues.models import Assignment, Licence, ServingManager


def heading_of(section: Section, log: SectionLog, sealer: User) -> dict[str, object]:
    """The heading of a protocol: texts and integers only, so that it can be hashed."""
    visit, day = section.visit, local(section.visit.started_at).date()
    assert section.agency is not None
    return {
        "municipality": {
            "code": visit.municipality.code,
            "name": visit.municipality.name,
        },
        "agency": {"code": section.code, "name": section.agency.name},
        "venue": {
            "id": str(visit.venue_id),
            "name": visit.venue.name,
            "address": visit.venue.address,
            "restaurangnummer": visit.venue.restaurangnummer or "",
        },
        "holder": _holder(visit.venue_id, day),
        "licence": _licence(visit.venue_id, day),
        "kind": visit.kind,
        "checklist": visit.checklist_id,
        "occasion": visit.occasion.name if visit.occasion else "",
        "diary_number": section.diary_number,
        "officers": _officers(log, section, sealer),
        "agencies": _agencies(section),
        "managers": {
            str(row.pk): row.name
            for row in ServingManager.objects.filter(
                venue=visit.venue_id, notified_on__lte=day
            ).exclude(ended_on__lt=day)
        },
        "promised_on": protocol_promised_on(day).isoformat(),
        "reply_until": reply_invited_until(clock.today()).isoformat(),
    }


def _holder(venue: UUID, day: date) -> dict[str, str]:
    row = (
        Assignment.objects.filter(venue_id=venue)
        .exclude(valid_from__gt=day)
        .exclude(valid_to__lt=day)
        .select_related("holder")
        .order_by("-valid_from")
        .first()
    )
    if row is None:
        return {}
    return {"name": row.holder.name, "number": row.holder.shown_number}


def _licence(venue: UUID, day: date) -> dict[str, object]:
    row = (
        Licence.objects.valid_on(day)
        .filter(venue_id=venue)
        .order_by("-version")
        .first()
    )
    if row is None:
        return {}
    return {
        "version": row.version,
        "duration": row.duration,
        "audiences": row.audiences,
        "drinks": row.drinks,
        "hours": row.hours_text,
        "conditions": row.conditions_text,
        **({"max_persons": row.max_persons} if row.max_persons is not None else {}),
    }


def _officers(
    log: SectionLog, section: Section, sealer: User
) -> dict[str, dict[str, str]]:
    """Everyone who wrote, joined or seals, by id, with the name and agency of that day."""
    people = {str(sealer.pk): {"name": sealer.name, "agency": section.code}}
    people |= {
        str(row.stream.officer_id): {
            "name": row.stream.officer.name,
            "agency": row.stream.agency.code,
        }
        for row in log.rows
    }
    joined = {
        str(payload["officer"]): str(payload["agency"])
        for entry in log.common.standing(Kind.JOINED)
        if (payload := entry.payload) is not None
    }
    named = User.objects.filter(pk__in=joined.keys() - people.keys())
    for user in named:
        people[str(user.pk)] = {"name": user.name, "agency": joined[str(user.pk)]}
    return people


def _agencies(section: Section) -> dict[str, str]:
    """The agencies that really came: those with a section of the visit."""
    rows = section.visit.sections.exclude(agency=None).select_related("agency")
    return {row.code: row.agency.name for row in rows if row.agency is not None}
