"""What is a town's picture of a cycle made of?

Plain values, so that what was shared can be kept as it was: shares from 0 to 1, days as ISO
texts, no words of any report and nobody's name. Signs of unsafety are counted; what got
better is counted apart. Held against the same weeks a year before where the town reported
then, else against the cycles before; which of the two is said.
Source: purple-flag-and-safety 3.1 and 3.2 (what is looked at; how: our proposal).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypedDict

from core.nights import TimeZoneOfNight
from situation.rules.cell import cell_of, middle_of
from situation.rules.hotspots import hotspots

FORMAT = 1
CYCLES_BEFORE = 6
MOST_PLACES = 10
BY_DAY = ""


class Against(StrEnum):
    """What the cycle is held against."""

    YEAR_BEFORE = "year_before"
    CYCLES_BEFORE = "cycles_before"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Seen:
    """A report as it is counted. `is_good`: it tells of something that got better."""

    night: date
    zone: str
    category: str
    severity: int
    is_good: bool
    alcohol: str
    where: str
    latitude: float | None
    longitude: float | None


class CountTold(TypedDict):
    """How often now and before, of something named by `what`."""

    what: str
    now: int
    before: int


class HotspotTold(TypedDict):
    """Where more is reported than chance explains. `expected` is what its earlier share
    gives; `chance` that as much comes by chance alone.
    """

    where: str
    latitude: float
    longitude: float
    zone: str
    now: int
    before: int
    expected: float
    chance: float


class PlaceTold(TypedDict):
    """A square with what is reported there most often as its name."""

    where: str
    latitude: float
    longitude: float
    now: int
    before: int


class Picture(TypedDict):
    """`told` reporters of `expected` sent something or said that there was nothing."""

    format: int
    first: str
    last: str
    reports: int
    better: int
    expected: int
    told: int
    against: str
    against_first: str
    against_last: str
    reports_before: int
    categories: list[CountTold]
    zones: list[CountTold]
    severities: list[CountTold]
    alcohol: list[CountTold]
    hotspots: list[HotspotTold]
    places: list[PlaceTold]
    without_position: int


def picture_of(
    span: tuple[date, date],
    now: Iterable[Seen],
    before: Iterable[Seen],
    *,
    against: Against,
    against_span: tuple[date, date] | None,
    told: int,
    expected: int,
) -> Picture:
    """The picture of a cycle from what was seen in it and in what it is held against."""
    every = list(now)
    seen = [one for one in every if not one.is_good]
    earlier = [one for one in before if not one.is_good]
    return {
        "format": FORMAT,
        "first": span[0].isoformat(),
        "last": span[1].isoformat(),
        "reports": len(seen),
        "better": len(every) - len(seen),
        "expected": expected,
        "told": told,
        "against": against,
        "against_first": against_span[0].isoformat() if against_span else "",
        "against_last": against_span[1].isoformat() if against_span else "",
        "reports_before": len(earlier),
        "categories": _most_first(_counts(seen, earlier, lambda one: one.category)),
        "zones": _counts(
            seen, earlier, lambda one: one.zone, [BY_DAY, *TimeZoneOfNight]
        ),
        "severities": _counts(
            seen, earlier, lambda one: str(one.severity), ["1", "2", "3"]
        ),
        "alcohol": _counts(
            seen, earlier, lambda one: one.alcohol, ["yes", "no", "unknown"]
        ),
        "hotspots": _hotspots(seen, earlier),
        "places": _places(seen, earlier),
        "without_position": sum(one.latitude is None for one in seen),
    }


def by_weekday(seen: Iterable[Seen]) -> dict[tuple[int, str], int]:
    """How often by weekday of the night (0 is Monday) and time zone, good news left out."""
    return Counter((one.night.weekday(), one.zone) for one in seen if not one.is_good)


def by_month(seen: Iterable[Seen]) -> dict[tuple[int, int], int]:
    """How often by year and month: the wheel of the year, good news left out."""
    return Counter((one.night.year, one.night.month) for one in seen if not one.is_good)


def _counts(
    now: Sequence[Seen],
    before: Sequence[Seen],
    what: Callable[[Seen], str],
    order: Iterable[str] | None = None,
) -> list[CountTold]:
    here, then = Counter(map(what, now)), Counter(map(what, before))
    names = list(order) if order is not None else sorted({*here, *then})
    return [{"what": str(one), "now": here[one], "before": then[one]} for one in names]


def _most_first(counts: list[CountTold]) -> list[CountTold]:
    return sorted(counts, key=lambda one: (-one["now"], -one["before"], one["what"]))


def _cells(seen: Iterable[Seen]) -> list[tuple[str, Seen]]:
    return [
        (cell_of(one.latitude, one.longitude), one)
        for one in seen
        if one.latitude is not None and one.longitude is not None
    ]


def _hotspots(now: Sequence[Seen], before: Sequence[Seen]) -> list[HotspotTold]:
    here = Counter((cell, one.zone) for cell, one in _cells(now))
    then = Counter((cell, one.zone) for cell, one in _cells(before))
    names = _names([*now, *before])
    found: list[HotspotTold] = []
    for one in hotspots(here, then):
        cell, zone = one.place
        latitude, longitude = middle_of(cell)
        found.append(
            {
                "where": names.get(cell, ""),
                "latitude": round(latitude, 6), "longitude": round(longitude, 6),
                "zone": zone, "now": one.now, "before": one.before,
                "expected": round(one.expected, 2), "chance": round(one.chance, 5),
            }
        )  # fmt: skip
    return found


def _places(now: Sequence[Seen], before: Sequence[Seen]) -> list[PlaceTold]:
    here = Counter(cell for cell, _one in _cells(now))
    then = Counter(cell for cell, _one in _cells(before))
    names = _names([*now, *before])
    most = sorted(here, key=lambda cell: (-here[cell], cell))[:MOST_PLACES]
    places: list[PlaceTold] = []
    for cell in most:
        latitude, longitude = middle_of(cell)
        places.append(
            {
                "where": names.get(cell, ""),
                "latitude": round(latitude, 6), "longitude": round(longitude, 6),
                "now": here[cell], "before": then[cell],
            }
        )  # fmt: skip
    return places


def _names(seen: Iterable[Seen]) -> dict[str, str]:
    """What each square is called most often; of two as often, the first by the alphabet."""
    said: dict[str, Counter[str]] = {}
    for cell, one in _cells(seen):
        if one.where:
            said.setdefault(cell, Counter())[one.where] += 1
    return {
        cell: min(names, key=lambda name: (-names[name], name))
        for cell, names in said.items()
    }
