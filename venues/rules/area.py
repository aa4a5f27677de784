"""Is a place inside an area? By the even-odd rule on the outline; the border is inside.

The outline is a GeoJSON polygon: rings of [longitude, latitude], the first around, the
others holes. Over a town, degrees are straight enough. Source: Purple Flag note 1.3.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import cast

_TINY = 1e-9
Point = Sequence[float]


def is_inside(latitude: float, longitude: float, polygon: Mapping[str, object]) -> bool:
    """Whether a place lies in a GeoJSON polygon, or on its border."""
    rings = cast("Sequence[Sequence[Point]]", polygon.get("coordinates", ()))
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if _is_on((longitude, latitude), (x1, y1), (x2, y2)):
                return True
            crosses = (y1 > latitude) != (y2 > latitude)
            if crosses and longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


def _is_on(place: Point, start: Point, end: Point) -> bool:
    (x, y), (x1, y1), (x2, y2) = place, start, end
    cross = (x - x1) * (y2 - y1) - (y - y1) * (x2 - x1)
    within = min(x1, x2) - _TINY <= x <= max(x1, x2) + _TINY
    return (
        abs(cross) < _TINY
        and within
        and min(y1, y2) - _TINY <= y <= max(y1, y2) + _TINY
    )
