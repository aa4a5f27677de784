"""How a piece of evidence stands, as a mark."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from evidence.models import Item, ItemState
from evidence.rules.item import OWED, is_fresh
from web.parts.mark import OVERDUE, Mark, Tone

STALE = Mark(_("too old"), Tone.CARE)
_TONES: Mapping[str, Tone] = {
    ItemState.WANTED: Tone.CARE,
    ItemState.DRAFT: Tone.CALM,
    ItemState.OFFERED: Tone.CALM,
    ItemState.RETURNED: Tone.CARE,
    ItemState.APPROVED: Tone.GOOD,
    ItemState.WITHDRAWN: Tone.NONE,
}


def state_marks(row: Item, today: date, fresh_months: int) -> tuple[Mark, ...]:
    """Its state; and that it is late, or too old to count."""
    marks = [Mark(row.get_state_display(), _TONES[row.state])]
    if row.state in OWED and row.wanted_by is not None and row.wanted_by < today:
        marks.append(OVERDUE)
    if (
        row.state == ItemState.APPROVED
        and row.dated_on is not None
        and not is_fresh(row.dated_on, today, fresh_months)
    ):
        marks.append(STALE)
    return tuple(marks)
