from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine

from accounts.models import Agency, Role, User
from cases.models import Case, CaseState, Copy
from cases.rules.lifecycle import Verb
from cases.services.deciding import approve, decide, propose, serve, tick_copy
from cases.services.hearing import communicate, take_note
from cases.services.opening import open_case
from core import clock
from core.errors import DomainError, Invalid, NotAllowed, NotFound, WrongState
from inspections.models import Obligation, Outcome
from tests.conftest import Town, make_person
from tests.inspections.story import Story
from venues.models import Assignment, Holder, Venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2026-11-23 10:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def holder(venue: Venue, ostersund: Town) -> Holder:
    row = Holder.objects.create(municipality=ostersund.municipality, name="Påhitt AB")
    Assignment.objects.create(venue=venue, holder=row)
    return row


@pytest.fixture
def case(
    now: time_machine.Traveller,
    ines: User,
    ostersund: Town,
    venue: Venue,
    holder: Holder,
) -> Case:
    return opened(ines, ostersund, venue)


def opened(user: User, town: Town, venue: Venue, **more: object) -> Case:
    asked: dict[str, object] = {
        "ladder": "alcohol", "breach_on": date(2026, 11, 21),
        "matter": "Servering till märkbart påverkade", **more,
    }  # fmt: skip
    return open_case(user=user, agency=town.agencies["licensing"], venue=venue, **asked)  # type: ignore[arg-type]


def proposed(user: User, case: Case, measure: str = "varning", why: str = "") -> Case:
    if Case.objects.get(pk=case.pk).state == CaseState.OPENED:
        communicate(
            user=user, case=case.pk, answer_by=clock.today() + timedelta(days=21)
        )
        take_note(
            user=user, case=case.pk, verb=Verb.ANSWER, said="Vi har utbildat alla"
        )
    return propose(
        user=user, case=case.pk, measure=measure, ground="breach",
        reasons="AL 8:20: servering till tre märkbart påverkade", why_not_milder=why,
    )  # fmt: skip


def test_a_case_goes_from_the_finding_to_a_decision_that_is_final(
    story: Story,
    now: time_machine.Traveller,
    holder: Holder,
    ostersund: Town,
    karin: User,
) -> None:
    story.start()
    story.find("ALK-08", "Öl till en märkbart påverkad", follow_up="F3")
    story.answer_the_rest("ALK-08").finish().send()
    story.seal()
    finding = Obligation.objects.get()
    ines = story.officer
    case = opened(ines, ostersund, story.venue, findings=[finding.finding])
    assert case.name == "LIC 2026-0001"
    assert case.party == "Påhitt AB"
    finding.refresh_from_db()
    assert finding.state == "in_case"

    proposed(ines, case)
    with pytest.raises(NotAllowed):  # four eyes
        approve(user=ines, case=case.pk)
    approve(user=karin, case=case.pk)
    now.shift(86_400 * 10)
    decide(
        user=karin, case=case.pk, decided_on=clock.today(), deciders="Nämnden",
        why_now="Parten har sagt sitt",
    )  # fmt: skip
    served = serve(user=karin, case=case.pk, received_on=clock.today())
    assert served.applies_from == served.decided_on
    assert served.appeal_until == date(2026, 12, 28)  # the first working day after
    with pytest.raises(WrongState):
        take_note(user=karin, case=case.pk, verb=Verb.RUN_OUT)
    now.shift(86_400 * 26)
    assert take_note(user=karin, case=case.pk, verb=Verb.RUN_OUT).state == "final"
    finding.refresh_from_db()
    assert (finding.state, finding.outcome) == ("closed", Outcome.DECIDED_IN_CASE)
    assert list(case.steps.values_list("verb", flat=True)) == [
        "open", "communicate", "answer", "propose", "approve", "decide", "serve", "run_out",
    ]  # fmt: skip


def test_an_agency_may_do_without_the_second_pair_of_eyes(
    case: Case, ines: User
) -> None:
    proposed(ines, case)
    Agency.objects.update(second_pair_of_eyes=False)
    assert approve(user=ines, case=case.pk).state == "approved"


