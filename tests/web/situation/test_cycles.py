from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from situation.models import Cycle, Decision, Feedback, Reporter
from situation.services.cycles import carry_on_cycles
from situation.services.reports import tell_nothing
from tests.conftest import Town
from tests.situation.town import decision, report, reporter

pytestmark = pytest.mark.django_db
BEGINS = {
    "first": "2026-11-02", "days": "14", "due_at": "2026-11-16T12:00",
    "meets_at": "2026-11-17T09:00",
}  # fmt: skip


def detail(cycle: Cycle) -> str:
    return reverse("cycle_detail", args=[cycle.pk])


def test_a_town_begins_to_report_together(november: Any, desk: Client) -> None:
    page = reverse("cycle_list")
    assert "Ingen rapportperiod har börjat än." in desk.get(page).content.decode()
    wrong = desk.post(page, {**BEGINS, "due_at": "2026-11-15T12:00"})
    assert "efter sista dagen, 2026-11-15" in wrong.content.decode()
    answer = desk.post(page, BEGINS, follow=True)
    assert "2026-11-02 – 2026-11-15" in answer.content.decode()
    assert "tar emot rapporter" in desk.get(page).content.decode()


def test_the_meeting_sees_who_told_what_and_what_stands_out(
    november: Any,
    desk: Client,
    cycle: Cycle,
    who: Reporter,
    karin: User,
    ostersund: Town,
) -> None:
    report(who, where="Torvalla", position=(63.1544, 14.7190))
    for _time in range(12):
        report(who, where="Parken", position=(63.1771, 14.6301))
    november.move_to("2026-11-20T22:30:00+01:00")
    carry_on_cycles()
    silent = reporter(karin, ostersund, email="b@example.test", organisation="Tysta AB")
    quiet = reporter(karin, ostersund, email="c@example.test", organisation="Lugna AB")
    tell_nothing(reporter=quiet)
    for _time in range(12):
        report(who, where="Busstorget", text="Två <b>slogs</b>.")
    second = Cycle.objects.latest("first")
    html = desk.get(detail(second)).content.decode()
    assert "Busstorget, 20–23" in html
    assert "12 rapporter där 5,8 var att vänta" in html
    assert "rapportperioderna före, 2026-11-02–2026-11-15" in html
    assert "Två &lt;b&gt;slogs&lt;/b&gt;." in html
    assert (
        html.index("Lugna AB") < html.index("Inget än från:") < html.index("Tysta AB")
    )
    assert silent.organisation in html
    assert "november 2026" in html
    assert "oktober 2026" not in html  # nobody reported yet: not the same as nothing


def test_a_meeting_decides_answers_and_shares(
    november: Any, desk: Client, cycle: Cycle, who: Reporter
) -> None:
    row = report(who)
    page = detail(cycle)
    wrong = desk.post(reverse("decision_add", args=[cycle.pk]), {"problem": "Mörkt"})
    assert 'value="Mörkt"' in wrong.content.decode()
    said = {
        "problem": "Mörkt", "action": "Byt lampor", "owner": "Gatukontoret",
        "due_on": "2026-11-30", "reports": [str(row.pk)],
    }  # fmt: skip
    desk.post(reverse("decision_add", args=[cycle.pk]), said)
    made = Decision.objects.get()
    assert list(made.reports.all()) == [row]
    assert "Byt lampor" in desk.get(page).content.decode()
    closing = reverse("decision_detail", args=[made.pk])
    assert desk.post(closing, {"state": "done", "came": "."}).status_code == 200
    desk.post(closing, {"state": "done", "came": "De lyser."})
    html = desk.get(page).content.decode()
    assert "Inget är öppet." in html
    assert "De lyser." in html
    desk.post(
        reverse("feedback_add", args=[cycle.pk]),
        {"reports": [str(row.pk)], "text": "Lamporna är bytta."},
    )
    assert Feedback.objects.get().reports.get() == row
    assert "besvarat" in desk.get(page).content.decode()
    early = desk.post(reverse("cycle_share", args=[cycle.pk]), follow=True)
    assert "inte slut än" in early.content.decode()
    november.move_to("2026-11-16T13:00:00+01:00")
    done = desk.post(reverse("cycle_share", args=[cycle.pk]), follow=True)
    assert "delad i tid" in done.content.decode()
    cycle.refresh_from_db()
    assert cycle.fingerprint in done.content.decode()


def test_hours_are_moved_and_a_meeting_that_came_first_is_told(
    november: Any, desk: Client, cycle: Cycle
) -> None:
    hours = reverse("cycle_hours", args=[cycle.pk])
    wrong = {"due_at": "2026-11-17T12:00", "meets_at": "2026-11-17T09:00"}
    assert "Mötet kommer efter" in desk.post(hours, wrong).content.decode()
    moved = {"due_at": "2026-11-18T12:00", "meets_at": "2026-11-19T09:00"}
    answer = desk.post(hours, moved, follow=True)
    assert "2026-11-19 09:00" in answer.content.decode()
    november.move_to("2026-11-20T13:00:00+01:00")
    desk.post(reverse("cycle_share", args=[cycle.pk]))
    assert "delad efter mötet" in desk.get(detail(cycle)).content.decode()


def test_who_only_looks_is_offered_nothing_to_send(
    client: Client, ines: User, cycle: Cycle, who: Reporter, karin: User
) -> None:
    report(who)
    made = decision(karin, cycle)
    client.force_login(ines)
    for page in (
        detail(cycle), reverse("cycle_list"), reverse("reporter_list"),
        reverse("decision_detail", args=[made.pk]),
    ):  # fmt: skip
        html = client.get(page).content.decode()
        main = html[html.index('<main id="main"') : html.index("</main>")]
        assert "<form" not in main, page


def test_organisations_are_taken_on_renewed_and_ended(
    november: Any, desk: Client, cycle: Cycle
) -> None:
    page = reverse("reporter_list")
    said = {
        "organisation": "Påhittade AB",
        "email": "est@example.test",
        "language": "en",
    }
    desk.post(page, said)
    row = Reporter.objects.get()
    assert row.language == "en"
    again = desk.post(page, said)
    assert "Den adressen rapporterar redan." in again.content.decode()
    desk.post(reverse("reporter_deed", args=[row.pk, "renew"]))
    row.refresh_from_db()
    assert row.link == 2
    desk.post(reverse("reporter_deed", args=[row.pk, "end"]))
    again = desk.post(reverse("reporter_deed", args=[row.pk, "end"]), follow=True)
    assert "rapporterar inte längre" in again.content.decode()
    assert (
        desk.post(reverse("reporter_deed", args=[row.pk, "paint"])).status_code == 404
    )


def test_the_page_of_a_cycle_takes_as_many_statements_however_much_was_told(
    desk: Client, cycle: Cycle, who: Reporter, django_assert_max_num_queries: Any
) -> None:
    for _time in range(12):
        report(who)
    with django_assert_max_num_queries(40):
        desk.get(detail(cycle))
