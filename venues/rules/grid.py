"""Which square of the town does a place lie in?

Squares of equal side, laid from the equator and, within each row, from Greenwich: the
same place lies in the same square for ever, whatever else is shown. Over one square the
earth is flat enough.
"""

import math
from dataclasses import dataclass

_METRES_A_DEGREE = 111_320


@dataclass(frozen=True, slots=True, order=True)
class Square:
    """A square of the grid, in degrees (WGS84)."""

    south: float
    west: float
    north: float
    east: float


def square_of(latitude: float, longitude: float, side: int) -> Square:
    """The square of `side` metres in which the place lies; its south and west edge count."""
    step = side / _METRES_A_DEGREE
    row = math.floor(latitude / step)
    width = step / math.cos(math.radians((row + 0.5) * step))
    column = math.floor(longitude / width)
    return Square(row * step, column * width, (row + 1) * step, (column + 1) * width)
