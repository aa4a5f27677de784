"""The head counts of a section, as the visit's page draws them."""

from core.chart import BarChart
from inspections.documents.head_count_chart import head_count_chart
from inspections.models import Visit
from inspections.queries.sections import SectionLog
from inspections.rules.contract import Kind
from venues.queries.tonight import tonight_at
from web.formats import clock


def head_counts(visit: Visit, log: SectionLog) -> BarChart | None:
    """The guests counted, one bar a count; None when there is nothing to compare."""
    counted = [
        (clock(entry.recorded_at), guests)
        for entry in log.fold.standing(Kind.COUNTED)
        if isinstance(guests := (entry.payload or {}).get("guests"), int)
    ]
    if not counted:
        return None
    licence = tonight_at(visit.venue, visit.night).licence
    return head_count_chart(counted, None if licence is None else licence.max_persons)
