from collections import Counter
from uuid import UUID

from planning.rules.draw import draw, stops_to_draw

VENUES = [UUID(int=number) for number in range(20)]


def test_the_same_lot_falls_the_same_way_in_whatever_order_the_venues_come() -> None:
    assert draw(VENUES, 5, 7) == draw(VENUES[::-1], 5, 7)
    assert draw(VENUES, 5, 7) != draw(VENUES, 5, 8)
    assert len(draw(VENUES, 50, 7)) == 20


def test_every_venue_is_as_likely_as_any_other() -> None:
    drawn = Counter(one for seed in range(4000) for one in draw(VENUES, 5, seed))
    assert len(drawn) == 20
    assert max(drawn.values()) - min(drawn.values()) < 200  # of about 1000 each


def test_a_share_is_of_the_stops_and_one_at_least() -> None:
    assert [stops_to_draw(percent, 10) for percent in (0, 1, 20, 25, 100)] == [
        0, 1, 2, 2, 10,
    ]  # fmt: skip
    assert stops_to_draw(20, 0) == 0
