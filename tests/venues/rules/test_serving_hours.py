import pytest
from hypothesis import given
from hypothesis import strategies as st

from venues.rules.serving_hours import Stretch, latest_public_end, read_hours

EVERY = range(7)
TABLE = {
    "Alla dagar 11:00-01:00": [Stretch("indoor", day, 660, 1500) for day in EVERY],
    "11.00–23.00": [Stretch("indoor", day, 660, 1380) for day in EVERY],
    "Måndag-Torsdag kl. 11:00-01:00, Fredag och Lördag 11:00 till 03:00": [
        *(Stretch("indoor", day, 660, 1500) for day in range(4)),
        *(Stretch("indoor", day, 660, 1620) for day in (4, 5)),
    ],
    "fre-mån 20:00-03:00": [Stretch("indoor", day, 1200, 1620) for day in (0, 4, 5, 6)],
    "Ons 18:00-24:00; uteservering lör, sön 12:00-22:00": [
        Stretch("indoor", 2, 1080, 1440),
        *(Stretch("outdoor", day, 720, 1320) for day in (5, 6)),
    ],
    "slutet sällskap alla dagar 00:00-00:00": [
        Stretch("closed_party", day, 0, 1440) for day in EVERY
    ],
}


@pytest.mark.parametrize("text", TABLE)
def test_hours_are_read_as_registers_write_them(text: str) -> None:
    assert read_hours(text) == tuple(sorted(TABLE[text]))


@pytest.mark.parametrize(
    "text",
    [
        "efter överenskommelse",
        "11:00-25:00",
        "11:60-12:00",
        "mån 11-01",
        "11:00-01:00 ibland",
    ],
)
def test_what_cannot_be_read_is_told_and_never_guessed(text: str) -> None:
    assert read_hours(text) is None


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = read_hours(text)
    assert found is None or all(
        0 <= one.opens_minute < 1440 < one.closes_minute + 1440
        and one.opens_minute < one.closes_minute <= 2880
        for one in found
    )


def test_the_latest_end_is_told_in_minutes_after_midnight() -> None:
    read = (
        read_hours("mån 11:00-23:00, fre 11:00-03:00; slutet sällskap lör 18:00-05:00")
        or ()
    )
    assert latest_public_end(read) == 1620
    assert latest_public_end(()) is None
