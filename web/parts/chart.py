"""Bars as geometry, drawn by the page as SVG; the same figures stand in a table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

_LABELS, _WIDTH, _ROW, _BAR = 190, 460, 28, 18


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its words, its value, and what is told when a pointer rests on it."""

    label: str | Promise
    value: float
    shown: str
    x: float
    y: float
    width: float
    middle: float


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars. `unit` says what is counted."""

    title: str | Promise
    unit: str | Promise
    bars: Sequence[Bar]

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
) -> BarChart:
    """Bars for pairs of words and values, all on one scale that begins at zero."""
    most = max((value for _, value in values), default=0) or 1
    room = _WIDTH - _LABELS - 40
    return BarChart(
        title,
        unit,
        [
            Bar(
                label, value, f"{value:g}", _LABELS, number * _ROW + 4,
                round(room * value / most, 1), number * _ROW + 4 + _BAR * 0.72,
            )
            for number, (label, value) in enumerate(values)
        ],
    )  # fmt: skip
