from datetime import date, datetime, timedelta

import pytest

from core.nights import LOCAL
from planning.rules.windows import (
    Window,
    closing_window,
    ordinary_window,
    serving_tonight,
)
from venues.rules.serving_hours import Stretch

FRIDAY = date(2026, 11, 20)


def clock(window: Window | None) -> tuple[str, str] | None:
    if window is None:
        return None
    return tuple(
        f"{one.astimezone(LOCAL):%H:%M}" for one in (window.opens, window.closes)
    )  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ([], ("17:00", "01:00")),  # the law's own, AL 8:19
        ([Stretch("indoor", 4, 660, 1560)], ("17:00", "02:00")),
        ([Stretch("indoor", 4, 1320, 1620)], ("22:00", "03:00")),
        ([Stretch("indoor", 4, 660, 1380), Stretch("outdoor", 4, 660, 1320)], ("17:00", "23:00")),
        ([Stretch("indoor", 5, 660, 1560)], None),  # Saturdays only
        ([Stretch("indoor", 4, 660, 960)], None),  # over before the night begins
        ([Stretch("closed_party", 4, 660, 1560)], ("17:00", "01:00")),
    ],
)  # fmt: skip
def test_a_venue_is_open_as_its_hours_say(
    hours: list[Stretch], expected: tuple[str, str] | None
) -> None:
    assert clock(serving_tonight(hours, FRIDAY)) == expected


def test_a_visit_is_over_before_serving_ends_and_a_check_is_made_when_it_does() -> None:
    serving = serving_tonight([Stretch("indoor", 4, 1320, 1560)], FRIDAY)
    assert serving is not None
    assert clock(ordinary_window(serving, timedelta(minutes=40))) == ("22:00", "01:20")
    assert ordinary_window(serving, timedelta(hours=5)) is None
    assert clock(closing_window(serving)) == ("01:50", "02:15")


@pytest.mark.parametrize(
    ("night", "hours_long"),
    [(date(2026, 3, 28), 9), (date(2026, 10, 24), 11), (FRIDAY, 10)],
)
def test_the_night_of_a_clock_change_is_shorter_or_longer(
    night: date, hours_long: int
) -> None:
    """From 17:00 to 03:00 on the wall: nine hours in spring, eleven in autumn."""
    serving = serving_tonight([Stretch("indoor", night.weekday(), 660, 1620)], night)
    assert serving is not None
    opens = datetime.fromisoformat(f"{night}T17:00").replace(tzinfo=LOCAL)
    assert serving.opens == opens
    assert serving.closes - serving.opens == timedelta(hours=hours_long)