def test_revoking_at_once_needs_a_reason_why_a_warning_is_too_little(
    case: Case, ines: User, karin: User, ostersund: Town, venue: Venue
) -> None:
    with pytest.raises(Invalid) as refused:
        proposed(ines, case, "aterkallelse")
    assert refused.value.stable_code == "why_missing"
    assert (
        proposed(ines, case, "aterkallelse", "Grovt och satt i system").state
        == "proposed"
    )
    take_note(user=karin, case=case.pk, verb=Verb.SEND_BACK, said="Pröva en varning")
    proposed(ines, case, "varning")
    approve(user=karin, case=case.pk)
    decide(
        user=karin, case=case.pk, decided_on=clock.today(), deciders="Nämnden",
        why_now="Parten har sagt sitt",
    )  # fmt: skip

    later = opened(ines, ostersund, venue)  # warned before: nothing is skipped
    assert proposed(ines, later, "aterkallelse").state == "proposed"


def test_nothing_is_decided_while_the_party_may_still_answer_without_saying_why(
    case: Case, ines: User, karin: User, now: time_machine.Traveller
) -> None:
    proposed(ines, case)
    approve(user=karin, case=case.pk)
    case.refresh_from_db()
    assert case.answer_by is not None
    for on in (clock.today(), case.answer_by):
        now.move_to(datetime.combine(on, time(12), tzinfo=UTC))
        with pytest.raises(Invalid) as refused:
            decide(user=karin, case=case.pk, decided_on=on, deciders="Nämnden")
        assert refused.value.stable_code == "why_now"
        assert str(case.answer_by) in str(refused.value.sentence)
    now.shift(86_400)
    row = decide(user=karin, case=case.pk, decided_on=clock.today(), deciders="Nämnden")
    assert row.state == "decided"


def test_words_that_came_after_the_proposal_are_not_passed_over(
    case: Case, ines: User, karin: User, now: time_machine.Traveller
) -> None:
    proposed(ines, case)
    approve(user=karin, case=case.pk)
    case.steps.create(
        at=clock.now(),
        by=ines,
        verb="note",
        after="approved",
        said="Mer",
        by_party=True,
    )
    now.shift(86_400 * 30)
    decision = {"decided_on": clock.today(), "deciders": "Nämnden"}
    for why, code in (("", "why_now"), (".", "words_missing")):
        with pytest.raises(Invalid) as refused:
            decide(user=karin, case=case.pk, **decision, why_now=why)
        assert refused.value.stable_code == code
    take_note(user=karin, case=case.pk, verb=Verb.SEND_BACK, said="Läs vad de skrev")
    proposed(ines, case)
    approve(user=karin, case=case.pk)
    assert decide(user=karin, case=case.pk, **decision).state == "decided"


def test_why_it_could_not_wait_stands_in_the_case(
    case: Case, ines: User, karin: User
) -> None:
    proposed(ines, case)
    approve(user=karin, case=case.pk)
    decide(
        user=karin, case=case.pk, decided_on=clock.today(), deciders="Nämnden",
        why_now="Fara för gästerna",
    )  # fmt: skip
    assert "Fara för gästerna" in case.steps.get(verb="decide").said


def test_authorities_are_listed_until_they_have_their_copies(
    case: Case, ines: User, karin: User, petra: User
) -> None:
    proposed(ines, case)
    approve(user=karin, case=case.pk)
    assert not Copy.objects.exists()
    decide(
        user=karin, case=case.pk, decided_on=clock.today(), deciders="Nämnden",
        why_now="Parten har sagt sitt",
    )  # fmt: skip
    first, *others = Copy.objects.all()
    assert len(others) == 2
    with pytest.raises(NotFound):
        tick_copy(user=petra, copy=first.pk)
    tick_copy(user=karin, copy=first.pk)
    tick_copy(user=ines, copy=first.pk)
    first.refresh_from_db()
    assert first.sent_by == karin


def test_the_party_may_answer_until_the_day_that_was_said(
    case: Case, ines: User, now: time_machine.Traveller
) -> None:
    for day in (clock.today(), date.max):
        with pytest.raises(Invalid):
            communicate(user=ines, case=case.pk, answer_by=day)
    communicate(user=ines, case=case.pk, answer_by=clock.today() + timedelta(days=14))
    now.shift(86_400 * 14)
    with pytest.raises(WrongState):
        take_note(user=ines, case=case.pk, verb=Verb.NO_ANSWER)
    now.shift(86_400)
    assert take_note(user=ines, case=case.pk, verb=Verb.NO_ANSWER).state == "answered"


