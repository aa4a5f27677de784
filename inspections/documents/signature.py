"""A signature drawn again from its strokes."""

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable

from core.pdf.sheet import INK


class Strokes(Flowable):  # type: ignore[misc]
    """Strokes of integers on a surface, scaled to a width in points."""

    def __init__(
        self,
        strokes: Sequence[Sequence[Sequence[int]]],
        surface: tuple[int, int],
        width: float,
    ) -> None:
        super().__init__()
        self.strokes, self.surface = strokes, surface
        self.width = width
        self.height = min(width, width * surface[1] / surface[0])

    def wrap(self, *_available: Any) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        across, down = self.width / self.surface[0], self.height / self.surface[1]
        self.canv.setStrokeColor(INK)
        self.canv.setLineWidth(1.1)
        self.canv.setLineCap(1)
        path = self.canv.beginPath()
        for stroke in self.strokes:
            points = [(x * across, self.height - y * down) for x, y in stroke]
            path.moveTo(*points[0])
            for point in points[1:]:
                path.lineTo(*point)
        self.canv.drawPath(path)
