"""Venues as a table: what each is, and with an agency when and why it is due."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.queries.due_list import DueVenue
from inspections.queries.due_statement import DueOrder
from venues.models import BusinessKind
from web.parts.mark import OVERDUE
from web.parts.table import Cell, Column, Table
from web.words import REASON_WORDS

VENUE_COLUMNS = (
    Column(gettext_lazy("Name"), sort=DueOrder.NAME),
    Column(gettext_lazy("Address")),
    Column(gettext_lazy("Kind of business")),
)
_DUE_COLUMNS = (
    Column(gettext_lazy("Class"), sort=DueOrder.POINTS),
    Column(gettext_lazy("Last visit"), sort=DueOrder.VISITED),
    Column(gettext_lazy("Due"), sort=DueOrder.DUE),
)


def due_table(rows: Sequence[DueVenue], today: date, sort: str = "") -> Table:
    """The due list's rows; with `sort`, its heads say and change the order."""
    columns: Sequence[Column] = (*VENUE_COLUMNS, *_DUE_COLUMNS)
    if not sort:
        columns = tuple(Column(one.label) for one in columns)
    return Table(columns, [_row(row, today) for row in rows], sort=sort)


def _row(row: DueVenue, today: date) -> Sequence[Cell]:
    return (
        Cell(row.name, reverse("venue_detail", args=[row.venue])),
        Cell(row.address),
        Cell(kind_said(row.business_kind)),
        Cell(row.risk_class, note=_("%(points)s points") % {"points": row.points}),
        Cell(row.visited_on),
        Cell(
            row.due_on,
            marks=(OVERDUE,) if row.due_on < today else (),
            note=REASON_WORDS[row.reason],
        ),
    )


def kind_said(code: str) -> str:
    """A kind of business in words; nothing where none is known."""
    return str(BusinessKind(code).label) if code else ""
