from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine

from accounts.models import User
from core.errors import Invalid, NotAllowed, NotFound, WrongState
from planning.models import Round, RoundState, WishKind
from planning.services.asking import (
    ask_for_plan,
    cancel_round,
    make_round,
    remove_team,
    wish,
)
from planning.services.recusing import end_recusal, recusals_of, recuse
from planning.services.sending import send_out
from planning.services.solving import solve_rounds
from tests.conftest import Town
from tests.planning.town import NIGHT, NOW, a_round, open_venue, with_team
from venues.models import Venue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=True) as traveller:
        yield traveller


def test_only_whoever_plans_there_plans(
    ines: User, petra: User, sten: User, karin: User, ostersund: Town
) -> None:
    for user in (ines, petra, sten):
        with pytest.raises(NotAllowed):
            a_round(user, ostersund)
    row = a_round(karin, ostersund)
    for user in (ines, petra, sten):
        with pytest.raises(NotFound):
            ask_for_plan(user=user, round_=row.pk)


def test_a_night_that_is_over_is_not_planned(karin: User, ostersund: Town) -> None:
    for night in (NIGHT - timedelta(days=2), date.max):
        with pytest.raises(Invalid):
            make_round(user=karin, agency=ostersund.agencies["licensing"], night=night)


def test_a_team_is_people_who_work_here_each_in_one_team(
    karin: User, ines: User, petra: User, sten: User, ostersund: Town
) -> None:
    row = a_round(karin, ostersund)
    with pytest.raises(Invalid):
        with_team(karin, row)
    with pytest.raises(Invalid):
        with_team(karin, row, sten)  # of another town
    with_team(karin, row, ines)
    with pytest.raises(Invalid):
        with_team(karin, row, ines, name="Lag 2")
    with pytest.raises(Invalid):
        with_team(karin, row, petra)  # the name is taken
    with_team(karin, row, petra, name="Lag 2")


def test_wishes_do_not_contradict_one_another(
    karin: User, ostersund: Town, venue: Venue
) -> None:
    row = a_round(karin, ostersund)
    wish(user=karin, round_=row.pk, venue=venue, kind=WishKind.MUST)
    for kind in (WishKind.MUST, WishKind.NEVER, WishKind.NOT_BEFORE):
        with pytest.raises(Invalid):
            wish(user=karin, round_=row.pk, venue=venue, kind=kind)


def test_what_is_changed_is_planned_anew_and_what_is_out_is_not_changed(
    karin: User, ines: User, petra: User, ostersund: Town
) -> None:
    open_venue(ostersund, "Påhitt", 1)
    row = a_round(karin, ostersund)
    with pytest.raises(Invalid):
        ask_for_plan(user=karin, round_=row.pk)  # no team
    team = with_team(karin, row, ines)
    with pytest.raises(WrongState):
        send_out(user=karin, round_=row.pk)
    ask_for_plan(user=karin, round_=row.pk)
    solve_rounds()
    assert row.stops.count() == 1
    with_team(karin, row, petra, name="Lag 2")
    row.refresh_from_db()
    assert (row.state, row.stops.count()) == (RoundState.DRAFT, 0)
    ask_for_plan(user=karin, round_=row.pk)
    with pytest.raises(WrongState):
        remove_team(user=karin, round_=row.pk, team=team.pk)
    solve_rounds()
    assert send_out(user=karin, round_=row.pk).sequence == 1
    with pytest.raises(WrongState):
        remove_team(user=karin, round_=row.pk, team=team.pk)
    assert cancel_round(user=karin, round_=row.pk).sequence == 2
    assert Round.objects.count() == 1  # it stays on record


def test_a_recusal_stands_until_it_is_ended(
    karin: User, ines: User, petra: User, sten: User, venue: Venue
) -> None:
    first = recuse(user=ines, officer=ines, venue=venue)  # of oneself
    assert recuse(user=karin, officer=ines, venue=venue) == first
    with pytest.raises(NotAllowed):
        recuse(user=ines, officer=petra, venue=venue)
    with pytest.raises(NotFound):
        recuse(user=karin, officer=sten, venue=venue)
    with pytest.raises(NotFound):
        end_recusal(user=ines, recusal=first.pk)
    end_recusal(user=karin, recusal=first.pk)
    assert recusals_of(venue.pk) == []
    assert recuse(user=karin, officer=ines, venue=venue) != first
