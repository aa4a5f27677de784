import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction

from accounts.models import User
from core import clock
from core.errors import Invalid, NotFound, WrongState
from core.identifiers import uuid7
from situation.models import Cycle, QuietWord, Report, Reporter
from situation.services.cycles import share_picture
from situation.services.reports import tell, tell_nothing, withdraw
from situation.services.telling import LooksLikeAName
from tests.conftest import Town
from tests.situation.town import BUS_SQUARE, report, reporter, told

pytestmark = pytest.mark.django_db


def test_a_report_is_filed_under_its_night_time_zone_square_and_cycle(
    who: Reporter, cycle: Cycle
) -> None:
    row = report(
        who, seen_at=datetime(2026, 11, 8, 0, 30, tzinfo=UTC), where=" Torget "
    )
    row.refresh_from_db()
    assert (row.night.isoformat(), row.zone) == ("2026-11-07", "23-02")
    assert (row.cycle, row.reporter) == (cycle, who)
    assert (row.latitude, row.longitude) == BUS_SQUARE
    assert (row.cell, row.where) == ("35099:3669", "Torget")
    assert row.reported_at == clock.now()


def test_what_is_sent_twice_is_kept_once(who: Reporter) -> None:
    key = uuid7()
    first = tell(reporter=who, key=key, told=told())
    again = tell(reporter=who, key=key, told=told(category="KLOTTER"))
    assert (again.pk, again.category) == (first.pk, "BRAK_VALD")
    assert Report.objects.count() == 1


def test_another_reporters_key_brings_nothing_to_light(
    who: Reporter, karin: User, ostersund: Town
) -> None:
    other = reporter(karin, ostersund, email="annan@example.test")
    key = report(who).pk
    with pytest.raises(Invalid):
        tell(reporter=other, key=key, told=told())


@pytest.mark.parametrize(
    "said",
    [
        {"category": "HITTEPÅ"},
        {"category": ""},
        {"position": None},
        {"position": None, "where": " . "},
        {"text": "ring 070-123 45 67"},
        {"where": "hos kalle@example.test"},
    ],
)
def test_what_lacks_its_place_or_tells_of_somebody_is_refused(
    who: Reporter, said: Any
) -> None:
    with pytest.raises(Invalid):
        report(who, **said)
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("ago", "is_taken"),
    [
        (timedelta(minutes=-10), True),
        (timedelta(minutes=-11), False),
        (timedelta(days=60), True),
        (timedelta(days=60, minutes=1), False),
    ],
)
def test_it_was_seen_lately_and_not_in_time_to_come(
    who: Reporter, ago: timedelta, is_taken: bool
) -> None:
    if is_taken:
        assert report(who, seen_at=clock.now() - ago)
    else:
        with pytest.raises(Invalid):
            report(who, seen_at=clock.now() - ago)


def test_a_name_is_asked_about_until_the_reporter_says_that_it_is_nobody(
    who: Reporter,
) -> None:
    with pytest.raises(LooksLikeAName) as asked:
        report(who, text="Bråk vid Kvarteret Magnus", where="hos Nilsson")
    assert asked.value.words == ("Kvarteret Magnus", "Nilsson")
    with pytest.raises(LooksLikeAName):  # one of the two is not all
        tell(
            reporter=who, key=uuid7(), not_people=["Nilsson"],
            told=told(text="Bråk vid Kvarteret Magnus", where="hos Nilsson"),
        )  # fmt: skip
    row = tell(
        reporter=who, key=uuid7(), not_people=asked.value.words,
        told=told(text="Bråk vid Kvarteret Magnus", where="hos Nilsson"),
    )  # fmt: skip
    assert row.not_people == ["Kvarteret Magnus", "Nilsson"]


def test_what_is_told_late_belongs_to_the_next_cycle(
    november: Any, who: Reporter, karin: User, cycle: Cycle
) -> None:
    november.move_to("2026-11-16T11:00:00+01:00")
    seen = datetime(2026, 11, 14, 22, tzinfo=UTC)
    assert report(who, seen_at=seen).cycle == cycle
    share_picture(user=karin, cycle=cycle.pk)
    later = report(who, seen_at=seen)
    assert later.cycle.first.isoformat() == "2026-11-16"


def test_the_first_report_of_a_new_cycle_waits_for_no_sweep(
    november: Any, who: Reporter, cycle: Cycle
) -> None:
    november.move_to("2026-12-20T23:00:00+01:00")
    assert report(who).cycle.first.isoformat() == "2026-12-14"
    assert Cycle.objects.count() == 4


def test_where_the_town_has_not_begun_nothing_can_be_told(
    november: Any, karin: User, ostersund: Town
) -> None:
    who = reporter(karin, ostersund)
    with pytest.raises(WrongState):
        report(who)
    with pytest.raises(WrongState):
        tell_nothing(reporter=who)


def test_nothing_to_report_counts_once_and_of_the_cycle_that_waits(
    november: Any, who: Reporter, cycle: Cycle
) -> None:
    assert tell_nothing(reporter=who).cycle == cycle
    with pytest.raises(WrongState):
        tell_nothing(reporter=who)
    november.move_to("2026-11-16T11:00:00+01:00")
    assert tell_nothing(reporter=who).cycle.first.isoformat() == "2026-11-16"
    assert QuietWord.objects.count() == 2


def test_who_has_told_something_has_nothing_more_to_say_of_nothing(
    who: Reporter,
) -> None:
    report(who)
    with pytest.raises(WrongState):
        tell_nothing(reporter=who)


def test_what_was_told_wrongly_is_taken_back_with_a_reason_and_stays(
    november: Any, who: Reporter, karin: User, ostersund: Town, cycle: Cycle
) -> None:
    row = report(who)
    other = reporter(karin, ostersund, email="annan@example.test")
    with pytest.raises(NotFound):
        withdraw(reporter=other, report=row.pk, reason="fel plats")
    with pytest.raises(NotFound):
        withdraw(reporter=who, report=uuid4(), reason="fel plats")
    for reason in (" .", "ring 070-123 45 67"):
        with pytest.raises(Invalid):
            withdraw(reporter=who, report=row.pk, reason=reason)
    assert withdraw(reporter=who, report=row.pk, reason=" fel plats ").withdrawn_at
    row.refresh_from_db()
    assert row.withdrawn_why == "fel plats"
    with pytest.raises(WrongState):
        withdraw(reporter=who, report=row.pk, reason="igen och igen")
    shared = report(who)
    november.move_to("2026-11-16T11:00:00+01:00")
    share_picture(user=karin, cycle=cycle.pk)
    with pytest.raises(WrongState):
        withdraw(reporter=who, report=shared.pk, reason="fel plats")


@pytest.mark.django_db(transaction=True)
def test_what_is_told_while_the_picture_is_shared_is_in_the_next_one(
    november: Any, who: Reporter, karin: User, cycle: Cycle
) -> None:
    """One tells while the coordinator shares: the report is in the picture, or in the next
    cycle; never in a cycle whose picture lacks it.
    """
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    november.move_to("2026-11-16T11:00:00+01:00")
    seen = datetime(2026, 11, 14, 22, tzinfo=UTC)

    def other() -> None:
        try:
            report(who, seen_at=seen)
        finally:
            connection.close()

    thread = threading.Thread(target=other)
    with transaction.atomic():
        share_picture(user=karin, cycle=cycle.pk)
        thread.start()
        time.sleep(0.5)  # it stands before the lock
    thread.join(30)
    assert Report.objects.get().cycle.first.isoformat() == "2026-11-16"
