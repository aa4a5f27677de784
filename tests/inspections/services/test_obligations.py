from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine

from accounts.models import Role, User
from core.errors import DomainError, Invalid, NotAllowed, NotFound, WrongState
from inspections.models import (
    Finding,
    HandOver,
    Obligation,
    ObligationState,
    ObligationStep,
    Outcome,
    Section,
)
from inspections.queries.due_list import due_list
from inspections.queries.obligations import repeats_of
from inspections.rules.obligation import TRANSITIONS, Verb
from inspections.services.hand_over import answer_hand_over, hand_over, take_back
from inspections.services.obligations import bring_up_to_date, find_missing, take_on
from tests.conftest import Town, make_person
from tests.inspections.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def much_later() -> Iterator[None]:
    """Visits a year apart must both have happened."""
    with time_machine.travel("2028-06-01 12:00", tick=True):
        yield


def told(story: Story, *, days_later: int = 0, **more: object) -> Obligation:
    """A sealed visit with one finding."""
    story.at += timedelta(days=days_later)
    story.start()
    story.find("ALK-03", "Öl till en märkbart påverkad gäst", **more)
    story.answer_the_rest("ALK-03").finish().send()
    story.seal()
    return Obligation.objects.get(visit=story.visit)


def steps(row: Obligation) -> list[str]:
    return list(
        ObligationStep.objects.filter(obligation=row).values_list("verb", flat=True)
    )


def test_a_seal_opens_what_it_found_with_its_deadline(story: Story) -> None:
    row = told(story, follow_up="F3")
    assert (row.state, row.severity, row.responsible) == (
        "open",
        "serious",
        story.officer,
    )
    assert row.due_on == row.found_on + timedelta(days=14)
    assert steps(row) == ["open"]


def test_what_was_corrected_on_site_is_an_outcome_of_its_own(story: Story) -> None:
    row = told(story, corrected_on_site=True)
    assert (row.state, row.outcome) == ("closed", Outcome.CORRECTED_ON_SITE)


def test_proof_is_claimed_refused_claimed_again_and_accepted(story: Story) -> None:
    row = told(story, follow_up="F2")
    user = story.officer

    def step(verb: Verb, said: str = "") -> str:
        return take_on(user=user, obligation=row.finding, verb=verb, said=said).state

    assert step(Verb.CLAIM, "Ny rutin visad") == "remedied"
    with pytest.raises(Invalid):
        step(Verb.REFUSE)
    assert step(Verb.REFUSE, "Rutinen är inte införd") == "refused"
    assert step(Verb.CLAIM) == "remedied"
    agency = row.agency
    assert due_list(agency, date(2027, 1, 1))[0].reason == "finding"
    assert step(Verb.ACCEPT) == "accepted"
    assert due_list(agency, date(2027, 1, 1))[0].reason == "class"
    assert step(Verb.CLOSE) == "closed"
    row.refresh_from_db()
    assert row.outcome == Outcome.ACCEPTED
    assert steps(row) == ["open", "claim", "refuse", "claim", "accept", "close"]
    with pytest.raises(WrongState):
        step(Verb.CLAIM)


def test_a_later_visit_that_sees_the_item_in_order_meets_the_finding(
    story: Story,
) -> None:
    row = told(story)
    story.at += timedelta(days=20)
    story.start().answer_the_rest().finish().send()
    story.seal()
    row.refresh_from_db()
    assert (row.state, row.outcome) == ("closed", Outcome.SEEN_IN_ORDER)


def test_an_earlier_visit_that_is_sealed_late_meets_nothing(story: Story) -> None:
    """Sealed the other way round: what was found first is met by what was seen later."""
    story.start()
    story.find("ALK-03", "Funnet först")
    story.answer_the_rest("ALK-03").finish().send()
    first = story.visit
    story.at += timedelta(days=20)
    story.start().answer_the_rest().finish().send()
    story.seal()
    story.visit = first
    story.seal()
    row = Obligation.objects.get(visit=first)
    assert row.outcome == Outcome.SEEN_IN_ORDER


