"""How long does a team take from one place to another?

As the crow flies, times a detour, at the speed of a walk or of a car in town, and what
it costs to park. The numbers are proposals of ours: no routing service is asked, for
whom it concerns where a team goes tonight is nobody else's business.
"""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Way:
    """`detour`: the way by the streets over the way of the crow."""

    km_per_hour: float
    detour: float
    at_arrival_minutes: float


WAYS = {"foot": Way(4.8, 1.3, 0), "car": Way(25.0, 1.4, 3)}
"""By `planning.models.Travel`."""
Place = tuple[float, float]


def kilometres(one: Place, other: Place) -> float:
    """The distance of two places (latitude, longitude) on the earth."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, place)) for place in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2
    half += cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))


def travel_minutes(way: Way, one: Place, other: Place) -> int:
    """Whole minutes, rounded up; none at the same place."""
    km = kilometres(one, other) * way.detour
    if km == 0:
        return 0
    return -int(-(km / way.km_per_hour * 60 + way.at_arrival_minutes) // 1)
