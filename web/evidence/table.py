"""Pieces of evidence as lines."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from evidence.models import Item
from evidence.queries.schemes import scheme_on
from web.evidence.marks import state_marks
from web.parts.table import Cell, Column, Table

_COLUMNS = (
    Column(_("Evidence")),
    Column(_("Kind")),
    Column(_("Of the day")),
    Column(_("State")),
    Column(_("Answers for it")),
    Column(_("Wanted by")),
)


def item_table(rows: Sequence[Item], today: date) -> Table:
    """Rows with their owner read; how old they may be is the scheme's of today."""
    scheme = scheme_on(today)
    months = scheme.fresh_months if scheme else 0
    return Table(
        _COLUMNS,
        [
            (
                Cell(row.title, reverse("item_detail", args=[row.pk])),
                Cell(row.get_kind_display()),
                Cell(row.dated_on),
                Cell(marks=state_marks(row, today, months)),
                Cell(row.owner.name),
                Cell(row.wanted_by),
            )
            for row in rows
        ],
    )
