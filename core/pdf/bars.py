"""A bar chart on paper: the same geometry as on the page."""

from reportlab.lib.colors import Color, black
from reportlab.platypus import Flowable

from core.chart import BarChart
from core.pdf.typeface import REGULAR

_BAR, _BEYOND, _AXIS = (
    Color(0.42, 0.36, 0.58),
    Color(0.55, 0.1, 0.1),
    Color(0.4, 0.4, 0.45),
)
_SIZE = 9


class Bars(Flowable):  # type: ignore[misc]
    """The chart at the width that there is; a bar beyond the limit has a mark as well."""

    def __init__(self, chart: BarChart) -> None:
        super().__init__()
        self.chart = chart
        self.scale = 1.0

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.scale = min(1.0, width / self.chart.width)
        return self.chart.width * self.scale, self.chart.height * self.scale

    def draw(self) -> None:
        canvas, chart = self.canv, self.chart
        canvas.saveState()
        canvas.scale(self.scale, self.scale)
        canvas.setFont(REGULAR, _SIZE)
        for bar in chart.bars:
            low = chart.height - bar.y - chart.thickness  # paper counts upwards
            canvas.setFillColor(_BEYOND if bar.is_beyond else _BAR)
            canvas.rect(bar.x, low, bar.width, chart.thickness, stroke=0, fill=1)
            canvas.setFillColor(black)
            canvas.drawString(0, chart.height - bar.middle, str(bar.label))
            shown = f"{bar.shown} !" if bar.is_beyond else bar.shown
            canvas.drawString(bar.end, chart.height - bar.middle, shown)
        canvas.setStrokeColor(_AXIS)
        canvas.line(chart.start, 0, chart.start, chart.height)
        if chart.limit is not None:
            canvas.setDash(4, 3)
            canvas.line(chart.limit.x, 0, chart.limit.x, chart.height)
        canvas.restoreState()