def test_the_same_within_a_year_is_found(story: Story) -> None:
    first = told(story)
    take_on(user=story.officer, obligation=first.finding, verb=Verb.CLOSE, said="Ringa")
    second = told(story, days_later=300)
    third = told(story, days_later=80)
    assert [one.finding for one in repeats_of(second)] == [first.finding]
    assert [one.finding for one in repeats_of(third)] == [second.finding]


def test_what_is_gone_from_the_record_is_withdrawn(story: Story) -> None:
    row = told(story)
    Finding.objects.filter(finding=row.finding).delete()
    bring_up_to_date(Section.objects.get(visit=row.visit, code="licensing"))
    row.refresh_from_db()
    assert (row.state, row.outcome) == ("closed", Outcome.WITHDRAWN)


def test_the_sweep_opens_what_the_seal_did_not_and_nothing_twice(story: Story) -> None:
    row = told(story)
    ObligationStep.objects.all().delete()
    Obligation.objects.all().delete()
    assert find_missing() == 1
    assert find_missing() == 0
    again = Obligation.objects.get()
    assert (again.finding, again.due_on, steps(again)) == (
        row.finding,
        row.due_on,
        ["open"],
    )


def test_a_finding_of_another_agency_is_handed_over_and_its_answer_closes_it(
    story: Story, petra: User, ostersund: Town
) -> None:
    row = told(story)
    police = ostersund.agencies["police"]
    words = {
        "to": police,
        "text": "Vakten saknade förordnande",
        "legal_ground": "OSL 10:28",
    }
    sent = hand_over(user=story.officer, obligation=row.finding, **words)  # type: ignore[arg-type]
    with pytest.raises(WrongState):
        hand_over(user=story.officer, obligation=row.finding, **words)  # type: ignore[arg-type]
    assert sent.answer_by > sent.sent_at.date()
    with pytest.raises(NotFound):  # what was not handed over stays unseen
        take_on(user=petra, obligation=row.finding, verb=Verb.CLAIM)
    answer_hand_over(user=petra, hand_over=sent.pk, answer="Anmält")
    row.refresh_from_db()
    assert (row.state, row.outcome) == ("closed", Outcome.ANSWERED_BY_OTHER)
    with pytest.raises(WrongState):
        answer_hand_over(user=petra, hand_over=sent.pk, answer="En gång till")


def test_what_nobody_deals_with_is_taken_back_with_a_reason(
    story: Story, ostersund: Town
) -> None:
    row = told(story)
    hand_over(
        user=story.officer, obligation=row.finding, to=ostersund.agencies["police"],
        text="Påhitt", legal_ground="OSL 10:28",
    )  # fmt: skip
    take_back(user=story.officer, obligation=row.finding, reason="Fel myndighet")
    row.refresh_from_db()
    assert row.state == "open"
    assert HandOver.objects.get().answered_at is not None


def test_strangers_and_readers_may_not(
    story: Story, petra: User, sten: User, ostersund: Town
) -> None:
    row = told(story)
    auditor = make_person("Aron", ostersund, "licensing", Role.AUDITOR)
    for user, error in ((petra, NotFound), (sten, NotFound), (auditor, NotAllowed)):
        with pytest.raises(error):
            take_on(user=user, obligation=row.finding, verb=Verb.CLAIM)


@pytest.mark.parametrize("state", ObligationState)
@pytest.mark.parametrize("verb", [Verb.CLAIM, Verb.ACCEPT, Verb.REFUSE, Verb.CLOSE])
def test_only_what_the_table_allows_happens(
    story: Story, state: ObligationState, verb: Verb
) -> None:
    row = told(story)
    closed = state == ObligationState.CLOSED
    Obligation.objects.filter(pk=row.pk).update(
        state=state, outcome="dropped" if closed else "",
        closed_at=row.opened_at if closed else None,
    )  # fmt: skip
    try:
        after = take_on(
            user=story.officer, obligation=row.finding, verb=verb, said="skäl"
        ).state
    except DomainError:
        after = None
    expected = TRANSITIONS.get((state, verb))
    assert after == (None if expected is None else expected.value)
