"""What is a pack made of? Everything that its documents say, as plain values.

A pack is printed from these alone: the same inputs give the same bytes. Words are in the
pack's language, days are ISO texts, shares go from 0 to 1.
"""

from datetime import date
from typing import Any, NotRequired, TypedDict

FORMAT = 1


class Numbers(TypedDict):
    """A figure's numbers, as `indicators.figure.Figure`. Nothing but None when hidden."""

    value: float | None
    counted: float | None
    among: float | None
    low: float | None
    high: float | None
    unchecked: int | None
    waiting: int | None
    expected: float | None
    version: int
    is_frozen: bool
    is_hidden: bool


class Part(TypedDict):
    """A figure, whole (`code` is empty) or for one part of a split."""

    code: str
    name: str
    numbers: Numbers


class Step(TypedDict):
    """The whole figure in one of several periods."""

    period: str
    numbers: Numbers


class Baseline(TypedDict):
    """What a figure is held against, and how it has changed since."""

    of: str
    value: float
    source: str
    caveat: str
    why: str
    change: str


class Told(TypedDict):
    """An indicator with its figures; `shown` is how a value is written."""

    code: str
    name: str
    numerator: str
    denominator: str
    caution: str
    source: str
    module: str
    direction: str
    shown: str
    attributes: list[str]
    version: int
    since: str
    period: str
    parts: list[Part]
    series: list[Step]
    change: str
    verdict: str
    baseline: NotRequired[Baseline | None]  # packs of an earlier version have none


class Awaited(TypedDict):
    """An indicator without a value, and the facts that are missing."""

    code: str
    name: str
    facts: str


class File(TypedDict):
    """An attachment: its place in the pack, and the hash it was received with."""

    id: str
    path: str
    name: str
    media_type: str
    sha256: str


class Place(TypedDict):
    """What a piece speaks for; `zone` is empty for the whole night."""

    attribute: str
    zone: str


class Piece(TypedDict):
    """A piece of evidence. `counts`: approved and fresh on the day it was frozen."""

    id: str
    kind: str
    title: str
    text: str
    link: str
    indicator: str
    dated_on: str
    owner: str
    author: str
    approved_by: str
    approved_on: str
    is_public: bool
    state: str
    state_name: str
    wanted_by: str
    counts: bool
    places: list[Place]
    files: list[File]


class Score(TypedDict):
    """The latest score of an attribute by one kind of scorer."""

    attribute: str
    by: str
    by_name: str
    score: int
    reason: str
    scored_on: str
    noted_by: str


class Milestone(TypedDict):
    """A step of the certification's round."""

    name: str
    due_on: str
    owner: str
    done_on: str


class Venue(TypedDict):
    """A licensed venue on the map; `is_inside` is None while its position is unknown."""

    name: str
    kind: str
    kind_name: str
    latitude: float | None
    longitude: float | None
    is_inside: bool | None


class IncidentLine(TypedDict):
    """A line of a sheet: all and alcohol-related of each period. `is_total`: of no other
    line's parts.
    """

    name: str
    is_total: bool
    counts: list[list[int | None]]
    share: str
    published: str
    reckoned: str


class Incidents(TypedDict):
    """The latest sheet of incidents, as it was published; `remarks` on what does not
    agree.
    """

    title: str
    kind: str
    source: str
    periods: list[str]
    lines: list[IncidentLine]
    remarks: list[str]


class Area(TypedDict):
    """The version of the area in force on the pack's last day."""

    name: str
    polygon: dict[str, Any]
    valid_from: str


class Publication(TypedDict):
    """When the figures of the pack's period were published."""

    revision: int
    published_at: str
    fingerprint: str


class Inputs(TypedDict):
    """All that a pack is made of. `until` is the last day it tells of."""

    format: int
    edition: str
    language: str
    title: str
    until: str
    frozen_at: str
    code_version: str
    municipality: str
    agency: str
    publication: Publication | None
    scheme: dict[str, Any]
    scheme_sha256: str
    area: Area | None
    venues: list[Venue]
    figures: list[Told]
    awaited: list[Awaited]
    milestones: list[Milestone]
    pieces: list[Piece]
    scores: list[Score]
    incidents: NotRequired[Incidents | None]  # packs of an earlier version have none


def day_text(day: date | None) -> str:
    """A day as a pack writes it; empty when there is none."""
    return "" if day is None else day.isoformat()
