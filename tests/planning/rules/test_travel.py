import pytest

from planning.rules.travel import WAYS, kilometres, travel_minutes

SQUARE, STATION, FROSO = (63.1767, 14.6361), (63.1706, 14.6378), (63.1850, 14.5900)


def test_distances_are_those_of_the_town() -> None:
    assert kilometres(SQUARE, STATION) == pytest.approx(0.684, abs=0.01)
    assert kilometres(SQUARE, SQUARE) == 0


def test_walking_is_quicker_next_door_and_slower_across_the_water() -> None:
    foot, car = WAYS["foot"], WAYS["car"]
    near = (63.1770, 14.6365)
    assert travel_minutes(foot, SQUARE, near) < travel_minutes(car, SQUARE, near)
    assert travel_minutes(foot, SQUARE, FROSO) > 2 * travel_minutes(car, SQUARE, FROSO)
    assert (
        travel_minutes(foot, SQUARE, SQUARE) == travel_minutes(car, SQUARE, SQUARE) == 0
    )
