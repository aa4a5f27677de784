from datetime import UTC, datetime, timedelta

import pytest

from core.models import Sweep
from core.sweeping import Work, failing_sweeps, sweep

pytestmark = pytest.mark.django_db


def test_a_daily_sweep_runs_once_each_civil_day_across_both_clock_changes() -> None:
    ran: list[datetime] = []
    at = [datetime(2026, 3, 27, tzinfo=UTC)]
    work = Work("daily", lambda: ran.append(at[0]) or 1, "Tries.", at_hour=8)
    for start in (
        datetime(2026, 3, 27, tzinfo=UTC),
        datetime(2026, 10, 23, tzinfo=UTC),
    ):
        ran.clear()
        for step in range(5 * 24 * 4):
            at[0] = start + timedelta(minutes=15 * step)
            sweep([work], at[0])
        utc_hours = [one.strftime("%d %H:%M") for one in ran]
        winter_first = start.month == 10
        before, after = ("06:00", "07:00") if winter_first else ("07:00", "06:00")
        first = start.day
        days = [f"{first + day:02}" for day in range(5)]
        changed = 2  # the Sunday on which the clocks change
        assert utc_hours == [
            f"{day} {before if number < changed else after}"
            for number, day in enumerate(days)
        ]


def test_a_daily_sweep_that_was_missed_runs_late_the_same_day() -> None:
    ran: list[int] = []
    work = Work("daily", lambda: ran.append(1) or 1, "Tries.", at_hour=8)
    sweep([work], datetime(2026, 11, 22, 22, 50, tzinfo=UTC))
    sweep(
        [work], datetime(2026, 11, 22, 23, 10, tzinfo=UTC)
    )  # the next day, before eight
    assert len(ran) == 1


def test_one_that_fails_is_noted_tried_again_and_stops_no_other() -> None:
    answers: list[object] = [OSError("disk"), 3]

    def fails_once() -> int:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return int(str(answer))

    works = [
        Work("first", fails_once, "Tries.", at_hour=8),
        Work("second", lambda: 2, "Tries."),
    ]
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert sweep(works, now) == {"second": 2}
    failed = Sweep.objects.get(name="first")
    assert (failed.done_for, failed.completed_at) == (None, None)
    assert "disk" in failed.last_error
    assert failing_sweeps() == ["first"]
    assert sweep(works, now + timedelta(minutes=1)) == {"first": 3, "second": 2}
    assert Sweep.objects.get(name="first").last_error == ""
    assert failing_sweeps() == []
