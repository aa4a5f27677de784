from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from accounts.models import User
from core.errors import Invalid, NotAllowed, NotFound, WrongState
from core.integrity import canonical_json, sha256
from core.nights import LOCAL, local
from situation.models import Cycle, Reporter
from situation.queries.picture import picture_now
from situation.services.cycles import (
    begin_cycles,
    carry_on_cycles,
    move_cycle,
    share_picture,
)
from situation.services.reporters import end_reporter
from situation.services.reports import tell_nothing, withdraw
from tests.conftest import Town
from tests.situation.town import cycles, report, reporter

pytestmark = pytest.mark.django_db
DUE = datetime(2026, 11, 16, 12, tzinfo=LOCAL)
MEETS = datetime(2026, 11, 17, 9, tzinfo=LOCAL)
BEGINS: dict[str, Any] = {
    "first": date(2026, 11, 2), "days": 14, "due_at": DUE, "meets_at": MEETS,
}  # fmt: skip


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"days": 0}, Invalid),
        ({"days": 93, "due_at": DUE + timedelta(days=90)}, Invalid),
        ({"due_at": datetime(2026, 11, 15, 23, tzinfo=LOCAL)}, Invalid),
        ({"meets_at": datetime(2026, 11, 16, 11, tzinfo=LOCAL)}, Invalid),
        ({"meets_at": datetime(2030, 1, 1, tzinfo=LOCAL)}, Invalid),
        (
            {
                "first": date(2030, 1, 1),
                "due_at": datetime(2030, 1, 15, 12, tzinfo=LOCAL),
                "meets_at": datetime(2030, 1, 16, 9, tzinfo=LOCAL),
            },
            Invalid,
        ),
    ],
)
def test_days_and_hours_of_a_cycle_follow_each_other(
    november: Any, karin: User, ostersund: Town, said: Any, refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        begin_cycles(
            user=karin, municipality=ostersund.municipality, **{**BEGINS, **said}
        )
    assert not Cycle.objects.exists()


def test_one_cycle_runs_at_a_time_and_another_length_begins_after_it(
    cycle: Cycle, karin: User, ostersund: Town
) -> None:
    assert (cycle.last.isoformat(), cycle.answer_by.isoformat()) == (
        "2026-11-15",
        "2026-12-13",
    )
    with pytest.raises(WrongState):
        cycles(karin, ostersund, first=date(2026, 11, 15))
    weekly = cycles(karin, ostersund, first=date(2026, 11, 16), days=7)
    assert weekly.last.isoformat() == "2026-11-22"


def test_only_who_keeps_the_situation_begins_moves_and_shares(
    cycle: Cycle, ines: User, sten: User, ostersund: Town
) -> None:
    with pytest.raises(NotAllowed):
        cycles(ines, ostersund, first=date(2026, 11, 16))
    for user, refused in ((ines, NotAllowed), (sten, NotFound)):
        with pytest.raises(refused):
            share_picture(user=user, cycle=cycle.pk)
        with pytest.raises(refused):
            move_cycle(user=user, cycle=cycle.pk, due_at=DUE, meets_at=MEETS)


def test_cycles_carry_on_by_themselves_until_today_lies_in_one(
    november: Any, cycle: Cycle
) -> None:
    assert carry_on_cycles() == 0
    november.move_to("2026-11-15T23:59:50+01:00")
    assert carry_on_cycles() == 0  # its last day is not over
    november.move_to("2026-11-16T00:00:10+01:00")
    assert carry_on_cycles() == 1
    november.move_to("2027-01-11T10:00:00+01:00")
    assert carry_on_cycles() == 4
    assert carry_on_cycles() == 0
    rows = list(Cycle.objects.order_by("first"))
    for before, after in pairwise(rows):
        assert after.first == before.last + timedelta(days=1)
        assert local(after.due_at).hour == 12
    assert rows[-1].first <= date(2027, 1, 11) <= rows[-1].last
    assert rows[-1].made_by is None


def test_other_hours_are_kept_by_the_cycles_after_it(
    november: Any, cycle: Cycle, karin: User
) -> None:
    with pytest.raises(Invalid):
        move_cycle(user=karin, cycle=cycle.pk, due_at=MEETS, meets_at=DUE)
    move_cycle(
        user=karin, cycle=cycle.pk, due_at=DUE + timedelta(days=2),
        meets_at=MEETS + timedelta(days=2),
    )  # fmt: skip
    november.move_to("2026-11-20T10:00:00+01:00")
    carry_on_cycles()
    second = Cycle.objects.latest("first")
    assert local(second.due_at).isoformat() == "2026-12-02T12:00:00+01:00"
    share_picture(user=karin, cycle=cycle.pk)
    with pytest.raises(WrongState):
        move_cycle(user=karin, cycle=cycle.pk, due_at=DUE, meets_at=MEETS)


def test_what_is_shared_stays_as_it_was(
    november: Any, cycle: Cycle, who: Reporter, karin: User
) -> None:
    report(who)
    with pytest.raises(WrongState):
        share_picture(user=karin, cycle=cycle.pk)  # it has not ended
    november.move_to("2026-11-16T13:00:00+01:00")
    shared = share_picture(user=karin, cycle=cycle.pk)
    shared.refresh_from_db()
    assert shared.picture is not None
    assert shared.picture["reports"] == 1
    assert shared.fingerprint == sha256(canonical_json(shared.picture)).hex()
    with pytest.raises(WrongState):
        share_picture(user=karin, cycle=cycle.pk)
    cycle.reports.update(category="POSITIV_IAKTTAGELSE")
    assert picture_now(shared)["reports"] == 0
    shared.refresh_from_db()
    assert shared.picture["reports"] == 1


def test_a_picture_counts_who_was_to_tell_and_leaves_out_what_was_taken_back(
    november: Any, cycle: Cycle, who: Reporter, karin: User, ostersund: Town
) -> None:
    quiet, silent, gone = (
        reporter(karin, ostersund, email=f"{name}@example.test")
        for name in ("tyst", "ingen", "slutat")
    )
    withdraw(reporter=who, report=report(who).pk, reason="fel plats")
    tell_nothing(reporter=quiet)
    report(gone)
    end_reporter(user=karin, reporter=gone.pk)
    november.move_to("2026-11-16T13:00:00+01:00")
    reporter(karin, ostersund, email="senare@example.test")
    got = picture_now(cycle)
    assert (got["reports"], got["told"], got["expected"]) == (1, 2, 3)
    assert silent.pk


def test_who_stopped_on_the_last_day_was_not_to_tell(
    november: Any, cycle: Cycle, who: Reporter, karin: User
) -> None:
    assert picture_now(cycle)["expected"] == 1
    november.move_to("2026-11-15T20:00:00+01:00")
    end_reporter(user=karin, reporter=who.pk)
    assert picture_now(cycle)["expected"] == 0


def test_a_cycle_is_held_against_the_same_weeks_a_year_before_where_they_were_covered(
    november: Any, cycle: Cycle, who: Reporter
) -> None:
    assert picture_now(cycle)["against"] == "nothing"
    report(who)
    november.move_to("2026-11-30T22:00:00+01:00")
    carry_on_cycles()
    second = Cycle.objects.get(first=date(2026, 11, 16))
    got = picture_now(second)
    assert (got["against"], got["against_first"], got["against_last"]) == (
        "cycles_before", "2026-11-02", "2026-11-15",
    )  # fmt: skip
    assert got["reports_before"] == 1
    november.move_to("2027-11-09T22:00:00+01:00")
    carry_on_cycles()
    later = Cycle.objects.get(first__lte=date(2027, 11, 8), last__gte=date(2027, 11, 8))
    got = picture_now(later)
    assert got["against"] == "year_before"
    assert date.fromisoformat(got["against_first"]).weekday() == later.first.weekday()
    assert got["reports_before"] == 1


def test_another_towns_reports_are_not_in_the_picture(
    cycle: Cycle, who: Reporter, sten: User, sundsvall: Town
) -> None:
    cycles(sten, sundsvall)
    report(reporter(sten, sundsvall))
    got = picture_now(cycle)
    assert (got["reports"], got["expected"]) == (0, 1)
