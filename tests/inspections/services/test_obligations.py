from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine

from accounts.models import Role, User
from core.errors import DomainError, Invalid, NotAllowed, NotFound, WrongState
from inspections.models import (
    Finding,
    Obligation,
    ObligationState,
    ObligationStep,
    Outcome,
    Section,
)
from inspections.queries.due_list import due_list
from inspections.queries.obligations import repeats_of
from inspections.rules.obligation import TRANSITIONS, Verb
from inspections.services.obligations import (
    bring_up_to_date,
    end_case,
    find_missing,
    take_into_case,
    take_on,
)
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
    last = row.steps.last()
    assert last is not None
    assert last.said == story.visit


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
    assert row.steps.filter(verb="see_in_order").exclude(said="").exists()


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


def test_an_amendment_that_weighs_a_finding_anew_moves_its_day(story: Story) -> None:
    row = told(story, follow_up="F2")
    Obligation.objects.update(reminded=2)
    Finding.objects.update(follow_up="F3", severity="minor")
    bring_up_to_date(Section.objects.get(visit=row.visit, code="licensing"))
    row.refresh_from_db()
    assert (row.follow_up, row.severity, row.reminded) == ("F3", "minor", 0)
    assert row.due_on == row.found_on + timedelta(days=14)
    assert steps(row) == ["open", "reweigh"]


def test_what_was_not_corrected_after_all_is_open_again(story: Story) -> None:
    row = told(story, corrected_on_site=True)
    section = Section.objects.get(visit=row.visit, code="licensing")
    bring_up_to_date(section)
    assert steps(row) == ["open"]
    Finding.objects.update(corrected_on_site=False)
    bring_up_to_date(section)
    row.refresh_from_db()
    assert (row.state, row.outcome, row.closed_at) == ("open", "", None)
    assert steps(row) == ["open", "reopen"]


def test_what_was_corrected_after_all_is_closed(story: Story) -> None:
    row = told(story)
    Finding.objects.update(corrected_on_site=True)
    section = Section.objects.get(visit=row.visit, code="licensing")
    bring_up_to_date(section)
    bring_up_to_date(section)
    row.refresh_from_db()
    assert (row.state, row.outcome) == ("closed", Outcome.CORRECTED_ON_SITE)
    assert steps(row) == ["open", "correct"]


def test_what_was_closed_by_people_stays_closed_whatever_the_record_says(
    story: Story,
) -> None:
    row = told(story)
    take_on(user=story.officer, obligation=row.finding, verb=Verb.CLOSE, said="Ringa")
    Finding.objects.update(severity="minor")
    bring_up_to_date(Section.objects.get(visit=row.visit, code="licensing"))
    row.refresh_from_db()
    assert row.state == "closed"


def test_the_same_id_of_another_agency_is_another_finding(
    story: Story, ostersund: Town
) -> None:
    """Ids are made on devices: nobody's may keep another agency's finding away."""
    row = told(story)
    twin = Obligation.objects.get(pk=row.pk)
    twin.pk, twin.agency = None, ostersund.agencies["police"]  # type: ignore[assignment]
    row.steps.all().delete()
    row.delete()
    twin.save()
    bring_up_to_date(Section.objects.get(visit=twin.visit, code="licensing"))
    assert Obligation.objects.filter(finding=twin.finding).count() == 2


def test_a_finding_in_a_case_ends_with_the_case_alone(story: Story) -> None:
    row = told(story)
    take_into_case(user=story.officer, obligation=row.finding)
    for verb in Verb:
        with pytest.raises((WrongState, Invalid)):
            take_on(user=story.officer, obligation=row.finding, verb=verb, said="skäl")
    row.refresh_from_db()
    end_case(row, by=story.officer, said="LIC 2028-0001")
    assert (row.state, row.outcome) == ("closed", Outcome.DECIDED_IN_CASE)


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
