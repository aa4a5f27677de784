"""A round through the pages: from the first form to the plan that is sent out."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from planning.models import Recusal, Round, Team, Wish
from planning.services.solving import solve_rounds
from tests.conftest import Town
from tests.planning.town import NOW, open_venue
from venues.models import Venue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=True) as traveller:
        yield traveller


@pytest.fixture
def venues(ostersund: Town) -> list[Venue]:
    return [open_venue(ostersund, f"Påhitt {n}", n) for n in range(1, 4)]


@pytest.fixture
def client(karin: User) -> Client:
    client = Client()
    client.force_login(karin)
    return client


@pytest.fixture
def row(client: Client, ostersund: Town, ines: User) -> Round:
    answer = client.post(
        reverse("round_list"),
        {
            "agency": ostersund.agencies["licensing"].pk, "night": "2026-11-20",
            "random_percent": "0", "seconds": "1",
        },
    )  # fmt: skip
    assert answer.status_code == 302
    return Round.objects.get()


def team(client: Client, row: Round, *officers: User, **more: str) -> str:
    fields = {
        "name": "Lag 1", "officers": [one.pk for one in officers], "travel": "foot",
        "starts": "20:00", "ends": "02:00", "latitude": "63.1767", "longitude": "14.6361",
        **more,
    }  # fmt: skip
    answer = client.post(reverse("team_add", args=[row.pk]), fields, follow=True)
    return answer.content.decode()


def step(client: Client, row: Round, name: str) -> str:
    answer = client.post(reverse("round_step", args=[row.pk, name]), follow=True)
    row.refresh_from_db()
    return answer.content.decode()


def test_it_is_put_together_planned_moved_and_sent_out(
    client: Client, row: Round, ines: User, venues: list[Venue]
) -> None:
    assert "Lägg först till ett lag." in step(client, row, "plan")
    assert "inom natten" in team(client, row, ines, starts="12:00")
    assert not Team.objects.exists()
    team(client, row, ines)
    assert f"{Team.objects.get().ends_at:%Y-%m-%d %H:%M}" == "2026-11-21 01:00"
    client.post(
        reverse("wish_add", args=[row.pk]),
        {"wish-venue": venues[0].pk, "wish-kind": "not_before", "wish-at": "00:15"},
    )
    wish = Wish.objects.get()
    assert wish.at is not None
    assert f"{wish.at:%Y-%m-%d %H:%M}" == "2026-11-20 23:15"
    assert "Den planeras." in step(client, row, "plan")
    address = reverse("round_detail", args=[row.pk])
    waiting = client.get(address, headers={"HX-Request": "true"})
    assert "HX-Refresh" not in waiting
    solve_rounds()
    assert client.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    page = client.get(address).content.decode()
    assert "Prioritet 3: alla ställen 1, risk 2." in page
    places = client.get(reverse("round_map", args=[row.pk])).json()["features"]
    assert len(places) == 1 + row.stops.count()

    moved = client.post(
        reverse("stop_drop", args=[row.pk, venues[1].pk]), follow=True
    ).content.decode()
    assert "Flyttat. Prioritet -" in moved
    back = {"move-venue": venues[1].pk, "move-kind": "ordinary", "move-place": "1"}
    client.post(
        reverse("stop_move", args=[row.pk]),
        {**back, "move-team": Team.objects.get().pk},
    )
    assert row.stops.get(place=1).venue == venues[1]
    step(client, row, "send")
    assert row.state == "set"
    mine = Client()
    mine.force_login(ines)
    told = mine.get(reverse("round_list")).content.decode()
    assert venues[1].name in told
    assert "Prioritet" not in told
    with time_machine.travel("2026-11-20 23:30", tick=True):  # past midnight in Sweden
        mine.force_login(ines)
        assert venues[1].name in mine.get(reverse("round_list")).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"officers": "x"}, {"officers": "9" * 40}, {"latitude": "200"}, {"latitude": "nan"},
        {"starts": "25:00"}, {"name": "\x00"}, {"travel": "boat"}, {"longitude": "1e400"},
    ],
)  # fmt: skip
def test_what_is_no_team_comes_back_to_its_fields(
    client: Client, row: Round, ines: User, wrong: dict[str, str]
) -> None:
    assert "aria-invalid" in team(client, row, ines, **wrong)
    assert not Team.objects.exists()


def test_a_conflict_of_interest_is_noted_on_the_venues_page(
    client: Client, ines: User, petra: User, venues: list[Venue]
) -> None:
    address = reverse("recusal_list", args=[venues[0].pk])
    client.post(address, {"officer": ines.pk})
    client.post(address, {"officer": "no-one"})
    assert Recusal.objects.get().officer == ines
    mine = Client()
    mine.force_login(petra)
    assert "Ines," not in mine.get(address).content.decode()
    mine.post(address, {"officer": ines.pk})  # only of oneself
    mine.post(address, {"officer": petra.pk})
    assert Recusal.objects.filter(officer=petra).exists()
    client.post(reverse("recusal_end", args=[Recusal.objects.get(officer=ines).pk]))
    assert not Recusal.objects.filter(officer=ines, ended_at=None).exists()
