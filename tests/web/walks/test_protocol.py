import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import Traveller

from accounts.models import User
from core.models import Letter
from situation.models import MeasureState, SafetyWalk
from situation.services.measures import move_measure
from situation.services.photos import keep_note_photo
from situation.services.walk_letters import send_protocol, walk_address
from tests.conftest import Town
from tests.pdf_text import pdf_text
from tests.situation import notes
from tests.situation.notes import named
from tests.situation.walking import listed, measure, planned, saw, walked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


@pytest.fixture
def row(client: Client, karin: User, ostersund: Town) -> SafetyWalk:
    client.force_login(karin)
    made = walked(karin, ostersund)
    listed(karin, made)
    return made


def test_a_protocol_is_sent_printed_and_shown_to_those_who_walked(
    client: Client, row: SafetyWalk, karin: User, november: Traveller
) -> None:
    one = measure(karin, row)
    answer = client.post(reverse("protocol_send", args=[row.pk]), follow=True)
    assert "Protokollet är skickat." in answer.content.decode()
    printed = client.get(reverse("walk_protocol", args=[row.pk, 1]))
    text = pdf_text(printed.content)
    for said in (
        "Protokoll från en trygghetsvandring", "kvinnor 6, män 3", "Byt lamporna",
        "otryggt: kvinnor", "Gångtunneln", "mörker, Snöfall", "Kiosken – Strandgången",
    ):  # fmt: skip
        assert said in text, said
    assert karin.name not in text

    november.shift(timedelta(days=1))
    move_measure(
        user=karin, measure=one.pk, state=MeasureState.REFUSED,
        on=row.walk.night, words="Marken är inte vår",
    )  # fmt: skip
    guest = Client()
    told = guest.get(reverse("walk_told", args=[walk_address(row)]))
    html = told.content.decode()
    # What was seen as it was sent; what becomes of it as it is now.
    assert "Mörkt vid gångtunneln" in html
    assert "Marken är inte vår" in html
    assert "avslagen" in html
    assert karin.name not in html
    assert "example.test" not in html
    assert told.headers["Cache-Control"] == "private, no-store"
    paper = guest.get(reverse("walk_told_pdf", args=[walk_address(row)]))
    assert paper.content == printed.content


def test_before_the_walk_the_link_tells_where_it_gathers_and_after_it_to_wait(
    client: Client, karin: User, ostersund: Town, row: SafetyWalk
) -> None:
    ahead = planned(karin, ostersund)
    html = client.get(reverse("walk_told", args=[walk_address(ahead)])).content.decode()
    assert "Vi samlas: Vid kiosken." in html
    html = client.get(reverse("walk_told", args=[walk_address(row)])).content.decode()
    assert "Protokollet är inte skickat än." in html
    assert "gångtunneln" not in html


def test_an_answer_is_sent_and_stands_on_their_page(
    client: Client, row: SafetyWalk
) -> None:
    ask = reverse("protocol_answer", args=[row.pk])
    first = client.post(ask, {"text": "Lamporna är bytta."})
    assert "Skicka protokollet först." in first.content.decode()
    client.post(reverse("protocol_send", args=[row.pk]))
    assert "De väntar på ett skriftligt svar senast 2027-01-08." in client.get(
        reverse("walk_detail", args=[row.pk])
    ).content.decode()  # fmt: skip
    client.post(ask, {"text": "Lamporna är bytta."})
    html = client.get(reverse("walk_told", args=[walk_address(row)])).content.decode()
    assert "Lamporna är bytta." in html
    assert Letter.objects.filter(text__contains="Lamporna är bytta.").count() == 1


def test_what_looks_like_somebody_is_shown_first_and_its_words_stay_out(
    client: Client, row: SafetyWalk, karin: User
) -> None:
    bad = saw(karin, row, text="Kalle Persson står här, 070-123 45 67")
    page = reverse("walk_detail", args=[row.pk])
    assert "Kalle Persson." in client.get(page).content.decode()
    send = reverse("protocol_send", args=[row.pk])
    assert re.search(r"Punkt \d: här står något", client.post(send).content.decode())
    client.post(send, {"without_words": [bad.pk]})
    html = client.get(reverse("walk_told", args=[walk_address(row)])).content.decode()
    assert "Kalle" not in html


def test_photos_go_along_only_where_somebody_said_that_nobody_is_seen(
    client: Client, row: SafetyWalk, karin: User, photo: bytes
) -> None:
    point = saw(karin, row, photos=[named(photo)])
    kept = keep_note_photo(
        user=karin, note=point.pk, digest=named(photo)["sha256"], content=photo
    )
    send = reverse("protocol_send", args=[row.pk])
    client.post(send)
    client.post(send, {"photos": [kept.pk]})
    without, with_it = (
        pdf_text(client.get(reverse("walk_protocol", args=[row.pk, one])).content)
        for one in (1, 2)
    )
    assert "Bild av punkt" not in without
    assert "Bild av punkt" in with_it


def test_a_protocol_that_was_never_sent_is_not_there(
    client: Client, row: SafetyWalk
) -> None:
    assert client.get(reverse("walk_protocol", args=[row.pk, 1])).status_code == 404


def test_what_was_sent_anew_takes_the_place_of_what_was_sent_before(
    client: Client, row: SafetyWalk, karin: User, november: Traveller
) -> None:
    bad = saw(karin, row, text="Kalle står här")
    told = reverse("walk_told", args=[walk_address(row)])
    send_protocol(user=karin, walk=row.pk)
    november.shift(timedelta(minutes=1))
    measure(karin, row, action="Föreslagen efteråt")
    assert "Föreslagen efteråt" not in client.get(told).content.decode()
    november.shift(timedelta(minutes=1))
    send_protocol(user=karin, walk=row.pk, without_words=[bad])
    assert "Kalle" not in client.get(told).content.decode()
    paper = client.get(reverse("walk_told_pdf", args=[walk_address(row)]))
    assert "Kalle" not in pdf_text(paper.content)
    assert "Föreslagen efteråt" in client.get(told).content.decode()


def test_what_was_struck_out_since_stands_on_the_page_no_more(
    client: Client, row: SafetyWalk, karin: User
) -> None:
    point = saw(karin, row, text="Fel gata")
    send_protocol(user=karin, walk=row.pk)
    told = reverse("walk_told", args=[walk_address(row)])
    assert "Fel gata" in client.get(told).content.decode()
    notes.send(
        karin, notes.note(karin, row.pk, "struck", note=str(point.pk), reason="fel")
    )
    assert "Fel gata" not in client.get(told).content.decode()


def test_their_page_speaks_english_where_that_is_asked_for(
    client: Client, row: SafetyWalk, karin: User
) -> None:
    send_protocol(user=karin, walk=row.pk)
    told = reverse("walk_told", args=[walk_address(row)])
    html = client.get(told, {"language": "en"}).content.decode()
    assert "What is to be done" in html
    paper = f"{reverse('walk_told_pdf', args=[walk_address(row)])}?language=en"
    assert paper in html
    assert "Protocol of a safety walk" in pdf_text(client.get(paper).content)


def test_a_link_that_went_astray_is_renewed(client: Client, row: SafetyWalk) -> None:
    old = reverse("walk_told", args=[walk_address(row)])
    client.post(reverse("safety_renew", args=[row.pk]))
    assert client.get(old).status_code == 404
    row.refresh_from_db()
    assert client.get(reverse("walk_told", args=[walk_address(row)])).status_code == 200
