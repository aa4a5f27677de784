"""The pages of promises: from a promise to what came of it, and what is refused on the way."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role, User
from promises.models import Activity, Goal, Problem, Promise
from tests.conftest import Town, make_person
from tests.promises.town import activity, goal, problem, promise

pytestmark = pytest.mark.django_db


def test_a_promise_grows_on_its_page_until_something_came_of_it(
    desk: Client, karin: User, ostersund: Town
) -> None:
    made = desk.post(
        reverse("promise_list"),
        {
            "title": "Ljusa gångar", "text": "Vi tänder gångarna.",
            "begins_on": "2026-01-01", "ends_on": "2027-12-31",
        },
    )  # fmt: skip
    row = Promise.objects.get()
    page = reverse("promise_detail", args=[row.pk])
    assert made["Location"] == page
    assert "begin" not in desk.get(page).content.decode()  # Swedish first
    desk.post(
        reverse("problem_add", args=[row.pk]),
        {
            "title": "Mörkt vid stationen", "text": "Fyra lampor är trasiga.",
            "where": "Stationen", "kind": "citizens", "words": "Dialog i maj",
            "dated_on": "2026-01-02",
        },
    )  # fmt: skip
    desk.post(
        reverse("goal_add", args=[row.pk]),
        {
            "text": "Fler trygga", "measured_by": "NTU", "unit": "share",
            "direction": "up", "target": "62.5", "target_women": "60", "target_men": "65",
            "by_when": "2027-06-30",
        },
    )  # fmt: skip
    target = Goal.objects.get()
    assert (target.target, target.target_women) == (0.625, 0.6)
    desk.post(
        reverse("goal_baseline", args=[target.pk]),
        {
            "of": "2020", "value": "40", "source": "NTU 2020", "definition": "Andel trygga",
            "why": "Första året",
        },
    )  # fmt: skip
    desk.post(
        reverse("goal_reading", args=[target.pk]),
        {"measured_on": "2026-01-05", "value": "44.5", "source": "NTU 2025"},
    )
    told = desk.get(reverse("goal_detail", args=[target.pk])).content.decode()
    assert "62,5 % (kvinnor 60,0 %, män 65,0 %)" in told
    assert "2020: 40,0 %" in told
    assert "44,5 %" in told
    desk.post(
        reverse("activity_add", args=[row.pk]),
        {
            "title": "Byt lamporna", "problem": Problem.objects.get().pk,
            "goal": target.pk, "owner": karin.pk, "due_on": "2026-06-30",
            "why_no_indicator": "Lampor räknas inte",
        },
    )  # fmt: skip
    done = Activity.objects.get()
    desk.post(
        reverse("activity_detail", args=[done.pk]),
        {"text": "Alla fyra lyser.", "hours": "6", "state": "done"},
    )
    told = desk.get(reverse("activity_detail", args=[done.pk])).content.decode()
    assert "Alla fyra lyser." in told
    assert "6 timmar" in told
    assert "<textarea" not in told  # closed: nothing more is noted


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"why_no_indicator": ""}, "Välj nyckeltalet som"),
        ({"due_on": "2031-01-01"}, "En aktivitets dag ligger"),
    ],
)
def test_an_activity_that_is_refused_comes_back_with_what_was_written(
    desk: Client, karin: User, ostersund: Town, sent: dict[str, str], said: str
) -> None:
    row = promise(karin, ostersund)
    answers = problem(karin, row)
    page = desk.post(
        reverse("activity_add", args=[row.pk]),
        {
            "title": "Byt lamporna", "problem": answers.pk, "owner": karin.pk,
            "due_on": "2025-06-30", "why_no_indicator": "Lampor räknas inte", **sent,
        },
    ).content.decode()  # fmt: skip
    assert said in page
    assert 'value="Byt lamporna"' in page
    assert "<details" in page
    assert " open>" in page
    assert not Activity.objects.exists()


def test_women_are_told_of_with_men_or_not_at_all(
    desk: Client, karin: User, ostersund: Town
) -> None:
    row = goal(karin, promise(karin, ostersund))
    page = desk.post(
        reverse("goal_reading", args=[row.pk]),
        {"measured_on": "2025-06-01", "value": "33", "women": "30", "source": "NTU"},
    ).content.decode()
    assert "Ange både kvinnor och män" in page
    assert 'value="33"' in page
    assert not row.readings.exists()


def test_police_read_promises_and_are_offered_no_form(
    karin: User, ostersund: Town
) -> None:
    row = promise(karin, ostersund)
    done = activity(karin, row, problem(karin, row))
    police = Client()
    police.force_login(make_person("Pia", ostersund, "police", Role.INSPECTOR))
    for address in (
        reverse("promise_list"),
        reverse("promise_detail", args=[row.pk]),
        reverse("activity_detail", args=[done.pk]),
    ):
        page = police.get(address)
        assert page.status_code == 200
        assert 'method="post" class="stack"' not in page.content.decode()
