from collections.abc import Iterator
from itertools import pairwise

import pytest
import time_machine

from accounts.models import Role, User
from core.nights import local
from inspections.models import Visit
from planning.models import Round, RoundState, Stop, WishKind
from planning.queries.rounds import rounds_planned_by, stops_for_tablet, teams_of
from planning.queries.tonight import tonight
from planning.rules.itinerary import faults_of
from planning.services.asking import ask_for_plan, stop_planning, wish
from planning.services.recusing import recuse
from planning.services.sending import send_out
from planning.services.solving import solve_rounds
from tests.conftest import Town, make_person
from tests.planning.town import NIGHT, NOW, a_round, open_venue, with_team
from venues.models import BusinessKind, ServingHours, Venue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=True) as traveller:
        yield traveller


@pytest.fixture
def venues(ostersund: Town) -> list[Venue]:
    """Eight, one of them a nightclub that is open until three."""
    rows = [open_venue(ostersund, f"Påhitt {n}", n) for n in range(7)]
    club = open_venue(
        ostersund, "Påhitt klubb", 7, until=1620, business_kind=BusinessKind.NIGHTCLUB
    )
    return [*rows, club]


def planned(user: User, row: Round) -> list[Stop]:
    ask_for_plan(user=user, round_=row.pk)
    assert solve_rounds() == 1
    row.refresh_from_db()
    assert row.state == RoundState.PLANNED
    return list(row.stops.select_related("venue").order_by("team", "place"))


def test_a_night_is_planned_within_serving_hours_and_can_be_gone(
    venues: list[Venue], karin: User, ines: User, ostersund: Town
) -> None:
    row = a_round(karin, ostersund)
    team = with_team(karin, row, ines)
    stops = planned(karin, row)
    assert len(stops) >= 6
    assert len({one.venue_id for one in stops}) == len(stops)
    assert stops[0].arrives_at >= team.starts_at
    for before, after in pairwise(stops):
        assert before.leaves_at <= after.arrives_at
    for one in stops:
        hours = ServingHours.objects.get(licence__venue=one.venue)
        end = local(one.leaves_at)
        minute = end.hour * 60 + end.minute + (1440 if end.hour < 12 else 0)
        assert minute <= hours.closes_minute + (30 if one.kind == "closing" else 0)
    night = tonight(row)
    numbers = [night.number_of(one.venue_id, one.kind, 0) for one in stops]
    assert faults_of(night.problem, (tuple(n for n in numbers if n is not None),)) == []


def test_the_riskiest_comes_before_the_rest_and_what_is_left_out_says_why(
    venues: list[Venue], karin: User, ines: User, ostersund: Town
) -> None:
    row = a_round(karin, ostersund)
    with_team(karin, row, ines, hours=2)
    stops = planned(karin, row)
    chosen = {one.venue for one in stops}
    assert 1 <= len(chosen) <= 4
    best = max(one.prize for one in stops)
    assert best >= max(
        one["prize"] for one in row.passed_over if one["why"] == "no_room"
    )
    assert len(row.passed_over) == len(venues) - len(chosen)
    assert {one["why"] for one in row.passed_over} <= {"no_room", "out_of_reach"}


def test_who_must_not_deal_with_a_venue_is_not_sent_there(
    venues: list[Venue], karin: User, ines: User, petra: User, ostersund: Town
) -> None:
    row = a_round(karin, ostersund)
    with_team(karin, row, ines)
    recuse(user=karin, officer=ines, venue=venues[7])
    recuse(user=karin, officer=ines, venue=venues[0])
    stops = planned(karin, row)
    assert not {venues[0], venues[7]} & {one.venue for one in stops}
    assert {
        one["why"] for one in row.passed_over if one["venue"] == str(venues[0].pk)
    } == {"barred"}

    other = a_round(karin, ostersund)
    with_team(karin, other, petra)
    assert venues[0] in {one.venue for one in planned(karin, other)}


def test_wishes_are_hard(
    venues: list[Venue], karin: User, ines: User, ostersund: Town
) -> None:
    row = a_round(karin, ostersund)
    with_team(karin, row, ines, hours=4)
    wish(user=karin, round_=row.pk, venue=venues[3], kind=WishKind.MUST)
    wish(user=karin, round_=row.pk, venue=venues[7], kind=WishKind.NEVER)
    at = row.teams.get().starts_at.replace(hour=21, minute=30)
    wish(user=karin, round_=row.pk, venue=venues[2], kind=WishKind.NOT_BEFORE, at=at)
    wish(user=karin, round_=row.pk, venue=venues[2], kind=WishKind.MUST)
    stops = {one.venue: one for one in planned(karin, row)}
    assert stops[venues[3]].is_wished
    assert venues[7] not in stops
    assert stops[venues[2]].begins_at >= at


