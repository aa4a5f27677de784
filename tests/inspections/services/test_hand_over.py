from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from accounts.models import Role, User
from core.errors import Invalid, NotFound, WrongState
from core.models import Letter
from inspections.models import HandOver, Obligation, Outcome
from inspections.rules.obligation import Verb
from inspections.services.hand_over import answer_hand_over, hand_over, take_back
from inspections.services.hand_over_letters import remind_of_hand_overs
from inspections.services.obligations import record_step, take_on
from tests.conftest import Town, make_person
from tests.inspections.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(story: Story) -> Obligation:
    story.start()
    story.find("ALK-03", "Vakten saknade förordnande", follow_up="F5")
    story.answer_the_rest("ALK-03").finish().send()
    story.seal()
    return Obligation.objects.get()


def handed(user: User, row: Obligation, town: Town) -> HandOver:
    return hand_over(
        user=user, obligation=row.finding, to=town.agencies["police"],
        text="Vakten saknade förordnande", legal_ground="OSL 10:28",
    )  # fmt: skip


def test_a_finding_of_another_agency_is_handed_over_and_its_answer_closes_it(
    row: Obligation, ines: User, petra: User, ostersund: Town
) -> None:
    sent = handed(ines, row, ostersund)
    with pytest.raises(WrongState):
        handed(ines, row, ostersund)
    assert sent.answer_by > sent.sent_at.date()
    with pytest.raises(NotFound):  # what was not handed over stays unseen
        take_on(user=petra, obligation=row.finding, verb=Verb.CLAIM)
    answer_hand_over(user=petra, hand_over=sent.pk, answer="Anmält")
    row.refresh_from_db()
    assert (row.state, row.outcome) == ("closed", Outcome.ANSWERED_BY_OTHER)
    with pytest.raises(WrongState):
        answer_hand_over(user=petra, hand_over=sent.pk, answer="En gång till")


def test_what_nobody_deals_with_is_taken_back_and_may_go_to_the_right_one(
    row: Obligation, ines: User, ostersund: Town
) -> None:
    handed(ines, row, ostersund)
    with pytest.raises(Invalid):
        take_back(user=ines, obligation=row.finding, reason=" ")
    take_back(user=ines, obligation=row.finding, reason="Fel myndighet")
    row.refresh_from_db()
    assert row.state == "open"
    first = HandOver.objects.get()
    assert (first.answer, first.answered_by) == ("Fel myndighet", ines)
    again = handed(ines, row, ostersund)
    assert again.pk != first.pk
    row.refresh_from_db()
    assert row.state == "handed_over"


def test_taking_back_goes_by_no_other_way(
    row: Obligation, ines: User, ostersund: Town
) -> None:
    """Else the hand-over would wait for an answer for ever."""
    handed(ines, row, ostersund)
    with pytest.raises(Invalid):
        take_on(user=ines, obligation=row.finding, verb=Verb.TAKE_BACK, said="skäl")
    assert HandOver.objects.get().answered_at is None


def test_what_was_withdrawn_meanwhile_needs_no_answer(
    row: Obligation, ines: User, petra: User, ostersund: Town
) -> None:
    sent = handed(ines, row, ostersund)
    row.refresh_from_db()
    record_step(row, Verb.WITHDRAW)
    with pytest.raises(WrongState) as refused:
        answer_hand_over(user=petra, hand_over=sent.pk, answer="Anmält")
    assert "stängt" in str(refused.value.sentence)
    assert HandOver.objects.get().answered_at is None


def test_an_answer_has_its_day(row: Obligation, ines: User, ostersund: Town) -> None:
    sent = handed(ines, row, ostersund)
    assert sent.answer_by - sent.sent_at.date() >= timedelta(days=14)


def test_the_agency_that_got_it_hears_of_it_and_both_when_no_answer_comes(
    row: Obligation, ines: User, karin: User, ostersund: Town
) -> None:
    lead = make_person("Pia", ostersund, "police", Role.COORDINATOR)
    sent = handed(ines, row, ostersund)
    (letter,) = Letter.objects.all()
    assert letter.to == lead.email
    assert "förordnande" not in letter.text  # what was found stays in the house

    day = datetime.combine(sent.answer_by, datetime.min.time(), tzinfo=UTC)
    with time_machine.travel(day + timedelta(hours=12), tick=False):
        assert remind_of_hand_overs() == 0
    with time_machine.travel(day + timedelta(days=1, hours=12), tick=False):
        assert remind_of_hand_overs() == 1
        remind_of_hand_overs()
        told = Letter.objects.filter(key__contains=":late:")
        assert {one.to for one in told} == {lead.email, ines.email, karin.email}
        assert told.count() == 3
        answer_hand_over(user=lead, hand_over=sent.pk, answer="Anmält")
        assert remind_of_hand_overs() == 0


def test_what_was_withdrawn_is_asked_about_no_more(
    row: Obligation, ines: User, ostersund: Town
) -> None:
    sent = handed(ines, row, ostersund)
    row.refresh_from_db()
    record_step(row, Verb.WITHDRAW)
    late = datetime.combine(sent.answer_by, datetime.min.time(), tzinfo=UTC)
    with time_machine.travel(late + timedelta(days=2), tick=False):
        assert remind_of_hand_overs() == 0