def test_an_appeal_that_came_too_late_is_not_noted_as_one(
    case: Case, ines: User, karin: User, now: time_machine.Traveller
) -> None:
    proposed(ines, case)
    approve(user=karin, case=case.pk)
    decide(
        user=karin, case=case.pk, decided_on=clock.today(), deciders="Nämnden",
        why_now="Parten har sagt sitt",
    )  # fmt: skip
    served = serve(user=karin, case=case.pk, received_on=clock.today())
    assert served.appeal_until is not None
    now.shift(86_400 * 40)
    late = served.appeal_until + timedelta(days=1)
    with pytest.raises(WrongState) as refused:
        take_note(user=karin, case=case.pk, verb=Verb.APPEAL, on=late)
    assert refused.value.stable_code == "too_late"
    take_note(user=karin, case=case.pk, verb=Verb.NOTE, said="Avvisat, FL 45 §")
    case.refresh_from_db()
    assert case.state == "served"
    appealed = take_note(
        user=karin, case=case.pk, verb=Verb.APPEAL, on=served.appeal_until
    )
    assert appealed.state == "appealed"
    with pytest.raises(Invalid):
        take_note(user=karin, case=case.pk, verb=Verb.JUDGE)
    judged = take_note(user=karin, case=case.pk, verb=Verb.JUDGE, said="Avslag")
    assert judged.state == "final"


def test_a_proposal_that_was_sent_back_stays_to_be_read(
    case: Case, ines: User, karin: User
) -> None:
    proposed(ines, case, "aterkallelse", "Grovt och satt i system")
    take_note(user=karin, case=case.pk, verb=Verb.SEND_BACK, said="Pröva en varning")
    proposed(ines, case, "varning")
    told = case.steps.filter(verb=Verb.PROPOSE).values_list("measure", "ground")
    assert list(told) == [("aterkallelse", "breach"), ("varning", "breach")]
    first = case.steps.filter(verb=Verb.PROPOSE)[0]
    assert "Grovt och satt i system" in first.said


@pytest.mark.parametrize("state", CaseState)
def test_a_note_may_be_written_at_any_time_and_leads_nowhere(
    case: Case, ines: User, state: CaseState
) -> None:
    Case.objects.update(state=state)
    with pytest.raises(Invalid):
        take_note(user=ines, case=case.pk, verb=Verb.NOTE)
    noted = take_note(user=ines, case=case.pk, verb=Verb.NOTE, said="Ringde, FL 27 §")
    assert noted.state == state


@pytest.mark.parametrize(
    "wrong",
    [
        {"ladder": "tobacco", "breach_on": date(2018, 1, 1)},
        {"ladder": "parking"},
        {"breach_on": date(2027, 1, 1)},
        {"matter": " "},
    ],
)
def test_what_cannot_be_a_case_is_none(
    now: time_machine.Traveller, ines: User, ostersund: Town, venue: Venue, holder: Holder,
    wrong: dict[str, object],
) -> None:  # fmt: skip
    with pytest.raises(Invalid):
        opened(ines, ostersund, venue, **wrong)
    assert not Case.objects.exists()


def test_a_venue_without_a_holder_has_no_party(
    now: time_machine.Traveller, ines: User, ostersund: Town, venue: Venue
) -> None:
    with pytest.raises(Invalid):
        opened(ines, ostersund, venue)


def test_numbers_follow_one_another_and_begin_anew_each_year(
    case: Case, ines: User, ostersund: Town, venue: Venue, now: time_machine.Traveller
) -> None:
    second = opened(ines, ostersund, venue)
    now.move_to("2027-01-02 10:00+00:00")
    third = opened(ines, ostersund, venue)
    assert [case.name, second.name, third.name] == [
        "LIC 2026-0001", "LIC 2026-0002", "LIC 2027-0001",
    ]  # fmt: skip


def test_strangers_and_readers_may_not(
    case: Case, petra: User, sten: User, ostersund: Town
) -> None:
    auditor = make_person("Aron", ostersund, "licensing", Role.AUDITOR)
    refused: list[tuple[User, type[DomainError]]] = [
        (petra, NotFound), (sten, NotFound), (auditor, NotAllowed),
    ]  # fmt: skip
    for user, error in refused:
        with pytest.raises(error):
            communicate(user=user, case=case.pk, answer_by=date(2026, 12, 24))


def test_a_finding_of_another_venue_does_not_go_into_the_case(
    story: Story, now: time_machine.Traveller, holder: Holder, ostersund: Town
) -> None:
    story.start()
    story.find("ALK-08", "Öl till en märkbart påverkad", follow_up="F3")
    story.answer_the_rest("ALK-08").finish().send()
    story.seal()
    other = Venue.objects.create(
        municipality=ostersund.municipality, name="Annat Påhitt"
    )
    Assignment.objects.create(venue=other, holder=holder)
    finding = Obligation.objects.get().finding
    with pytest.raises(Invalid):
        opened(story.officer, ostersund, other, findings=[finding])
