from math import cos, radians

from hypothesis import given
from hypothesis import strategies as st

from situation.rules.cell import cell_of, middle_of

_METRES = 111_195  # a degree of latitude
POSITIONS = {
    "latitude": st.floats(55.0, 69.5), "longitude": st.floats(10.0, 25.0),
}  # fmt: skip


def metres(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    north = abs(one[0] - other[0]) * _METRES
    return north, abs(one[1] - other[1]) * _METRES * cos(radians(one[0]))


@given(**POSITIONS)
def test_a_position_lies_within_its_square_of_two_hundred_metres(
    latitude: float, longitude: float
) -> None:
    north, east = metres((latitude, longitude), middle_of(cell_of(latitude, longitude)))
    assert north <= 100.5
    assert east <= 101.5


@given(**POSITIONS)
def test_the_middle_of_a_square_lies_in_it(latitude: float, longitude: float) -> None:
    cell = cell_of(latitude, longitude)
    assert cell_of(*middle_of(cell)) == cell


def test_the_corners_of_a_square_are_one_place_and_the_next_corner_is_another() -> None:
    assert cell_of(63.1789, 14.6391) == cell_of(63.1790, 14.6392)
    assert cell_of(63.1789, 14.6391) != cell_of(63.1789, 14.6441)
    assert cell_of(63.1789, 14.6391) != cell_of(63.1809, 14.6391)
