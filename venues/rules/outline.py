"""Is a file the outline of an area? One GeoJSON polygon in WGS84, as any map program saves.

Coordinates are [longitude, latitude] (RFC 7946). What is drawn in metres (SWEREF 99) or
the other way round is refused with what to change, never turned or reckoned over.
"""

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, cast

from django.utils.translation import gettext as _

from core.errors import Invalid

MOST_BYTES = 1_000_000
_MOST_POINTS = 5000
_FEWEST_POINTS = 4
_PLACES = 7
_LEAST = 1e-9
"""Square degrees: a few square metres."""
_WEST, _EAST, _SOUTH, _NORTH = 10.0, 25.0, 55.0, 69.5
"""Sweden, roughly."""
Outline = dict[str, Any]


def read_outline(content: bytes) -> Outline:
    """The polygon of a file, as GeoJSON; `Invalid` with what to change when it is none."""
    if len(content) > MOST_BYTES:
        raise Invalid(_("The file is larger than an outline can be."))
    try:
        read = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Invalid(_("This is no GeoJSON. Save the area as GeoJSON.")) from error
    polygons = list(_polygons(read))
    if len(polygons) != 1:
        raise Invalid(
            _("The file must hold one polygon, and it holds %(count)s.")
            % {"count": len(polygons)}
        )
    rings = polygons[0]
    if not isinstance(rings, list) or not rings or not all(map(_is_ring, rings)):
        raise Invalid(
            _("The outline is not closed, or has too few or too many corners.")
        )
    if sum(map(len, rings)) > _MOST_POINTS or abs(_area(rings[0])) < _LEAST:
        raise Invalid(
            _("The outline is not closed, or has too few or too many corners.")
        )
    _check_place([point for ring in rings for point in ring])
    return {
        "type": "Polygon",
        "coordinates": [
            [[round(float(x), _PLACES), round(float(y), _PLACES)] for x, y, *_z in ring]
            for ring in rings
        ],
    }


def _polygons(read: object) -> list[object]:
    if not isinstance(read, Mapping):
        return []
    kind = read.get("type")
    if kind == "FeatureCollection" and isinstance(read.get("features"), list):
        return [found for one in read["features"] for found in _polygons(one)]
    if kind == "Feature":
        return _polygons(read.get("geometry"))
    if kind == "Polygon":
        return [read.get("coordinates")]
    if kind == "MultiPolygon" and isinstance(read.get("coordinates"), list):
        return list(read["coordinates"])
    return []


def _is_ring(ring: object) -> bool:
    return (
        isinstance(ring, list)
        and _FEWEST_POINTS <= len(ring) <= _MOST_POINTS
        and all(_is_point(one) for one in ring)
        and ring[0][:2] == ring[-1][:2]
    )


def _is_point(point: object) -> bool:
    return (
        isinstance(point, list)
        and len(point) >= 2  # noqa: PLR2004 — longitude and latitude
        and all(
            isinstance(one, int | float) and not isinstance(one, bool)
            for one in point[:2]
        )
    )


def _area(ring: Sequence[Sequence[float]]) -> float:
    """What a ring holds, in square degrees, by the shoelace."""
    return (
        sum(
            (one[0] - ring[0][0]) * (other[1] - ring[0][1])
            - (other[0] - ring[0][0]) * (one[1] - ring[0][1])
            for one, other in pairwise(ring)
        )
        / 2
    )


def _check_place(points: Sequence[object]) -> None:
    found = cast("Sequence[Sequence[float]]", points)
    if all(_WEST <= one[0] <= _EAST and _SOUTH <= one[1] <= _NORTH for one in found):
        return
    if all(_WEST <= one[1] <= _EAST and _SOUTH <= one[0] <= _NORTH for one in found):
        raise Invalid(
            _(
                "Latitude and longitude have changed places: GeoJSON has longitude first."
            )
        )
    raise Invalid(
        _(
            "The outline lies outside Sweden. Save it in WGS 84 (degrees), not in metres."
        )
    )
