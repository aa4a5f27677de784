"""What stands in the protocol of a safety walk, as it is frozen when it is sent."""

from typing import TypedDict


class StopTold(TypedDict):
    name: str
    latitude: float | None
    longitude: float | None


class CountTold(TypedDict):
    """So many of a kind, named by its code."""

    code: str
    count: int


class PointTold(TypedDict):
    """A point by its number in the protocol; `photos` are keys of `NotePhoto` that the
    sender has looked at: nobody can be recognised on them. `became` is how a point of the
    walk before stands now, empty when it is none.
    """

    number: int
    key: str
    at: str
    where: str
    latitude: float | None
    longitude: float | None
    feels: str
    for_whom: list[str]
    category: str
    text: str
    photos: list[str]
    became: str


class MeasureTold(TypedDict):
    """A measure, with the numbers of the points that it answers; days in ISO 8601."""

    action: str
    owner: str
    cost: str
    state: str
    words: str
    due_on: str
    points: list[int]


class ProtocolTold(TypedDict):
    """The whole. Participants are told along one line at a time: crossed, a count of one
    would be somebody.
    """

    title: str
    town: str
    agency: str
    night: str
    began_at: str
    ended_at: str
    meeting_place: str
    chosen_because: str
    chosen_how: str
    walks_for: str
    again: str
    light: str
    weather: str
    route: list[StopTold]
    participants: int
    roles: list[CountTold]
    genders: list[CountTold]
    ages: list[CountTold]
    points: list[PointTold]
    measures: list[MeasureTold]
    not_seen_again: int
