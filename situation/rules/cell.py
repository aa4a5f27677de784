"""Which square of the town does a position lie in?

Squares some 200 m wide: large enough that reports of one corner fall together, small enough
to send somebody to. A square is named by where it is counted from: 0.0018 degrees of
latitude, and as many metres of longitude.
"""

from math import cos, floor, radians

_STEP = 0.0018  # degrees of latitude: 200 m


def cell_of(latitude: float, longitude: float) -> str:
    """The square's name; latitude and longitude in WGS84."""
    row = floor(latitude / _STEP)
    return f"{row}:{floor(longitude / _width(row))}"


def middle_of(cell: str) -> tuple[float, float]:
    """Latitude and longitude of the middle of a square."""
    row, column = map(int, cell.split(":"))
    return (row + 0.5) * _STEP, (column + 0.5) * _width(row)


def _width(row: int) -> float:
    """Degrees of longitude that are as wide as a step is high, in that row."""
    return _STEP / max(cos(radians((row + 0.5) * _STEP)), 0.01)
