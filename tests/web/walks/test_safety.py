import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import Letter
from situation.models import SafetyWalk
from situation.services.walk_letters import walk_address
from tests.conftest import Town
from tests.situation.notes import note, send
from tests.situation.walking import listed, planned, saw, walked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
PLAN = {
    "title": "Vandring i Badhusparken", "meets_at": "2026-11-12T18:00",
    "meeting_place": "Vid kiosken", "chosen_because": "residents", "chosen_how": "",
    "walks_for": "women_led", "route": "Kiosken @ 63.1771, 14.6301\nStrandgången",
}  # fmt: skip


@pytest.fixture
def desk(client: Client, karin: User) -> Client:
    client.force_login(karin)
    return client


def page(desk: Client, row: SafetyWalk) -> str:
    return desk.get(reverse("walk_detail", args=[row.pk])).content.decode()


def test_a_walk_is_planned_and_planned_otherwise(desk: Client, ostersund: Town) -> None:
    new = reverse("safety_new")
    assert "63.1771" not in desk.get(new).content.decode()
    assert desk.post(new, PLAN).status_code == 200  # whose agency?
    agency = ostersund.agencies["licensing"].pk
    answer = desk.post(new, {**PLAN, "agency": agency}, follow=True)
    html = answer.content.decode()
    assert "Kiosken – Strandgången" in html
    assert "Alla, ledd av kvinnor" in html
    row = SafetyWalk.objects.get()
    assert row.meets_at.isoformat() == "2026-11-12T17:00:00+00:00"
    change = reverse("safety_plan", args=[row.pk])
    assert "Kiosken @ 63.1771, 14.6301" in desk.get(change).content.decode()
    desk.post(change, {**PLAN, "title": "Ny titel", "route": ""})
    assert "Ny titel" in page(desk, row)
    wrong = desk.post(change, {**PLAN, "meets_at": "2020-01-01T18:00"})
    assert "Välj en tid från och med nu" in wrong.content.decode()


def test_a_walk_that_was_walked_can_be_chosen_to_be_walked_again_and_no_other(
    desk: Client, karin: User, ostersund: Town
) -> None:
    before, other = walked(karin, ostersund), planned(karin, ostersund)
    choices = desk.get(reverse("safety_new")).context["form"].fields["again"].queryset
    assert list(choices) == [before.walk]
    change = desk.get(reverse("safety_plan", args=[other.pk])).context["form"]
    assert list(change.fields["again"].queryset) == [before.walk]


def test_the_list_takes_addresses_says_which_is_none_and_lets_them_go(
    desk: Client, karin: User, ostersund: Town
) -> None:
    row = planned(karin, ostersund)
    add = reverse("safety_addresses", args=[row.pk])
    wrong = desk.post(add, {"emails": "a@example.test\ninte en adress"})
    assert "ingen e-postadress: ”inte en adress”" in wrong.content.decode()
    assert not row.addresses.exists()
    desk.post(add, {"emails": "a@example.test\n\n b@example.test"})
    assert "2 adresser på listan" in page(desk, row)
    one = row.addresses.get(email="a@example.test")
    desk.post(reverse("safety_address_drop", args=[row.pk, one.pk]))
    assert "1 adress på listan" in page(desk, row)


def test_an_invitation_is_sent_from_the_page(
    desk: Client, karin: User, ostersund: Town
) -> None:
    row = planned(karin, ostersund)
    ask = reverse("safety_invite", args=[row.pk])
    assert "Lägg adresser på listan först." in desk.post(ask).content.decode()
    listed(karin, row)
    desk.post(ask, {"text": "Ta med reflex."})
    assert "Ta med reflex." in Letter.objects.get().text
    assert "Bjud in igen" in page(desk, row)


