"""The rows behind a figure, as lines with a way to each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.nights import local
from evidence.indicators.indicator import Counted
from inspections.models import Section
from venues.models import Venue
from web.formats import clock
from web.inspections.timeline import ANSWERS
from web.parts.table import Cell, Column, Table


@dataclass(frozen=True, slots=True)
class Shown:
    """How rows of a kind are shown: columns, what is read with them, order, one line."""

    columns: Sequence[Column]
    reads: Sequence[str]
    order: Sequence[str]
    line: Callable[[Any], Sequence[Cell]]


def _venue(venue: Venue) -> Cell:
    return Cell(venue.name, reverse("venue_detail", args=[venue.pk]))


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
_LINES: Mapping[Counted, Shown] = {
    Counted.VISITS: Shown(_of(*_VISIT), ("visit", "venue"),
        ("-visit__night", "pk"), _visit),
    Counted.VENUES: Shown(
        _of(gettext_lazy("Venue"), gettext_lazy("Address")),
        (),
        ("name", "pk"),
        lambda row: [_venue(row), Cell(row.address)],
    ),
    Counted.FINDINGS: Shown(
        _of(gettext_lazy("Item"), gettext_lazy("Found on"), *_VISIT),
        ("section__visit", "section__venue"),
        ("-found_on", "pk"),
        lambda row: [
            Cell(row.item, reverse("finding_detail", args=[row.finding])),
            Cell(row.found_on),
            *_visit(row.section),
        ],
    ),
    Counted.ANSWERS: Shown(
        _of(gettext_lazy("Item"), gettext_lazy("Answer"), *_VISIT),
        ("section__visit", "section__venue"),
        ("-section__visit__night", "pk"),
        lambda row: [
            Cell(row.item),
            Cell(ANSWERS.get(row.value, row.value)),
            *_visit(row.section),
        ],
    ),
    Counted.OBLIGATIONS: Shown(
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
    Counted.CASES: Shown(
        _of(gettext_lazy("Case"), gettext_lazy("Decided"), gettext_lazy("Venue")),
        ("venue", "agency"),
        ("-decided_on", "pk"),
        lambda row: [
            Cell(row.name, reverse("case_detail", args=[row.pk])),
            Cell(row.decided_on),
            _venue(row.venue),
        ],
    ),
    Counted.TIPS: Shown(
        _of(gettext_lazy("Received on"), gettext_lazy("State"), gettext_lazy("Venue")),
        ("venue",),
        ("-received_on", "pk"),
        lambda row: [
            Cell(row.received_on),
            Cell(row.get_state_display()),
            _venue(row.venue),
        ],
    ),
    Counted.LICENCES: Shown(
        _of(gettext_lazy("Venue"), gettext_lazy("Valid from"), gettext_lazy("Valid to")),
        ("venue",),
        ("venue__name", "pk"),
        lambda row: [_venue(row.venue), Cell(row.valid_from), Cell(row.valid_to)],
    ),
    Counted.HEAD_COUNTS: Shown(
        _of(gettext_lazy("Serving"), gettext_lazy("Trained"), *_VISIT),
        ("section__visit", "section__venue"),
        ("-section__visit__night", "pk"),
        lambda row: [Cell(row.serving), Cell(row.trained), *_visit(row.section)],
    ),
    # Who took part is the organiser's to see, on the session's own page.
    Counted.ENROLMENTS: Shown(
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
    Counted.SESSIONS: Shown(
        _of(gettext_lazy("Course"), gettext_lazy("Place")),
        ("course",),
        ("pk",),
        lambda row: [
            Cell(row.course.name, reverse("session_detail", args=[row.pk])),
            Cell(row.place),
        ],
    ),
    Counted.ITEMS: Shown(
        _of(gettext_lazy("Evidence"), gettext_lazy("Of the day")),
        (),
        ("-dated_on", "pk"),
        lambda row: [
            Cell(row.title, reverse("item_detail", args=[row.pk])),
            Cell(row.dated_on),
        ],
    ),
    Counted.CERTIFICATES: Shown(
        _of(
            gettext_lazy("Number"), gettext_lazy("Issued"), gettext_lazy("Valid until")
        ),
        (),
        ("valid_until", "pk"),
        lambda row: [Cell(row.number), Cell(row.issued_on), Cell(row.valid_until)],
    ),
}  # fmt: skip


def with_what_is_shown(rows: QuerySet[Any], counted: Counted) -> QuerySet[Any]:
    """The rows in a steady order, read together with what their lines show."""
    shown = _LINES[counted]
    return rows.select_related(*shown.reads).order_by(*shown.order)


def row_table(rows: Sequence[Any], counted: Counted) -> Table:
    """Rows as a table."""
    shown = _LINES[counted]
    return Table(
        shown.columns, [shown.line(row) for row in rows], caption=_("The rows")
    )
