from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from situation.rules.picture import (
    Against,
    Picture,
    Seen,
    by_month,
    by_weekday,
    picture_of,
)

SPAN = (date(2026, 3, 2), date(2026, 3, 15))
EARLIER = (date(2026, 1, 1), date(2026, 3, 1))
SQUARE, PARK = (63.1789, 14.6391), (63.1544, 14.7190)
ONE = Seen(
    night=date(2026, 3, 6), zone="23-02", category="BRAK_VALD", severity=2, is_good=False,
    alcohol="yes", where="Busstorget", latitude=SQUARE[0], longitude=SQUARE[1],
)  # fmt: skip
OTHER = replace(ONE, where="Parken", latitude=PARK[0], longitude=PARK[1], zone="")


def picture(now: list[Seen], before: list[Seen]) -> Picture:
    return picture_of(
        SPAN, now, before, against=Against.CYCLES_BEFORE, against_span=EARLIER, told=2,
        expected=3,
    )  # fmt: skip


def test_good_news_and_what_has_no_position_are_counted_apart() -> None:
    got = picture(
        [ONE, replace(ONE, is_good=True), replace(ONE, latitude=None, longitude=None)],
        [replace(ONE, is_good=True)],
    )
    assert (got["reports"], got["better"], got["without_position"]) == (2, 1, 1)
    assert got["reports_before"] == 0
    assert [one["now"] for one in got["places"]] == [1]
    assert (got["told"], got["expected"]) == (2, 3)
    assert got["against_first"] == "2026-01-01"


def test_categories_come_with_the_most_first_and_zones_in_the_order_of_the_night() -> (
    None
):
    got = picture([ONE, ONE, replace(ONE, category="KLOTTER")], [OTHER])
    assert [one["what"] for one in got["categories"]] == ["BRAK_VALD", "KLOTTER"]
    assert [one["what"] for one in got["zones"]] == [
        "", "17-20", "20-23", "23-02", "02-05",
    ]  # fmt: skip
    assert [one["now"] for one in got["zones"]] == [0, 0, 0, 3, 0]
    assert [one["before"] for one in got["zones"]] == [1, 0, 0, 0, 0]
    assert [one["now"] for one in got["severities"]] == [0, 3, 0]
    assert [one["now"] for one in got["alcohol"]] == [3, 0, 0]


def test_a_place_that_grew_busier_stands_out_by_its_name_and_time_zone() -> None:
    got = picture([ONE] * 12 + [OTHER] * 5, [ONE] * 4 + [OTHER] * 30)
    (hot,) = got["hotspots"]
    assert (hot["where"], hot["zone"], hot["now"], hot["before"]) == (
        "Busstorget", "23-02", 12, 4,
    )  # fmt: skip
    assert hot["chance"] < 0.01
    assert abs(hot["latitude"] - SQUARE[0]) < 0.001
    assert [one["now"] for one in got["places"]] == [12, 5]


def test_where_nothing_is_there_to_hold_against_nothing_stands_out() -> None:
    assert picture([ONE] * 12, [])["hotspots"] == []


def test_a_square_bears_the_name_it_is_given_most_often() -> None:
    unnamed = [replace(ONE, where="")] * 3
    got = picture([ONE, ONE, replace(ONE, where="Bussen"), *unnamed], [])
    assert [one["where"] for one in got["places"]] == ["Busstorget"]


def test_ten_places_are_told_those_with_the_most_first() -> None:
    places = [
        replace(ONE, latitude=63 + number / 100)
        for number in range(12)
        for _time in range(number + 1)
    ]
    got = picture(places, [])
    assert [one["now"] for one in got["places"]] == list(range(12, 2, -1))


SEEN = st.builds(
    Seen,
    night=st.dates(*SPAN),
    zone=st.sampled_from(["", "17-20", "20-23", "23-02", "02-05"]),
    category=st.sampled_from(["KLOTTER", "BRAND"]),
    severity=st.integers(1, 3),
    is_good=st.booleans(),
    alcohol=st.sampled_from(["yes", "no", "unknown"]),
    where=st.sampled_from(["", "Torget"]),
    latitude=st.sampled_from([63.17, 63.18]),
    longitude=st.sampled_from([14.63, 14.64]),
)


@given(now=st.lists(SEEN), before=st.lists(SEEN))
def test_every_part_counts_each_report_once(
    now: list[Seen], before: list[Seen]
) -> None:
    got = picture(now, before)
    for part in ("categories", "zones", "severities", "alcohol"):
        counts = got[part]  # type: ignore[literal-required]
        assert sum(one["now"] for one in counts) == got["reports"]
        assert sum(one["before"] for one in counts) == got["reports_before"]
    assert sum(by_weekday(now).values()) == got["reports"]
    assert sum(by_month(now).values()) == got["reports"]
    assert got == picture(now[::-1], before[::-1])
