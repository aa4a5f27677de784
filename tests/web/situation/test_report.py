from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from situation.models import Cycle, QuietWord, Report, Reporter
from situation.services.cycles import share_picture
from situation.services.decisions import give_feedback
from situation.services.reporters import address_of, renew_reporter_link
from tests.situation.town import report

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(who: Reporter) -> str:
    return reverse("report_page", args=[address_of(who)])


def sent(client: Client, page: str, **said: str) -> dict[str, str]:
    """The form as the page gives it, with something chosen."""
    form = client.get(page).context["form"]
    return {
        "key": str(form.initial["key"]), "category": "BRAK_VALD", "severity": "2",
        "seen_at": "2026-11-09T22:00", "precision": "exact", "alcohol": "unknown",
        "where": "Busstorget", **said,
    }  # fmt: skip


def test_what_was_seen_is_told_and_shown_back(
    client: Client, page: str, who: Reporter
) -> None:
    answer = client.post(
        page,
        sent(client, page, latitude="63.1789", longitude="14.6391", text="Två slogs."),
        follow=True,
    )
    assert "Tack, det är berättat." in answer.content.decode()
    row = Report.objects.get()
    assert (row.reporter, row.latitude, row.severity) == (who, 63.1789, 2)
    assert "Två slogs." in answer.content.decode()
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_the_same_form_sent_twice_is_one_report(client: Client, page: str) -> None:
    said = sent(client, page)
    for _time in range(2):
        assert client.post(page, said).status_code == 302
    assert Report.objects.count() == 1


def test_a_name_is_asked_about_and_nothing_that_was_written_is_lost(
    client: Client, page: str
) -> None:
    said = sent(client, page, text="Mörkt vid Kvarteret Magnus", where="Torget")
    answer = client.post(page, said)
    html = answer.content.decode()
    assert "Är det här någon? “Kvarteret Magnus”" in html
    assert "Mörkt vid Kvarteret Magnus" in html
    assert not Report.objects.exists()
    asked = answer.context["form"].data["asked"]
    # Ticking it without having been asked helps nobody past another name.
    client.post(page, {**said, "is_nobody": "on", "text": "Kalle Persson sprang"})
    assert not Report.objects.exists()
    client.post(page, {**said, "is_nobody": "on", "asked": asked})
    assert Report.objects.get().not_people == ["Kvarteret Magnus"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"where": ""}, "Skriv var det var"),
        ({"where": "", "latitude": "63.1"}, "Skriv var det var"),
        ({"text": "ring 070-123 45 67"}, "någons nummer"),
        ({"seen_at": "2026-11-10T22:00"}, "inom de senaste 60 dagarna"),
        ({"seen_at": "i går"}, "Rätta detta först"),
        ({"category": "HITTEPÅ"}, "Rätta detta först"),
        ({"severity": "9"}, "Rätta detta först"),
        ({"latitude": "nan", "longitude": "14"}, "Rätta detta först"),
        ({"latitude": "91", "longitude": "14"}, "Rätta detta först"),
        ({"key": "x"}, "Rätta detta först"),
    ],
)
def test_what_is_wrong_is_said_beside_the_form(
    client: Client, page: str, said: dict[str, str], words: str
) -> None:
    answer = client.post(page, sent(client, page, **said))
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Report.objects.exists()


def test_nothing_to_report_takes_one_tap_and_is_not_asked_again(
    client: Client, page: str, who: Reporter
) -> None:
    assert "Inget att rapportera" in client.get(page).content.decode()
    nothing = reverse("report_nothing", args=[address_of(who)])
    answer = client.post(nothing, follow=True)
    assert "det räknas som rapporterat" in answer.content.decode()
    assert "Inget att rapportera" not in answer.content.decode()
    assert "Ni har redan berättat" in client.post(nothing, follow=True).content.decode()
    assert QuietWord.objects.count() == 1


def test_a_report_is_taken_back_by_whoever_told_it(
    client: Client, page: str, who: Reporter
) -> None:
    row = report(who, where="Fel torg")
    back = reverse("report_withdraw", args=[address_of(who), row.pk])
    assert "Fel torg" in client.get(back).content.decode()
    assert client.post(back, {"reason": " . "}).status_code == 200
    answer = client.post(back, {"reason": "fel plats"}, follow=True)
    assert "återtagen" in answer.content.decode()
    row.refresh_from_db()
    assert row.withdrawn_why == "fel plats"


def test_what_came_of_it_and_the_shared_picture_stand_on_the_page(
    november: Any, client: Client, page: str, who: Reporter, karin: User, cycle: Cycle
) -> None:
    row = report(who, where="Busstorget")
    assert "Vad alla har berättat" not in client.get(page).content.decode()
    give_feedback(user=karin, cycle=cycle.pk, reports=[row], text="Lamporna lyser nu.")
    november.move_to("2026-11-16T13:00:00+01:00")
    share_picture(user=karin, cycle=cycle.pk)
    html = client.get(page).content.decode()
    assert "Lamporna lyser nu." in html
    assert "Vad alla har berättat tillsammans" in html
    assert "Ta tillbaka" not in html


def test_the_page_speaks_the_language_of_its_letters_until_another_is_chosen(
    client: Client, page: str, who: Reporter
) -> None:
    Reporter.objects.update(language="en")
    assert "What have you seen?" in client.get(page).content.decode()
    client.cookies["django_language"] = "sv"
    assert "Vad har du sett?" in client.get(page).content.decode()
    client.cookies["django_language"] = "xx"
    assert "What have you seen?" in client.get(page).content.decode()


def test_a_renewed_link_leaves_the_old_one_dead(
    client: Client, page: str, who: Reporter, karin: User
) -> None:
    renew_reporter_link(user=karin, reporter=who.pk)
    assert client.get(page).status_code == 404
    assert client.post(page, {}).status_code == 404