def test_a_check_of_the_end_of_serving_is_made_then(
    venues: list[Venue], karin: User, ines: User, ostersund: Town
) -> None:
    row = a_round(karin, ostersund)
    with_team(karin, row, ines, hours=8)
    wish(user=karin, round_=row.pk, venue=venues[7], kind=WishKind.CLOSING)
    stops = {one.venue: one for one in planned(karin, row)}
    check = stops[venues[7]]
    assert check.kind == "closing"
    assert "02:50" <= f"{local(check.begins_at):%H:%M}" <= "03:15"


def test_the_lot_is_kept_and_counts_as_drawn(
    venues: list[Venue], karin: User, ines: User, ostersund: Town
) -> None:
    row = a_round(karin, ostersund, random_percent=50)
    with_team(karin, row, ines)
    stops = planned(karin, row)
    drawn = {one.venue_id for one in stops if one.is_random}
    assert drawn
    again = {one.venue for one in tonight(row).options if one.is_random}
    assert drawn <= again  # the seed that is kept shows it


def test_joint_teams_make_no_more_stops_than_are_wanted(
    venues: list[Venue], karin: User, ines: User, petra: User, ostersund: Town
) -> None:
    row = a_round(karin, ostersund, joint_stops=2)
    with_team(karin, row, ines, petra)
    assert len(planned(karin, row)) == 2


def test_whoever_stops_asking_gets_no_plan(
    venues: list[Venue], karin: User, ines: User, ostersund: Town,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    row = a_round(karin, ostersund, seconds=60)
    with_team(karin, row, ines)
    ask_for_plan(user=karin, round_=row.pk)
    looked = []

    def keep(*_said: object) -> None:
        looked.append(1)
        if len(looked) == 2:
            stop_planning(user=karin, round_=row.pk)

    monkeypatch.setattr("planning.services.solving.keep", keep)
    assert solve_rounds() == 0
    assert len(looked) == 2  # it let go at once, long before the sixty seconds
    row.refresh_from_db()
    assert row.state == RoundState.DRAFT
    assert not row.stops.exists()


def test_a_plan_is_secret_until_it_is_sent_out_and_then_the_teams_own(
    venues: list[Venue],
    karin: User,
    ines: User,
    petra: User,
    sten: User,
    ostersund: Town,
) -> None:
    other = make_person("Olle", ostersund, "licensing", Role.INSPECTOR)
    row = a_round(karin, ostersund)
    with_team(karin, row, ines, petra)
    planned(karin, row)
    everybody = [ines, petra, sten, other, karin]
    assert [len(stops_for_tablet(one, NIGHT)) for one in everybody] == [0] * 5
    send_out(user=karin, round_=row.pk)
    count = row.stops.count()
    assert [len(stops_for_tablet(one, NIGHT)) for one in everybody] == [
        count, count, 0, 0, 0,
    ]  # fmt: skip
    assert [rounds_planned_by(one).count() for one in everybody] == [0, 0, 0, 0, 1]
    assert [teams_of(one).count() for one in everybody] == [1, 1, 0, 0, 0]
    assert "prize" not in stops_for_tablet(petra, NIGHT)[0]
    assert not Visit.objects.exists()


def test_teams_of_one_agency_and_of_several_go_side_by_side(
    venues: list[Venue], karin: User, ines: User, petra: User, ostersund: Town
) -> None:
    ivar = make_person("Ivar", ostersund, "licensing", Role.INSPECTOR)
    row = a_round(karin, ostersund, joint_stops=2)
    joint = with_team(karin, row, ines, petra)
    alone = with_team(karin, row, ivar, name="Lag 2")
    theirs = {venues[1], venues[2]}  # the joint team's alone to visit
    for venue in theirs:
        recuse(user=karin, officer=ivar, venue=venue)
    stops = planned(karin, row)
    assert {one.venue for one in stops if one.team_id == joint.pk} == theirs
    assert sum(one.team_id == alone.pk for one in stops) >= 5


def test_a_wish_that_could_not_be_had_is_told_before_all(
    venues: list[Venue], karin: User, ines: User, ostersund: Town
) -> None:
    nowhere = Venue.objects.create(
        municipality=ostersund.municipality, name="Utan plats på kartan"
    )
    row = a_round(karin, ostersund)
    with_team(karin, row, ines, hours=2)
    wish(user=karin, round_=row.pk, venue=nowhere, kind=WishKind.MUST)
    planned(karin, row)
    assert row.passed_over[0]["venue"] == str(nowhere.pk)
    assert row.passed_over[0]["why"] == "no_place"


def test_what_cannot_be_planned_goes_back_with_a_word(
    venues: list[Venue], karin: User, ines: User, ostersund: Town,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    row = a_round(karin, ostersund)
    with_team(karin, row, ines)
    ask_for_plan(user=karin, round_=row.pk)

    def fail(*_given: object) -> None:
        raise ArithmeticError

    monkeypatch.setattr("planning.services.solving.best_plan", fail)
    assert solve_rounds() == 0
    row.refresh_from_db()
    assert (row.state, row.claimed_at) == (RoundState.DRAFT, None)
    assert "planeras" in row.problem
