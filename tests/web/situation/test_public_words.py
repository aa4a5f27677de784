import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from situation.models import Cycle, PublicWord, Report
from tests.conftest import Town
from tests.situation.town import door, word

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(cycle: Cycle, karin: User, ostersund: Town, client: Client) -> PublicWord:
    door(karin, ostersund)
    client.force_login(karin)
    return word(ostersund, where="Gångtunneln", text="Tre lampor är trasiga")


def test_what_waits_is_told_of_where_a_coordinator_looks(
    client: Client, row: PublicWord
) -> None:
    for page in ("start", "cycle_list"):
        assert reverse("public_word_list") in client.get(reverse(page)).content.decode()
    assert "1 väntar på en titt" in client.get(reverse("cycle_list")).content.decode()
    html = client.get(reverse("public_word_list")).content.decode()
    assert "Tre lampor är trasiga" in html
    assert "/unsafe/2380/" in html


def test_it_is_taken_in_and_stands_among_the_reports(
    client: Client, row: PublicWord, cycle: Cycle
) -> None:
    html = client.get(reverse("public_word", args=[row.pk])).content.decode()
    assert "63.1789" in html
    take = reverse("public_word_take", args=[row.pk])
    assert client.post(take, {}).status_code == 200
    assert not Report.objects.exists()
    answer = client.post(take, {"severity": "2", "alcohol": "no"}, follow=True)
    assert "Det är en rapport nu" in answer.content.decode()
    assert "Inget väntar." in answer.content.decode()
    assert (
        "allmänheten"
        in client.get(reverse("cycle_detail", args=[cycle.pk])).content.decode()
    )
    # A second press finds it looked at, and says so.
    again = client.post(take, {"severity": "2", "alcohol": "no"})
    assert "Någon har redan tittat på det." in again.content.decode()
    assert Report.objects.count() == 1


def test_it_is_set_aside_with_a_reason_and_is_still_there(
    client: Client, row: PublicWord
) -> None:
    aside = reverse("public_word_aside", args=[row.pk])
    assert client.post(aside, {"reason": " . "}).status_code == 200
    assert client.post(aside, {"reason": "skräp"}).status_code == 302
    html = client.get(reverse("public_word_list"), {"all": ""}).content.decode()
    assert "Tre lampor är trasiga" in html
    assert "skräp" in client.get(reverse("public_word", args=[row.pk])).content.decode()


def test_the_public_page_is_closed_and_opened_again(
    client: Client, row: PublicWord
) -> None:
    for deed, said in (("close", "är stängd"), ("open", "är öppen")):
        answer = client.post(reverse("public_door", args=[deed]), follow=True)
        assert f"Den öppna sidan {said}." in answer.content.decode()
    assert client.post(reverse("public_door", args=["x"])).status_code == 404
