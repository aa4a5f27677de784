"""A visit across midnight and across both half past twos of the October night."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from accounts.models import User
from benchmarks.net import Net
from core import clock
from inspections.models import Entry, Visit
from tests.journeys.tablet.conftest import Enrolled
from venues.models import Venue

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE_MIDNIGHT = datetime(2026, 10, 24, 21, 50, tzinfo=UTC)  # 23:50
FIRST_HALF_PAST_TWO = datetime(2026, 10, 25, 0, 30, 30, tzinfo=UTC)
SECOND_HALF_PAST_TWO = FIRST_HALF_PAST_TWO + timedelta(hours=1)


def test_the_hour_that_comes_twice_is_told_apart(
    officers: Enrolled, krogen: Venue, ines: User, net: Net
) -> None:
    with time_machine.travel(BEFORE_MIDNIGHT, tick=True) as here:
        officer = officers(ines)
        assert officer.context is not None
        officer.context.clock.install(time=BEFORE_MIDNIGHT)
        officer.reopen()
        # The tablet's clock and the server's are moved one after the other: without
        # coverage until both are, or what is sent in between is told the wrong time.
        net.cut()
        officer.start_visit(krogen.name).note("Före midnatt")
        for at, text in (
            (FIRST_HALF_PAST_TWO, "Första halv tre"),
            (SECOND_HALF_PAST_TWO, "Andra halv tre"),
        ):
            # The wall clock and the clock that only goes forward, as time does.
            officer.context.clock.fast_forward(
                (at - clock.now()).total_seconds() * 1000
            )
            here.move_to(at)
            officer.note(text)
        shown = officer.page.get_by_role("listitem").filter(has_text="halv tre")
        assert [text[:5] for text in shown.all_inner_texts()] == ["02:30", "02:30"]
        net.join()
        officer.close_visit().send().hand_back()

    assert str(Visit.objects.get().night) == "2026-10-24"
    notes = Entry.objects.filter(kind="noted").order_by("seq")
    times = [row.recorded_at for row in notes]
    for time, at in zip(
        times, (BEFORE_MIDNIGHT, FIRST_HALF_PAST_TWO, SECOND_HALF_PAST_TWO), strict=True
    ):
        assert abs(time - at) < timedelta(minutes=1), (time, at)
