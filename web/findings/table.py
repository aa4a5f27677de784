"""The list of findings as data: for the page, a phone, and a file."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.models import Obligation, ObligationState
from inspections.rules.obligation import SETTLED
from web.parts.mark import OVERDUE, Mark, Tone, severity_mark
from web.parts.table import Cell, Column, Table

_COLUMNS = (
    Column(gettext_lazy("To be put right by")),
    Column(gettext_lazy("Venue")),
    Column(gettext_lazy("Item")),
    Column(gettext_lazy("How grave")),
    Column(gettext_lazy("State")),
    Column(gettext_lazy("Found on")),
)
_TONES: Mapping[str, Tone] = {
    ObligationState.OPEN: Tone.CARE,
    ObligationState.REMEDIED: Tone.CALM,
    ObligationState.REFUSED: Tone.BAD,
    ObligationState.ACCEPTED: Tone.GOOD,
    ObligationState.HANDED_OVER: Tone.CALM,
    ObligationState.IN_CASE: Tone.CARE,
    ObligationState.CLOSED: Tone.GOOD,
}


def state_mark(row: Obligation) -> Mark:
    """Where a finding stands; when it is closed, how it ended."""
    words = row.get_outcome_display() if row.outcome else row.get_state_display()
    return Mark(words, _TONES[row.state])


def is_late(row: Obligation, today: date) -> bool:
    """Whether its day has passed, and somebody still has something to do."""
    return row.state not in SETTLED and row.due_on is not None and row.due_on < today


def finding_table(
    rows: Sequence[Obligation], texts: Mapping[UUID, str], today: date
) -> Table:
    """Findings as lines; the words come from the sealed record."""
    return Table(
        _COLUMNS,
        [
            (
                Cell(
                    row.due_on or _("the next visit"),
                    marks=(OVERDUE,) if is_late(row, today) else (),
                ),
                Cell(row.venue.name, reverse("venue_detail", args=[row.venue_id])),
                Cell(
                    f"{row.item} {row.follow_up}",
                    reverse("finding_detail", args=[row.finding]),
                    note=texts.get(row.finding, ""),
                ),
                Cell(marks=(severity_mark(row.severity),)),
                Cell(marks=(state_mark(row),)),
                Cell(row.found_on),
            )
            for row in rows
        ],
    )
