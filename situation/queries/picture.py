"""The picture of a cycle as it stands now, read together for the rule."""

from collections.abc import Iterable
from datetime import date, timedelta

from core.periods import months_after
from situation.models import Cycle, Report
from situation.queries.cycles import expected_in, standing_reports, told_in
from situation.rules.category import known
from situation.rules.picture import (
    CYCLES_BEFORE,
    Against,
    Picture,
    Seen,
    picture_of,
)

_A_YEAR = 12


def picture_now(cycle: Cycle) -> Picture:
    """What is known of the cycle now, beside what it is held against."""
    against, earlier, span = _held_against(cycle)
    expected = list(expected_in(cycle).values_list("pk", flat=True))
    return picture_of(
        (cycle.first, cycle.last), seen_in(standing_reports([cycle])), seen_in(earlier),
        against=against, against_span=span,
        told=len(told_in(cycle).intersection(expected)), expected=len(expected),
    )  # fmt: skip


def seen_in(reports: Iterable[Report]) -> list[Seen]:
    """Reports as they are counted."""
    categories = known()
    return [
        Seen(
            one.night, one.zone, one.category, one.severity,
            one.category in categories and categories[one.category].is_good,
            one.alcohol, one.where, one.latitude, one.longitude,
        )
        for one in reports
    ]  # fmt: skip


def seen_in_the_year_to(cycle: Cycle) -> list[Seen]:
    """What was seen in the twelve months that end with the cycle."""
    rows = Report.objects.filter(
        cycle__municipality=cycle.municipality_id, withdrawn_at=None,
        night__gt=months_after(cycle.last, -_A_YEAR), night__lte=cycle.last,
    )  # fmt: skip
    return seen_in(rows)


def _held_against(
    cycle: Cycle,
) -> tuple[Against, Iterable[Report], tuple[date, date] | None]:
    """The same weeks a year before where cycles covered them, else the cycles before."""
    town = Cycle.objects.filter(municipality=cycle.municipality_id)
    # Whole weeks: a Friday is held against a Friday.
    first, last = (day - timedelta(weeks=52) for day in (cycle.first, cycle.last))
    covered = town.filter(first__lte=first, last__gte=first).exists() and (
        town.filter(first__lte=last, last__gte=last).exists()
    )
    if covered:
        rows = Report.objects.filter(
            cycle__municipality=cycle.municipality_id, withdrawn_at=None,
            night__gte=first, night__lte=last,
        )  # fmt: skip
        return Against.YEAR_BEFORE, rows, (first, last)
    before = list(town.filter(last__lt=cycle.first).order_by("-first")[:CYCLES_BEFORE])
    if not before:
        return Against.NOTHING, (), None
    return (
        Against.CYCLES_BEFORE, standing_reports(before),
        (before[-1].first, before[0].last),
    )  # fmt: skip
