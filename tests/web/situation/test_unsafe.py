from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from redis.exceptions import RedisError
from time_machine import Traveller

from accounts.models import User
from situation.models import Cycle, PublicWord
from situation.services.public_words import close_public_door
from tests.conftest import Town
from tests.situation.town import door

pytestmark = pytest.mark.django_db
PAGE = "/unsafe/2380/"


@pytest.fixture(autouse=True)
def is_open(cycle: Cycle, karin: User, ostersund: Town, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {}
    door(karin, ostersund)


def sent(client: Client, november: Traveller, **said: str) -> dict[str, str]:
    """The form as the page gives it, filled in within a minute."""
    form = client.get(PAGE).context["form"]
    november.shift(timedelta(minutes=1))
    return {
        "opened": form.initial["opened"], "category": "BELYSNING", "website": "",
        "seen_at": "2026-11-09T22:00", "where": "Gångtunneln", **said,
    }  # fmt: skip


def test_anybody_tells_what_is_unsafe_without_saying_who(
    client: Client, november: Traveller
) -> None:
    said = sent(client, november, latitude="63.1789", longitude="14.6391", text="Mörkt")
    answer = client.post(PAGE, said, follow=True)
    assert answer.redirect_chain == [("/unsafe/2380/told", 302)]
    assert "Tack, det är berättat" in answer.content.decode()
    row = PublicWord.objects.get()
    assert (row.category, row.where, row.text) == ("BELYSNING", "Gångtunneln", "Mörkt")
    assert (row.latitude, row.longitude) == (63.1789, 14.6391)
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_the_same_form_sent_twice_is_told_once(
    client: Client, november: Traveller
) -> None:
    said = sent(client, november)
    for _time in range(2):
        assert client.post(PAGE, said).status_code == 302
    assert PublicWord.objects.count() == 1


def test_a_form_sent_at_once_or_after_half_a_day_is_asked_for_again_and_keeps_its_words(
    client: Client, november: Traveller
) -> None:
    for wait in (timedelta(seconds=-59), timedelta(hours=13)):
        said = sent(client, november, text="Mörkt här")
        november.shift(wait)
        answer = client.post(PAGE, said)
        html = answer.content.decode()
        assert "tryck en gång till" in html
        assert "Mörkt här" in html
        assert not PublicWord.objects.exists()
        opened = answer.context["form"].data["opened"]
        november.shift(timedelta(seconds=5))
    assert client.post(PAGE, {**said, "opened": opened}).status_code == 302


@pytest.mark.parametrize("opened", ["", "x", "e30:1abc:def", "\x00"])
def test_what_we_never_signed_is_not_taken(
    client: Client, november: Traveller, opened: str
) -> None:
    answer = client.post(PAGE, sent(client, november) | {"opened": opened})
    assert answer.status_code == 200
    assert not PublicWord.objects.exists()


def test_a_field_that_people_do_not_see_is_emptied_and_told_of(
    client: Client, november: Traveller
) -> None:
    said = sent(client, november, website="http://example.test")
    answer = client.post(PAGE, said)
    assert "ett fält som människor inte ser" in answer.content.decode()
    assert not PublicWord.objects.exists()
    assert answer.context["form"].data["website"] == ""
    assert client.post(PAGE, said | {"website": ""}).status_code == 302


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"where": ""}, "Skriv var det var"),
        ({"category": "INCIDENT_PERSONAL"}, "Rätta detta först"),
        ({"seen_at": "2026-11-12T22:00"}, "inom de senaste 60 dagarna"),
        ({"text": "http://example.test"}, "webbadresser"),
        ({"text": "Kalle Persson sprang"}, "Är det här någon?"),
        ({"latitude": "nan", "longitude": "14"}, "Rätta detta först"),
    ],
)
def test_what_is_wrong_is_said_beside_the_form(
    client: Client, november: Traveller, said: dict[str, str], words: str
) -> None:
    answer = client.post(PAGE, sent(client, november, **said))
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not PublicWord.objects.exists()


def test_a_name_that_is_nobodys_is_taken_once_it_was_asked_about(
    client: Client, november: Traveller
) -> None:
    said = sent(client, november, text="Mörkt vid Kvarteret Magnus")
    answer = client.post(PAGE, said)
    asked = answer.context["form"].data["asked"]
    client.post(PAGE, said | {"is_nobody": "on", "asked": asked})
    assert PublicWord.objects.get().not_people == ["Kvarteret Magnus"]


def test_two_names_that_a_browser_sends_back_line_by_line_are_taken(
    client: Client, november: Traveller
) -> None:
    said = sent(client, november, text="Mörkt vid Kvarteret Magnus, bakom Café Karl")
    asked = client.post(PAGE, said).context["form"].data["asked"]
    assert "\n" in asked
    as_sent = asked.replace("\n", "\r\n")  # as every browser does
    client.post(PAGE, said | {"is_nobody": "on", "asked": as_sent})
    assert len(PublicWord.objects.get().not_people) == 2


def test_another_thing_told_from_the_same_page_is_asked_for_once_more_and_not_lost(
    client: Client, november: Traveller
) -> None:
    said = sent(client, november, text="Mörkt")
    client.post(PAGE, said)
    answer = client.post(PAGE, said | {"text": "Klotter också"})
    html = answer.content.decode()
    assert "Något annat berättades från den här sidan" in html
    assert "Klotter också" in html
    opened = answer.context["form"].data["opened"]
    november.shift(timedelta(seconds=5))
    client.post(PAGE, said | {"text": "Klotter också", "opened": opened})
    assert PublicWord.objects.count() == 2


def test_one_connection_does_not_flood_the_town_and_loses_nothing(
    client: Client, november: Traveller, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"unsafe": "2/h/ip"}
    for number in range(3):
        said = sent(client, november, text=f"Mörkt {number}")
        answer = client.post(PAGE, said, REMOTE_ADDR="192.0.2.7")
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "Mycket har skickats härifrån" in html
    assert "Mörkt 2" in html
    assert PublicWord.objects.count() == 2
    assert client.post(PAGE, said, REMOTE_ADDR="192.0.2.8").status_code == 302


def test_a_cache_that_does_not_answer_stops_nobody(
    client: Client, november: Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dead(*_args: object, **_named: object) -> bool:
        raise RedisError

    monkeypatch.setattr("web.situation.unsafe.ratelimit.consume", dead)
    assert client.post(PAGE, sent(client, november)).status_code == 302


def test_the_only_town_is_shown_at_once_and_several_to_choose_among(
    client: Client, karin: User, ostersund: Town
) -> None:
    towns = reverse("unsafe_towns")
    assert client.get(towns).headers["Location"] == PAGE
    close_public_door(user=karin, municipality=ostersund.municipality)
    assert "tar ingen kommun emot" in client.get(towns).content.decode()
    assert client.get(PAGE).status_code == 404
    assert client.get(PAGE + "told").status_code == 404


def test_it_speaks_english(client: Client) -> None:
    html = client.get(PAGE, {"language": "en"}).content.decode()
    assert "Report something unsafe" in html
    assert "Danger now: call 112." in html
