"""The area and the venues in it, drawn without any map behind: a shape and marks.

Kinds of venue differ by shape, so that they can be told apart in grey and by everybody.
"""

from collections.abc import Mapping, Sequence
from math import cos, radians
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from core.pdf.sheet import INK, LINE, QUIET, SHADE, WIDTH
from core.pdf.typeface import REGULAR
from evidence.rules.pack import Area, Venue

_TALLEST, _EDGE, _SIZE = 120 * mm, 6 * mm, 1.5 * mm
_METRES_PER_DEGREE = 111_320
_LENGTHS = (50, 100, 200, 500, 1000, 2000, 5000, 10000)
_WIDEST_SCALE = 45 * mm
SHAPES: Mapping[str, str] = {
    "restaurant": "circle", "pub_bar": "square", "nightclub": "triangle",
}  # fmt: skip

Point = tuple[float, float]


class AreaMap(Flowable):  # type: ignore[misc]
    """The outline with the venues that lie near it; a bar tells the scale.

    What lies farther out than the area's own size again is counted beside, not drawn.
    """

    def __init__(self, area: Area, venues: Sequence[Venue]) -> None:
        super().__init__()
        rings: list[list[Sequence[float]]] = area["polygon"]["coordinates"]
        middle = rings[0][0][1]
        self._across = cos(radians(middle)) * _METRES_PER_DEGREE
        self._rings = [[self._metres(one[1], one[0]) for one in ring] for ring in rings]
        self._left, self._low, right, high = _box(self._rings[0])
        near = max(right - self._left, high - self._low, 1.0) / 2
        self._marks = [
            (self._metres(one["latitude"], one["longitude"]), one["kind"])
            for one in venues
            if one["latitude"] is not None and one["longitude"] is not None
        ]
        self._marks = [
            (place, kind)
            for place, kind in self._marks
            if self._left - near <= place[0] <= right + near
            and self._low - near <= place[1] <= high + near
        ]
        points = [*self._rings[0], *(place for place, _kind in self._marks)]
        self._left, self._low, right, high = _box(points)
        wide, tall = max(right - self._left, 1.0), max(high - self._low, 1.0)
        self._scale = min((WIDTH - 2 * _EDGE) / wide, (_TALLEST - 2 * _EDGE) / tall)
        self.height = tall * self._scale + 2 * _EDGE + 8 * mm

    @property
    def drawn(self) -> int:
        """How many venues are on it."""
        return len(self._marks)

    def _metres(self, latitude: float, longitude: float) -> Point:
        return longitude * self._across, latitude * _METRES_PER_DEGREE

    def _place(self, point: Point) -> Point:
        return (
            _EDGE + (point[0] - self._left) * self._scale,
            _EDGE + 8 * mm + (point[1] - self._low) * self._scale,
        )

    def wrap(self, *_available: Any) -> tuple[float, float]:
        return WIDTH, self.height

    def draw(self) -> None:
        canvas = self.canv
        canvas.saveState()
        canvas.setStrokeColor(INK)
        canvas.setFillColor(SHADE)
        canvas.setLineWidth(1.2)
        path = canvas.beginPath()
        for ring in self._rings:
            path.moveTo(*self._place(ring[0]))
            for point in ring[1:]:
                path.lineTo(*self._place(point))
            path.close()
        canvas.drawPath(path, stroke=1, fill=1, fillMode=0)
        canvas.setFillColor(INK)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.4)
        for point, kind in self._marks:
            draw_mark(canvas, *self._place(point), kind)
        self._draw_scale()
        canvas.restoreState()

    def _draw_scale(self) -> None:
        canvas = self.canv
        fitting = [one for one in _LENGTHS if one * self._scale <= _WIDEST_SCALE]
        metres = fitting[-1] if fitting else _LENGTHS[0]
        canvas.setStrokeColor(QUIET)
        canvas.setFillColor(QUIET)
        canvas.setLineWidth(1)
        canvas.line(_EDGE, 4 * mm, _EDGE + metres * self._scale, 4 * mm)
        canvas.setFont(REGULAR, 8.5)
        end = _EDGE + metres * self._scale + 2 * mm
        canvas.drawString(end, 3 * mm, f"{metres} m")


def draw_mark(canvas: Any, across: float, up: float, kind: str) -> None:
    """One venue of the kind, its middle at the point."""
    shape = SHAPES.get(kind, "circle")
    if shape == "circle":
        canvas.circle(across, up, _SIZE / 2 * 1.2, stroke=1, fill=1)
    elif shape == "square":
        canvas.rect(across - _SIZE / 2, up - _SIZE / 2, _SIZE, _SIZE, stroke=1, fill=1)
    else:
        path = canvas.beginPath()
        path.moveTo(across - _SIZE * 0.65, up - _SIZE / 2)
        path.lineTo(across + _SIZE * 0.65, up - _SIZE / 2)
        path.lineTo(across, up + _SIZE * 0.65)
        path.close()
        canvas.drawPath(path, stroke=1, fill=1)


def _box(points: Sequence[Point]) -> tuple[float, float, float, float]:
    return (
        min(one[0] for one in points), min(one[1] for one in points),
        max(one[0] for one in points), max(one[1] for one in points),
    )  # fmt: skip
