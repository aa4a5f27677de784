"""A picture in the words of its page."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _

from core.chart import BarChart, bar_chart
from core.nights import TimeZoneOfNight
from evidence.indicators.words import rounded
from situation.models import AlcoholRelated, Report, Severity
from situation.rules.category import known
from situation.rules.picture import (
    BY_DAY,
    Against,
    CountTold,
    HotspotTold,
    Picture,
    PlaceTold,
    Seen,
    by_month,
    by_weekday,
)
from web.parts.table import Cell, Column, KeyFigure, Table

_MONTHS = 12
_LEAST_TOLD = 0.0001


def zone_name(zone: str) -> str:
    """The hours of a time zone, or that it was by day."""
    return zone.replace("-", "–") or _("by day")


def category_name(code: str) -> str:
    """A category in the reader's language; its code when no list has it."""
    found = known().get(code)
    return code if found is None else found.name


def report_name(row: Report) -> str:
    """A report in a line: its night, what and where."""
    parts = (
        row.night.isoformat(), row.zone,
        category_name(row.category), row.where,
    )  # fmt: skip
    return " · ".join(part for part in parts if part)


def against_words(picture: Picture) -> str:
    """What the cycle is held against."""
    if picture["against"] == Against.NOTHING:
        return _("There is nothing yet to hold it against.")
    span = {"first": picture["against_first"], "last": picture["against_last"]}
    if picture["against"] == Against.YEAR_BEFORE:
        return (
            _("Held against the same weeks a year before, %(first)s–%(last)s.") % span
        )
    return _("Held against the cycles before, %(first)s–%(last)s.") % span


def key_figures(picture: Picture) -> list[KeyFigure]:
    """The numbers at the top of the page."""
    return [
        KeyFigure(
            _("Signs of unsafety"), picture["reports"],
            note=_("before: %(count)s") % {"count": picture["reports_before"]}
            if picture["against"] != Against.NOTHING else "",
        ),
        KeyFigure(_("Reporters that told us"), picture["told"], picture["expected"]),
        KeyFigure(_("Something got better"), picture["better"]),
        KeyFigure(_("Busier than chance explains"), len(picture["hotspots"])),
    ]  # fmt: skip


def hotspot_words(one: HotspotTold) -> str:
    """Why a place stands out, and how sure that is."""
    return _(
        "%(now)s reports where %(expected)s were to be expected. Were nothing different "
        "there, so many would come together in %(percent)s of such cycles."
    ) % {
        "now": one["now"],
        "expected": rounded(one["expected"], 1),
        "percent": f"{rounded(one['chance'] * 100, 2)} %"
        if one["chance"] >= _LEAST_TOLD
        else _("less than %(percent)s") % {"percent": f"{rounded(0.01, 2)} %"},
    }


def counts_table(
    picture: Picture, counts: Iterable[CountTold], what: str, names: Mapping[str, str]
) -> Table:
    """Counts now and, where there is something to hold against, before."""
    is_held = picture["against"] != Against.NOTHING
    columns = [Column(what), Column(_("now"), is_number=True)]
    if is_held:
        columns.append(Column(_("before"), is_number=True))
    return Table(
        columns,
        [
            [
                Cell(names.get(one["what"], one["what"])), Cell(one["now"]),
                *([Cell(one["before"])] if is_held else []),
            ]
            for one in counts
        ],
    )  # fmt: skip


def tables(picture: Picture) -> list[tuple[str, Table]]:
    """The picture's counts, each with its heading."""
    zones = {one: zone_name(one) for one in (BY_DAY, *TimeZoneOfNight)}
    severities = {str(one.value): str(one.label) for one in Severity}
    alcohol = {one.value: str(one.label) for one in AlcoholRelated}
    categories = {
        one["what"]: category_name(one["what"]) for one in picture["categories"]
    }
    return [
        (
            heading, counts_table(picture, counts, what, names),
        )
        for heading, counts, what, names in (
            (_("What"), picture["categories"], _("what"), categories),
            (_("When"), picture["zones"], _("time zone"), zones),
            (_("How serious"), picture["severities"], _("how serious"), severities),
            (_("Did alcohol play a part?"), picture["alcohol"], _("answer"), alcohol),
        )
    ]  # fmt: skip


def places_table(picture: Picture, places: Iterable[PlaceTold]) -> Table:
    """Where most was reported; a square without a name by its position."""
    is_held = picture["against"] != Against.NOTHING
    columns = [Column(_("where")), Column(_("now"), is_number=True)]
    if is_held:
        columns.append(Column(_("before"), is_number=True))
    return Table(
        columns,
        [
            [
                Cell(place_name(one["where"], one["latitude"], one["longitude"])),
                Cell(one["now"]), *([Cell(one["before"])] if is_held else []),
            ]
            for one in places
        ],
    )  # fmt: skip


def place_name(where: str, latitude: float, longitude: float) -> str:
    """A square by what it is called, else by its middle."""
    return where or f"{latitude:.4f}, {longitude:.4f}"


def week_table(seen: Iterable[Seen]) -> Table:
    """How often by weekday of the night and time zone, in twelve months."""
    counts = by_weekday(seen)
    zones = [BY_DAY, *TimeZoneOfNight]
    return Table(
        [
            Column(_("night of")),
            *(Column(zone_name(one), is_number=True) for one in zones),
        ],
        [
            [
                Cell(str(WEEKDAYS[day])),
                *(Cell(counts.get((day, zone), 0)) for zone in zones),
            ]
            for day in range(7)
        ],
    )


def wheel(seen: Iterable[Seen], since: date, last: date) -> BarChart:
    """The wheel of the year: reports by month, the twelve to the cycle's end. Months before
    the town reported together are left out: nothing told is not nothing seen.
    """
    counts = by_month(seen)
    months = [_month_before(last, back) for back in range(_MONTHS)][::-1]
    return bar_chart(
        _("Reports by month"),
        _("reports"),
        [
            (f"{MONTHS[month]} {year}", counts.get((year, month), 0))
            for year, month in months
            if (year, month) >= (since.year, since.month)
        ],
    )


def _month_before(day: date, back: int) -> tuple[int, int]:
    years, month = divmod(day.year * 12 + day.month - 1 - back, 12)
    return years, month + 1
