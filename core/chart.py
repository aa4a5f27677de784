"""Bars as geometry: the page draws them as SVG, the PDF by ReportLab, from the same numbers.

A limit is a line across the bars; bars beyond it are marked by more than their colour.
The same figures stand in a table beside the drawing, for those who cannot see it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

_LABELS, _WIDTH, _ROW, _BAR, _ROOM_FOR_FIGURES = 190, 460, 28, 18, 48
_BASELINE = 0.72


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its words, its value, where it lies, and where its words stand."""

    label: str | Promise
    value: float
    shown: str
    x: float
    y: float
    width: float
    middle: float
    is_beyond: bool = False

    @property
    def end(self) -> float:
        """Where the bar's own figure stands."""
        return self.x + self.width + 6


@dataclass(frozen=True, slots=True)
class Limit:
    """A value that should not be passed, and where its line lies."""

    label: str | Promise
    shown: str
    x: float


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars. `unit` says what is counted."""

    title: str | Promise
    unit: str | Promise
    bars: Sequence[Bar]
    limit: Limit | None = None

    @property
    def height(self) -> int:
        return len(self.bars) * _ROW + 8

    width: int = _WIDTH
    start: int = _LABELS
    thickness: int = _BAR


def bar_chart(
    title: str | Promise,
    unit: str | Promise,
    values: Sequence[tuple[str | Promise, float]],
    limit: tuple[str | Promise, float] | None = None,
    shown: Callable[[float], str] = "{:g}".format,
) -> BarChart:
    """Bars for pairs of words and values, all on one scale that begins at zero."""
    most = max(
        [value for _, value in values] + ([limit[1]] if limit else []), default=0
    )
    scale = (_WIDTH - _LABELS - _ROOM_FOR_FIGURES) / (most or 1)
    return BarChart(
        title,
        unit,
        [
            Bar(
                label, value, shown(value), _LABELS, number * _ROW + 4,
                round(scale * value, 1), number * _ROW + 4 + _BAR * _BASELINE,
                limit is not None and value > limit[1],
            )
            for number, (label, value) in enumerate(values)
        ],
        None
        if limit is None
        else Limit(limit[0], shown(limit[1]), round(_LABELS + scale * limit[1], 1)),
    )  # fmt: skip
