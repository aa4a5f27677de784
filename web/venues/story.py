"""Everything that happened at a venue, newest first, as one line after another."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from cases.queries.cases import cases_visible_to
from cases.rules.ladder import ladders_on
from inspections.queries.sections import sections_visible_to
from inspections.queries.tips import tips_visible_to
from venues.models import Venue
from web.cases.marks import state_mark
from web.parts.mark import NOT_SEALED, SEALED, Mark, severity_mark


class EventKind(StrEnum):
    VISIT = "visit"
    LICENCE = "licence"
    PEOPLE = "people"
    TIP = "tip"
    CASE = "case"


KIND_WORDS: dict[EventKind, Promise] = {
    EventKind.VISIT: gettext_lazy("Visits"),
    EventKind.LICENCE: gettext_lazy("Licences"),
    EventKind.PEOPLE: gettext_lazy("People"),
    EventKind.TIP: gettext_lazy("Complaints and tips"),
    EventKind.CASE: gettext_lazy("Supervision cases"),
}


@dataclass(frozen=True, slots=True)
class Event:
    on: date
    kind: EventKind
    text: str
    href: str = ""
    marks: tuple[Mark, ...] = ()
    details: tuple[str, ...] = ()


def story_of(user: User, venue: Venue, only: str) -> list[Event]:
    """The events that this person may see, of one kind when `only` names it."""
    tellers = {
        EventKind.VISIT: _visits(user, venue),
        EventKind.LICENCE: _licences(venue),
        EventKind.PEOPLE: _people(venue),
        EventKind.TIP: _tips(user, venue),
        EventKind.CASE: _cases(user, venue),
    }
    events = [
        event
        for kind, told in tellers.items()
        if only not in set(EventKind) or only == kind
        for event in told
    ]
    return sorted(events, key=lambda event: (event.on, event.kind), reverse=True)


def _visits(user: User, venue: Venue) -> Iterator[Event]:
    sections = (
        sections_visible_to(user)
        .filter(venue=venue, agency__isnull=False)
        .select_related("visit", "agency")
        .prefetch_related("findings")
    )
    for section in sections:
        assert section.agency is not None
        findings = list(section.findings.all())
        yield Event(
            section.visit.night,
            EventKind.VISIT,
            _("%(agency)s visited (%(kind)s)")
            % {
                "agency": section.agency.name,
                "kind": section.visit.get_kind_display(),
            },
            reverse("visit_detail", args=[section.visit_id]),
            (
                SEALED if section.sealed_at else NOT_SEALED,
                *(
                    severity_mark(grade)
                    for grade in sorted({f.severity for f in findings})
                ),
            ),
            tuple(f"{finding.item}: {finding.text}" for finding in findings),
        )


def _licences(venue: Venue) -> Iterator[Event]:
    for licence in venue.licences.all():
        on = licence.valid_from or venue.started_on
        if on is not None:
            yield Event(
                on,
                EventKind.LICENCE,
                _("Licence, version %(version)s") % {"version": licence.version},
                details=tuple(
                    part
                    for part in (licence.hours_text, licence.conditions_text)
                    if part
                ),
            )
    if venue.ended_on:
        yield Event(venue.ended_on, EventKind.LICENCE, _("Ended in the register"))


def _people(venue: Venue) -> Iterator[Event]:
    for held in venue.assignments.select_related("holder"):
        on = held.valid_from or venue.started_on
        if on is not None:
            yield Event(
                on,
                EventKind.PEOPLE,
                _("%(name)s holds the licence") % {"name": held.holder.name},
            )
    for manager in venue.serving_managers.all():
        yield Event(
            manager.notified_on,
            EventKind.PEOPLE,
            _("%(name)s notified as serving manager") % {"name": manager.name},
        )
        if manager.ended_on:
            yield Event(
                manager.ended_on,
                EventKind.PEOPLE,
                _("%(name)s no longer serving manager") % {"name": manager.name},
            )


def _tips(user: User, venue: Venue) -> Iterator[Event]:
    for tip in tips_visible_to(user).filter(venue=venue):
        yield Event(
            tip.received_on,
            EventKind.TIP,
            _("Tip from %(source)s, %(state)s")
            % {"source": tip.get_source_display(), "state": tip.get_state_display()},
            reverse("tip_detail", args=[tip.pk]),
            details=tuple(filter(None, (tip.text, tip.judgement))),
        )


def _cases(user: User, venue: Venue) -> Iterator[Event]:
    for case in cases_visible_to(user).filter(venue=venue):
        href = reverse("case_detail", args=[case.pk])
        yield Event(
            case.opened_on,
            EventKind.CASE,
            _("Case %(case)s opened") % {"case": case.name},
            href,
            (state_mark(case),),
            (case.matter,),
        )
        if case.decided_on is not None:
            measure = ladders_on(case.breach_on)[case.ladder].measure(case.measure)
            yield Event(
                case.decided_on,
                EventKind.CASE,
                _("Case %(case)s decided: %(measure)s")
                % {"case": case.name, "measure": measure.name if measure else "–"},
                href,
            )
