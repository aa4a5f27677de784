from datetime import date, timedelta

import pytest
from django.test import Client

from accounts.models import Role, User
from core import clock
from core.errors import DomainError, Invalid, NotAllowed, NotFound, WrongState
from inspections.models import Tip, TipSource, TipState
from inspections.queries.due_list import due_list
from inspections.services.tips import judge_tip, note_tip
from tests.conftest import Town, make_person
from venues.models import Venue

pytestmark = pytest.mark.django_db


def noted(user: User, town: Town, venue: Venue, **more: object) -> Tip:
    said: dict[str, object] = {
        "source": TipSource.NEIGHBOUR, "text": "Serveras till berusade i baren",
        "received_on": clock.today(), **more,
    }  # fmt: skip
    return note_tip(user=user, agency=town.agencies["licensing"], venue=venue, **said)  # type: ignore[arg-type]


def points(town: Town, agency: str = "licensing") -> int:
    return due_list(town.agencies[agency], clock.today())[0].points


def test_a_confirmed_tip_counts_for_its_own_agency_and_no_other(
    ines: User, ostersund: Town, venue: Venue
) -> None:
    before = points(ostersund)
    tips = [noted(ines, ostersund, venue) for _number in range(5)]
    assert points(ostersund) == before
    judge_tip(
        user=ines, tip=tips[0].pk, state=TipState.UNFOUNDED, judgement="Fel ställe"
    )
    assert points(ostersund) == before
    for tip in tips[1:]:
        judge_tip(
            user=ines, tip=tip.pk, state=TipState.CONFIRMED, judgement="Sett på plats"
        )
    assert points(ostersund) == before + 3
    assert points(ostersund, "police") == before


def test_it_is_judged_once_and_with_a_reason(
    ines: User, ostersund: Town, venue: Venue
) -> None:
    tip = noted(ines, ostersund, venue)
    with pytest.raises(Invalid):
        judge_tip(user=ines, tip=tip.pk, state=TipState.CONFIRMED, judgement=" ")
    judge_tip(user=ines, tip=tip.pk, state=TipState.CONFIRMED, judgement="Sett")
    with pytest.raises(WrongState):
        judge_tip(user=ines, tip=tip.pk, state=TipState.UNFOUNDED, judgement="Nej")


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "Han heter 19850101-1234"},
        {"received_on": clock.today() + timedelta(days=1)},
        {"received_on": date(2026, 1, 1), "about_on": date(2026, 1, 2)},
    ],
)
def test_what_must_not_stand_there_is_refused(
    ines: User, ostersund: Town, venue: Venue, wrong: dict[str, object]
) -> None:
    with pytest.raises(Invalid):
        noted(ines, ostersund, venue, **wrong)
    assert not Tip.objects.exists()


def test_it_belongs_to_the_agency_that_got_it(
    ines: User, petra: User, sten: User, ostersund: Town, sundsvall: Town, venue: Venue
) -> None:
    tip = noted(ines, ostersund, venue)
    auditor = make_person("Aron", ostersund, "licensing", Role.AUDITOR)
    refused: list[tuple[User, type[DomainError]]] = [
        (petra, NotFound), (sten, NotFound), (auditor, NotAllowed),
    ]  # fmt: skip
    for user, error in refused:
        with pytest.raises(error):
            judge_tip(user=user, tip=tip.pk, state=TipState.CONFIRMED, judgement="Sett")
    elsewhere = Venue.objects.create(municipality=sundsvall.municipality, name="Borta")
    with pytest.raises(NotFound):
        noted(ines, ostersund, elsewhere)


def test_the_tablet_hears_of_it_without_whom_it_came_from(
    ines: User, petra: User, ostersund: Town, venue: Venue
) -> None:
    clients = []
    for user in (ines, petra):
        client = Client()
        client.force_login(user)
        clients.append((client, client.get("/api/v1/field/bundle").json()["cursor"]))
    noted(ines, ostersund, venue, contact="granne@example.test")
    mine, theirs = [
        client.get("/api/v1/field/bundle", {"cursor": cursor}).json()
        for client, cursor in clients
    ]
    (history,) = mine["histories"]
    assert history["venue"] == str(venue.pk)
    assert [{**one, "id": 0} for one in history["tips"]] == [
        {
            "id": 0,
            "received_on": clock.today().isoformat(),
            "text": "Serveras till berusade i baren", "is_confirmed": False,
        }
    ]  # fmt: skip
    assert theirs["histories"] == []
    assert "granne" not in str(mine)