def test_who_came_is_shown_along_one_line_at_a_time_and_put_right(
    desk: Client, karin: User, ostersund: Town
) -> None:
    row = walked(karin, ostersund)
    html = page(desk, row)
    assert "kvinnor 6, män 3, ej angivet 1" in html
    assert "boende eller besökare 9, polis 1" in html
    assert "Mörker, Snöfall" in html
    form = desk.get(reverse("walk_detail", args=[row.pk])).context["groups"]
    said: dict[str, Any] = {
        f"groups-{name}": form.management_form[name].value()
        for name in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    for number, one in enumerate(form):
        for field in ("role", "gender", "age", "count"):
            said[f"groups-{number}-{field}"] = one[field].value() or ""
    last = len(form.forms) - 1
    said |= {
        f"groups-{last}-role": "owner", f"groups-{last}-gender": "men",
        f"groups-{last}-age": "30_64", f"groups-{last}-count": "2", "light": "dusk",
    }  # fmt: skip
    save = reverse("safety_gathered", args=[row.pk])
    wrong = desk.post(save, {**said, f"groups-{last}-count": "många"})
    assert "Se på antalen" in wrong.content.decode()
    answer = desk.post(save, said, follow=True)
    assert "kvinnor 6, män 5, ej angivet 1" in answer.content.decode()
    assert "Skymning" in answer.content.decode()


def test_points_are_shown_with_whose_they_are_and_what_they_became(
    desk: Client, karin: User, ostersund: Town
) -> None:
    before = walked(karin, ostersund)
    first = before.walk.points.get()
    row = planned(karin, ostersund, again=before.walk)
    send(karin, note(karin, row.pk, "began"))
    saw(
        karin, row, again=str(first.pk), feels="safe", for_whom=["women", "old"],
        place={"latitude_e7": 631771000, "longitude_e7": 146301000},
    )  # fmt: skip
    struck = saw(karin, row, text="Fel gata")
    send(karin, note(karin, row.pk, "struck", note=str(struck.pk), reason="fel"))
    html = page(desk, row)
    assert "tryggt: kvinnor, äldre" in html
    assert "Otryggt förut, tryggt nu" in html
    assert "Belysning" in html
    assert "Fel gata" not in html
    assert "1 notering ströks." in html
    assert '"coordinates": [14.6301, 63.1771]' in html


def test_whose_safety_the_year_asked_for_stands_beside_the_walks(
    desk: Client, karin: User, ostersund: Town
) -> None:
    walked(karin, ostersund)
    html = desk.get(reverse("walk_list")).content.decode()
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
    assert "Vems trygghet vandringarna 2026 frågar efter" in text
    assert "trygghetsvandring" in text
    assert "målet är 40–60 %" in text


def test_whoever_only_sees_walks_plans_nothing(
    client: Client, ines: User, karin: User, ostersund: Town
) -> None:
    row = walked(karin, ostersund)
    client.force_login(ines)
    html = page(client, row)
    assert "Mörkt vid gångtunneln" in html
    assert walk_address(row) not in html
    assert "Föreslå en åtgärd" not in html
    for name in ("safety_invite", "safety_addresses", "protocol_send"):
        assert client.post(reverse(name, args=[row.pk])).status_code == 403


def test_a_walk_is_called_off_with_a_reason(
    desk: Client, karin: User, ostersund: Town
) -> None:
    row = planned(karin, ostersund)
    off = reverse("walk_cancel", args=[row.pk])
    assert "open><summary>Ställ in" in desk.post(off, {"reason": ""}).content.decode()
    desk.post(off, {"reason": "Snöstorm"})
    assert "Snöstorm" in page(desk, row)


def test_a_walk_whose_end_never_came_is_ended_at_the_desk(
    desk: Client, karin: User, ostersund: Town
) -> None:
    row = planned(karin, ostersund)
    send(karin, note(karin, row.pk, "began", ago=60))
    saw(karin, row, text="Mörkt")
    end = reverse("safety_end", args=[row.pk])
    assert "Avsluta den här" in page(desk, row)
    wrong = desk.post(end, {"at": "2026-11-09T22:00", "reason": "Plattan är borta"})
    assert "efter det som sågs sist" in wrong.content.decode()
    desk.post(end, {"at": "2026-11-09T22:30", "reason": "Plattan är borta"})
    html = page(desk, row)
    assert "Plattan är borta" in html
    assert "Skicka protokollet" in html
    assert "Avsluta den här" not in html


def test_an_address_that_no_database_holds_is_none(
    desk: Client, karin: User, ostersund: Town
) -> None:
    row = planned(karin, ostersund)
    parts = ".".join(["x" * 60] * 4)
    long = f"a@{parts}.example.test"
    add = reverse("safety_addresses", args=[row.pk])
    assert "ingen e-postadress" in desk.post(add, {"emails": long}).content.decode()
    assert not row.addresses.exists()
