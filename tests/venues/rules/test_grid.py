import math

from hypothesis import given
from hypothesis import strategies as st

from venues.rules.grid import square_of

IN_SWEDEN = (st.floats(55, 69.5), st.floats(10.5, 24.5))


@given(*IN_SWEDEN, st.sampled_from([50, 200, 1000]))
def test_a_place_lies_in_its_square_which_has_equal_sides(
    latitude: float, longitude: float, side: int
) -> None:
    square = square_of(latitude, longitude, side)
    assert square.south <= latitude <= square.north
    assert square.west <= longitude <= square.east
    high = (square.north - square.south) * 111_320
    wide = (square.east - square.west) * 111_320 * math.cos(math.radians(latitude))
    assert math.isclose(high, side, rel_tol=1e-6)
    assert math.isclose(wide, side, rel_tol=1e-2)


@given(*IN_SWEDEN)
def test_every_place_of_a_square_names_the_same_square(
    latitude: float, longitude: float
) -> None:
    square = square_of(latitude, longitude, 200)
    middle = ((square.south + square.north) / 2, (square.west + square.east) / 2)
    assert square_of(*middle, 200) == square
