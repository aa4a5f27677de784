"""The rows behind a figure, as lines with a way to each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case
from core.nights import local
from core.periods import half_year_name
from evidence.models import Item
from inspections.models import Answer, Finding, HeadCount, Obligation, Section, Tip
from promises.models import Activity, FollowUp
from situation.models import (
    Cycle,
    Decision,
    Measure,
    Report,
    SafetyWalk,
    Walk,
    WalkPoint,
)
from situation.rules.for_whom import feeling
from training.models import Certificate, Enrolment, Session
from venues.models import Licence, Venue
from web.formats import clock, moment
from web.inspections.timeline import ANSWERS
from web.parts.table import Cell, Column, Table
from web.situation.words import report_name


@dataclass(frozen=True, slots=True)
class Lines:
    """How rows of a kind are shown: columns, what is read with them, order, one line."""

    columns: Sequence[Column]
    reads: Sequence[str]
    order: Sequence[str]
    line: Callable[[Any], Sequence[Cell]]


def _venue(venue: Venue) -> Cell:
    return Cell(venue.name, reverse("venue_detail", args=[venue.pk]))


def _walk(walk: Walk) -> Cell:
    return Cell(walk.title, reverse("walk_detail", args=[walk.pk]))


def _visit(section: Section) -> list[Cell]:
    visit = section.visit
    return [
        Cell(visit.night, reverse("visit_detail", args=[visit.pk])),
        Cell(clock(visit.started_at)),
        _venue(section.venue),
    ]


def _of(*labels: object) -> tuple[Column, ...]:
    return tuple(Column(label) for label in labels)  # type: ignore[arg-type]


_VISIT = (gettext_lazy("Night"), gettext_lazy("Begun"), gettext_lazy("Venue"))
_LINES: Mapping[type[Model], Lines] = {
    Section: Lines(_of(*_VISIT), ("visit", "venue"),
        ("-visit__night", "pk"), _visit),
    Venue: Lines(
        _of(gettext_lazy("Venue"), gettext_lazy("Address")),
        (),
        ("name", "pk"),
        lambda row: [_venue(row), Cell(row.address)],
    ),
    Finding: Lines(
        _of(gettext_lazy("Item"), gettext_lazy("Found on"), *_VISIT),
        ("section__visit", "section__venue"),
        ("-found_on", "pk"),
        lambda row: [
            Cell(row.item, reverse("finding_detail", args=[row.finding])),
            Cell(row.found_on),
            *_visit(row.section),
        ],
    ),
    Answer: Lines(
        _of(gettext_lazy("Item"), gettext_lazy("Answer"), *_VISIT),
        ("section__visit", "section__venue"),
        ("-section__visit__night", "pk"),
        lambda row: [
            Cell(row.item),
            Cell(ANSWERS.get(row.value, row.value)),
            *_visit(row.section),
        ],
    ),
    Obligation: Lines(
        _of(
            gettext_lazy("Item"), gettext_lazy("To be put right by"),
            gettext_lazy("Closed"), gettext_lazy("Venue"),
        ),
        ("venue",),
        ("due_on", "pk"),
        lambda row: [
            Cell(row.item, reverse("finding_detail", args=[row.finding])),
            Cell(row.due_on),
            Cell(row.closed_at and local(row.closed_at).date()),
            _venue(row.venue),
        ],
    ),
    Case: Lines(
        _of(gettext_lazy("Case"), gettext_lazy("Decided"), gettext_lazy("Venue")),
        ("venue", "agency"),
        ("-decided_on", "pk"),
        lambda row: [
            Cell(row.name, reverse("case_detail", args=[row.pk])),
            Cell(row.decided_on),
            _venue(row.venue),
        ],
    ),
    Tip: Lines(
        _of(gettext_lazy("Received on"), gettext_lazy("State"), gettext_lazy("Venue")),
        ("venue",),
        ("-received_on", "pk"),
        lambda row: [
            Cell(row.received_on),
            Cell(row.get_state_display()),
            _venue(row.venue),
        ],
    ),
    Licence: Lines(
        _of(gettext_lazy("Venue"), gettext_lazy("Valid from"), gettext_lazy("Valid to")),
        ("venue",),
        ("venue__name", "pk"),
        lambda row: [_venue(row.venue), Cell(row.valid_from), Cell(row.valid_to)],
    ),
    HeadCount: Lines(
        _of(gettext_lazy("Serving"), gettext_lazy("Trained"), *_VISIT),
        ("section__visit", "section__venue"),
        ("-section__visit__night", "pk"),
        lambda row: [Cell(row.serving), Cell(row.trained), *_visit(row.section)],
    ),
    # Who took part is the organiser's to see, on the session's own page.
    Enrolment: Lines(
        _of(gettext_lazy("Course"), gettext_lazy("Place")),
        ("session__course",),
        ("session", "pk"),
        lambda row: [
            Cell(
                row.session.course.name,
                reverse("session_detail", args=[row.session_id]),
            ),
            Cell(row.session.place),
        ],
    ),
    Session: Lines(
        _of(gettext_lazy("Course"), gettext_lazy("Place")),
        ("course",),
        ("pk",),
        lambda row: [
            Cell(row.course.name, reverse("session_detail", args=[row.pk])),
            Cell(row.place),
        ],
    ),
    Walk: Lines(
        _of(gettext_lazy("Walk"), gettext_lazy("Night")),
        (),
        ("-night", "pk"),
        lambda row: [_walk(row), Cell(row.night)],
    ),
    SafetyWalk: Lines(
        _of(gettext_lazy("Walk"), gettext_lazy("Night")),
        ("walk",),
        ("-walk__night", "pk"),
        lambda row: [_walk(row.walk), Cell(row.walk.night)],
    ),
    WalkPoint: Lines(
        _of(
            gettext_lazy("Where"), gettext_lazy("How it feels"), gettext_lazy("Walk"),
            gettext_lazy("Night"),
        ),
        ("walk",),
        ("-walk__night", "seen_at", "pk"),
        lambda row: [
            Cell(row.where or row.text[:80]), Cell(feeling(row.feels, row.for_whom)),
            _walk(row.walk), Cell(row.walk.night),
        ],
    ),
    Measure: Lines(
        _of(
            gettext_lazy("What is to be done"), gettext_lazy("Where it stands"),
            gettext_lazy("Walk"),
        ),
        ("walk__walk",),
        ("-walk__walk__night", "made_at", "pk"),
        lambda row: [
            Cell(row.action, reverse("measure_detail", args=[row.pk])),
            Cell(row.get_state_display()), _walk(row.walk.walk),
        ],
    ),
    Item: Lines(
        _of(gettext_lazy("Evidence"), gettext_lazy("Of the day")),
        (),
        ("-dated_on", "pk"),
        lambda row: [
            Cell(row.title, reverse("item_detail", args=[row.pk])),
            Cell(row.dated_on),
        ],
    ),
    Cycle: Lines(
        _of(gettext_lazy("Cycle"), gettext_lazy("Reporter"), gettext_lazy("Meeting")),
        (),
        ("-first", "organisation"),
        lambda row: [
            Cell(f"{row.first} – {row.last}", reverse("cycle_detail", args=[row.pk])),
            Cell(row.organisation),
            Cell(moment(row.meets_at)),
        ],
    ),
    Report: Lines(
        _of(gettext_lazy("Report"), gettext_lazy("Cycle")),
        ("cycle",),
        ("-night", "pk"),
        lambda row: [
            Cell(report_name(row), reverse("cycle_detail", args=[row.cycle_id])),
            Cell(f"{row.cycle.first} – {row.cycle.last}"),
        ],
    ),
    Decision: Lines(
        _of(gettext_lazy("Decided"), gettext_lazy("Due on"), gettext_lazy("Closed")),
        (),
        ("due_on", "pk"),
        lambda row: [
            Cell(row.action, reverse("decision_detail", args=[row.pk])),
            Cell(row.due_on),
            Cell(row.closed_on),
        ],
    ),
    Activity: Lines(
        _of(gettext_lazy("Activity"), gettext_lazy("Due on"), gettext_lazy("Closed")),
        (),
        ("due_on", "pk"),
        lambda row: [
            Cell(row.title, reverse("activity_detail", args=[row.pk])),
            Cell(row.due_on),
            Cell(row.closed_on),
        ],
    ),
    FollowUp: Lines(
        _of(gettext_lazy("Half-year"), gettext_lazy("To be published on")),
        (),
        ("-last", "pk"),
        lambda row: [
            Cell(
                half_year_name(row.last), reverse("follow_up_detail", args=[row.pk])
            ),
            Cell(row.due_on),
        ],
    ),
    Certificate: Lines(
        _of(
            gettext_lazy("Number"), gettext_lazy("Issued"), gettext_lazy("Valid until")
        ),
        (),
        ("valid_until", "pk"),
        lambda row: [Cell(row.number), Cell(row.issued_on), Cell(row.valid_until)],
    ),
}  # fmt: skip


def with_what_is_shown(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows in a steady order, read together with what their lines show."""
    lines = _LINES[rows.model]
    return rows.select_related(*lines.reads).order_by(*lines.order)


def row_table(rows: Sequence[Any], model: type[Model]) -> Table:
    """Rows of the model as a table."""
    lines = _LINES[model]
    return Table(
        lines.columns, [lines.line(row) for row in rows], caption=_("The rows")
    )
