"""Head counts against the permitted number, drawn as in the protocol."""

from django.utils.translation import gettext as _

from core.chart import BarChart, bar_chart
from inspections.models import Visit
from inspections.queries.sections import SectionLog
from inspections.rules.contract import Kind
from venues.queries.tonight import tonight_at
from web.formats import clock


def head_count_chart(visit: Visit, log: SectionLog) -> BarChart | None:
    """The guests counted in a section, one bar a count; None when there is nothing to
    compare: no count, or a single one without a permitted number.
    """
    counted = [
        (clock(entry.recorded_at), guests)
        for entry in log.fold.standing(Kind.COUNTED)
        if isinstance(guests := (entry.payload or {}).get("guests"), int)
    ]
    if not counted:
        return None
    licence = tonight_at(visit.venue, visit.night).licence
    permitted = None if licence is None else licence.max_persons
    if len(counted) == 1 and permitted is None:
        return None
    return bar_chart(
        _("Head counts"),
        _("guests"),
        counted,
        None if permitted is None else (_("Permitted number"), permitted),
    )
