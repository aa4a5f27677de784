import pytest

from venues.rules.area import is_inside

SQUARE = {
    "type": "Polygon",
    "coordinates": [
        [[14.0, 63.0], [15.0, 63.0], [15.0, 64.0], [14.0, 64.0], [14.0, 63.0]],
        [[14.4, 63.4], [14.6, 63.4], [14.6, 63.6], [14.4, 63.6], [14.4, 63.4]],
    ],
}


@pytest.mark.parametrize(
    ("latitude", "longitude", "inside"),
    [
        (63.2, 14.2, True),
        (63.5, 14.5, False),  # in the hole
        (62.9, 14.2, False),
        (63.2, 15.1, False),
        (63.0, 14.5, True),  # on the border
        (64.0, 15.0, True),  # on a corner
    ],
)
def test_a_place_is_inside_outside_or_on_the_border(
    latitude: float, longitude: float, inside: bool
) -> None:
    assert is_inside(latitude, longitude, SQUARE) is inside


def test_a_polygon_without_points_holds_nothing() -> None:
    assert not is_inside(63.0, 14.0, {})
