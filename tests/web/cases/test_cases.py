"""A case through the pages: what is wrong comes back beside its field."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from cases.models import Case, Copy
from core import clock
from tests.conftest import Town
from venues.models import Assignment, Holder, Venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(ines: User, ostersund: Town, venue: Venue) -> Case:
    holder = Holder.objects.create(
        municipality=ostersund.municipality, name="Påhitt AB"
    )
    Assignment.objects.create(venue=venue, holder=holder)
    client = Client()
    client.force_login(ines)
    answer = client.post(
        reverse("case_new", args=[venue.pk]),
        {
            "agency": ostersund.agencies["licensing"].pk, "ladder": "alcohol",
            "breach_on": clock.today().isoformat(), "matter": "Öl till berusade",
        },
    )  # fmt: skip
    assert answer.status_code == 302
    return Case.objects.get()


def step(user: User, case: Case, verb: str, **fields: str) -> str:
    client = Client()
    client.force_login(user)
    answer = client.post(
        reverse("case_step", args=[case.pk, verb]),
        {f"{verb}-{name}": value for name, value in fields.items()},
        follow=True,
    )
    case.refresh_from_db()
    return answer.content.decode()


def test_a_case_is_taken_from_the_venue_to_the_decision(
    case: Case, ines: User, karin: User
) -> None:
    page = step(ines, case, "communicate", answer_by="2020-01-01")
    assert "Tiden för svar måste ligga framåt." in page
    assert case.state == "opened"
    step(
        ines,
        case,
        "communicate",
        answer_by=f"{clock.today() + timedelta(days=30)}",
        said="Allt material",
    )
    step(ines, case, "answer", said="Vi har utbildat alla")
    page = step(
        ines, case, "propose", measure="aterkallelse", ground="grave", reasons="AL 9:18"
    )
    assert "Ingen mildare åtgärd har prövats." in page
    step(ines, case, "propose", measure="varning", ground="breach", reasons="AL 8:20")
    page = step(ines, case, "approve")
    assert "Någon annan än den som skrev förslaget" in page
    step(karin, case, "approve")
    decision = {"decided_on": clock.today().isoformat(), "deciders": "Nämnden"}
    page = step(karin, case, "decide", **decision)
    assert "Besluta efter den dagen" in page
    step(karin, case, "decide", **decision, why_now="Parten har sagt sitt")
    page = step(karin, case, "serve", received_on=clock.today().isoformat())
    assert case.state == "served"
    assert "Länsstyrelsen" in page

    client = Client()
    client.force_login(karin)
    assert "Länsstyrelsen" in client.get(reverse("case_list")).content.decode()
    for copy in Copy.objects.all():
        client.post(reverse("copy_tick", args=[copy.pk]))
    assert not Copy.objects.filter(sent_on=None).exists()


def test_what_is_no_step_is_not_found(case: Case, ines: User) -> None:
    client = Client()
    client.force_login(ines)
    for verb in ("open", "nonsense"):
        answer = client.post(reverse("case_step", args=[case.pk, verb]))
        assert answer.status_code == 404
