from collections.abc import Iterator

import pytest
import time_machine

from accounts.models import User
from core.errors import Invalid, NotFound, WrongState
from planning.models import Round, StopKind
from planning.services.asking import ask_for_plan
from planning.services.moving import drop_stop, move_stop
from planning.services.recusing import recuse
from planning.services.sending import send_out
from planning.services.solving import solve_rounds
from tests.conftest import Town
from tests.planning.town import NOW, a_round, open_venue, with_team
from venues.models import ServingHours, Venue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=True) as traveller:
        yield traveller


@pytest.fixture
def venues(ostersund: Town) -> list[Venue]:
    return [open_venue(ostersund, f"Påhitt {n}", n) for n in range(1, 5)]


@pytest.fixture
def row(
    venues: list[Venue], karin: User, ines: User, petra: User, ostersund: Town
) -> Round:
    made = a_round(karin, ostersund)
    with_team(karin, made, ines, hours=4)
    with_team(karin, made, petra, hours=4, name="Lag 2")
    ask_for_plan(user=karin, round_=made.pk)
    solve_rounds()
    made.refresh_from_db()
    return made


def order(row: Round, team: int) -> list[Venue]:
    stops = row.stops.filter(team=team).select_related("venue").order_by("place")
    return [one.venue for one in stops]


def test_a_detour_is_told_in_minutes_and_a_dropped_stop_in_priority(
    row: Round, venues: list[Venue], karin: User
) -> None:
    first, second = row.teams.all()
    for team in (first, second):
        for venue in order(row, team.pk):
            drop_stop(user=karin, round_=row.pk, venue=venue.pk)
    assert not row.stops.exists()

    def move(venue: Venue, place: int) -> tuple[int, int]:
        cost = move_stop(
            user=karin, round_=row.pk, venue=venue.pk, kind=StopKind.ORDINARY,
            team=first.pk, place=place,
        )  # fmt: skip
        return cost.priority, cost.travel_minutes

    near, far = venues[0], venues[3]
    assert move(near, 1) == (3, 4)  # 111 m there and back
    assert move(far, 2)[0] == 3
    stays = row.stops.get(venue=near).pk
    assert move(far, 1)[0] == 0
    assert order(row, first.pk) == [far, near]
    assert row.stops.get(venue=near).pk == stays  # a tablet may have it
    gone = drop_stop(user=karin, round_=row.pk, venue=far.pk)
    assert gone.priority == -3
    assert gone.travel_minutes < 0


def test_what_cannot_be_gone_is_refused_and_nothing_changes(
    row: Round, venues: list[Venue], karin: User, ines: User
) -> None:
    team = row.teams.get(name="Lag 1")
    recuse(user=karin, officer=ines, venue=venues[2])
    before = list(row.stops.values_list("venue", "team", "place"))
    with pytest.raises(Invalid) as refused:
        move_stop(
            user=karin, round_=row.pk, venue=venues[2].pk, kind=StopKind.ORDINARY,
            team=team.pk, place=1,
        )  # fmt: skip
    assert "jävig" in str(refused.value.sentence)
    with pytest.raises(Invalid):  # it serves until two, and the shift ends at midnight
        move_stop(
            user=karin, round_=row.pk, venue=venues[0].pk, kind=StopKind.CLOSING,
            team=team.pk, place=1,
        )  # fmt: skip
    assert list(row.stops.values_list("venue", "team", "place")) == before


def test_a_plan_that_is_out_may_be_moved_and_calendars_hear_of_it(
    row: Round, venues: list[Venue], karin: User, ines: User
) -> None:
    with pytest.raises(NotFound):
        drop_stop(user=ines, round_=row.pk, venue=venues[0].pk)
    send_out(user=karin, round_=row.pk)
    drop_stop(user=karin, round_=row.pk, venue=venues[0].pk)
    row.refresh_from_db()
    assert row.sequence == 2
    Round.objects.update(state="draft")
    with pytest.raises(WrongState):
        drop_stop(user=karin, round_=row.pk, venue=venues[1].pk)


def test_who_was_recused_since_is_not_sent_and_what_is_barred_can_be_taken_out(
    row: Round, venues: list[Venue], karin: User, ines: User, petra: User
) -> None:
    mine = [one.venue for one in row.stops.select_related("venue")][:2]
    for venue in mine:
        for officer in (ines, petra):
            recuse(user=karin, officer=officer, venue=venue)
    with pytest.raises(Invalid):
        send_out(user=karin, round_=row.pk)
    for venue in mine:
        drop_stop(user=karin, round_=row.pk, venue=venue.pk)
    if row.stops.exists():
        assert send_out(user=karin, round_=row.pk).state == "set"


def test_a_move_keeps_the_reasons_and_loses_no_stop(
    row: Round, venues: list[Venue], karin: User
) -> None:
    row.stops.update(factors={"base": 1, "due": 10}, prize=11, is_random=True)
    closed, moved = [one.venue for one in row.stops.select_related("venue")][:2]
    ServingHours.objects.filter(licence__venue=closed).update(weekday=0)
    before = row.stops.count()
    with pytest.raises(Invalid) as refused:
        drop_stop(user=karin, round_=row.pk, venue=moved.pk)
    assert closed.name in str(refused.value.sentence)
    assert row.stops.count() == before
    ServingHours.objects.filter(licence__venue=moved).update(weekday=0)  # two of them
    for gone in (moved, closed):
        assert drop_stop(user=karin, round_=row.pk, venue=gone.pk).priority == -11
    assert row.stops.count() == before - 2
    assert set(row.stops.values_list("prize", "is_random")) == {(11, True)}
