"""Handing over and taking back through the pages."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from inspections.models import HandOver, Obligation
from tests.conftest import Town
from tests.inspections.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(story: Story) -> Obligation:
    story.start()
    story.find("ALK-03", "Vakten saknade förordnande", follow_up="F5")
    story.answer_the_rest("ALK-03").finish().send()
    story.seal()
    return Obligation.objects.get()


def post(user: User, name: str, row: Obligation, **fields: object) -> str:
    client = Client()
    client.force_login(user)
    answer = client.post(reverse(name, args=[row.finding]), fields, follow=True)
    row.refresh_from_db()
    return answer.content.decode()


def hand(user: User, row: Obligation, town: Town) -> str:
    return post(
        user, "finding_hand_over", row, to=town.agencies["police"].pk,
        text="Vakten saknade förordnande", legal_ground="OSL 10:28",
    )  # fmt: skip


def test_it_goes_back_and_forth_and_the_answer_may_come_on_paper(
    row: Obligation, ines: User, ostersund: Town
) -> None:
    page = hand(ines, row, ostersund)
    assert row.state == "handed_over"
    assert "Ta tillbaka den" in page
    page = post(ines, "finding_take_back", row, reason="x")
    assert row.state == "handed_over"
    assert "Skriv varför, med minst tre bokstäver." in page
    post(ines, "finding_take_back", row, reason="Fel myndighet")
    assert row.state == "open"
    hand(ines, row, ostersund)
    page = post(ines, "finding_answer", row, answer="Anmält, per brev 3 mars")
    assert row.outcome == "answered_by_other"
    assert "Anmält, per brev 3 mars" in page
    assert HandOver.objects.filter(answered_at=None).count() == 0


def test_what_comes_too_late_is_told_and_changes_nothing(
    row: Obligation, ines: User
) -> None:
    assert "inte överlämnad" in post(ines, "finding_answer", row, answer="Anmält")
    assert "Det går inte längre" in post(
        ines, "finding_take_back", row, reason="Fel myndighet"
    )
    assert row.state == "open"
