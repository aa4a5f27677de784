import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail

from accounts.models import Membership, User
from core import reminding
from core.models import Letter
from inspections.models import Obligation, ObligationState
from inspections.rules.obligation import Verb
from inspections.services.obligations import take_on
from inspections.services.reminders import remind_of_findings, remind_of_protocols
from tasks.sweeps import run_sweeps
from tests.inspections.story import Story
from venues.models import Venue

pytestmark = pytest.mark.django_db
SEALED = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def now() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(SEALED, tick=False) as traveller:
        yield traveller


@pytest.fixture
def row(story: Story, now: time_machine.Traveller) -> Obligation:
    """A finding that is to be put right within fourteen days."""
    story.start()
    story.find("ALK-03", "Öl till en gäst", follow_up="F3")
    story.answer_the_rest("ALK-03").finish().send()
    story.seal()
    return Obligation.objects.get()


def days_with_letters(
    now: time_machine.Traveller, row: Obligation, days: int
) -> list[tuple[int, str, str]]:
    """On which day before or after the deadline what went to whom."""
    assert row.due_on is not None
    found, seen = [], set()
    for _day in range(days):
        remind_of_findings()
        remind_of_findings()  # a second worker
        for letter in Letter.objects.exclude(key__in=seen):
            seen.add(letter.key)
            after = (datetime.now(UTC).date() - row.due_on).days
            found.append((after, letter.key.split(":")[4], letter.to))
        now.shift(86_400)
    return sorted(found)


def test_each_step_goes_once_and_those_who_lead_hear_of_it_in_the_end(
    row: Obligation, now: time_machine.Traveller, karin: User, story: Story
) -> None:
    mine, lead = story.officer.email, karin.email
    assert days_with_letters(now, row, 40) == sorted([
        (-3, "soon", mine), (1, "late", mine), (7, "escalated", mine), (7, "escalated", lead),
    ])  # fmt: skip


def test_the_venue_hears_of_it_where_it_wants_its_mail(
    row: Obligation, now: time_machine.Traveller, story: Story
) -> None:
    Venue.objects.update(email="krogen@example.test")
    told = [
        one
        for one in days_with_letters(now, row, 40)
        if one[2] == "krogen@example.test"
    ]
    assert [one[:2] for one in told] == [(-3, "soon"), (1, "late")]
    letter = Letter.objects.filter(to="krogen@example.test").first()
    assert letter is not None
    assert "Öl till en gäst" not in letter.text


def test_days_that_were_missed_bring_the_latest_step_alone(
    row: Obligation, now: time_machine.Traveller, karin: User
) -> None:
    now.shift(86_400 * 60)
    remind_of_findings()
    assert {one.key.split(":")[4] for one in Letter.objects.all()} == {"escalated"}


@pytest.mark.parametrize("verb", [Verb.CLAIM, Verb.CLOSE])
def test_nobody_is_reminded_of_what_waits_for_us_or_is_over(
    row: Obligation, now: time_machine.Traveller, story: Story, verb: Verb
) -> None:
    take_on(user=story.officer, obligation=row.finding, verb=verb, said="Visat")
    now.shift(86_400 * 60)
    assert remind_of_findings() == 0
    assert not Letter.objects.exists()


def test_a_refused_proof_is_reminded_of_again(
    row: Obligation, now: time_machine.Traveller, story: Story
) -> None:
    take_on(user=story.officer, obligation=row.finding, verb=Verb.CLAIM)
    take_on(
        user=story.officer, obligation=row.finding, verb=Verb.REFUSE, said="Inte infört"
    )
    now.shift(86_400 * 16)
    assert remind_of_findings() == 1


def test_chunk_after_chunk_is_worked_off(
    row: Obligation, now: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        Obligation(
            finding=uuid.uuid4(), agency=row.agency, venue=row.venue, visit=row.visit,
            item="ALK-03", severity="minor", follow_up="F2", night=row.night,
            found_on=row.found_on, due_on=row.due_on, responsible=row.responsible,
            opened_at=row.opened_at,
        )
        for _number in range(40)
    ]  # fmt: skip
    Obligation.objects.bulk_create(rows)
    monkeypatch.setattr(reminding, "_CHUNK", 10)
    now.shift(86_400 * 16)
    assert remind_of_findings() == 41
    assert Obligation.objects.filter(reminded=2).count() == 41


def test_a_late_protocol_is_told_once(
    story: Story, karin: User, now: time_machine.Traveller
) -> None:
    story.start().answer("ALK-03")
    story.send()
    assert remind_of_protocols() == 0
    now.shift(86_400 * 30)
    for _day in range(3):
        assert remind_of_protocols() == 1
        now.shift(86_400)
    (letter,) = Letter.objects.all()
    assert letter.to == karin.email


def test_the_morning_sweep_writes_and_sends(
    row: Obligation, now: time_machine.Traveller
) -> None:
    assert row.due_on is not None
    before_eight = datetime.combine(row.due_on, datetime.min.time(), UTC) - timedelta(
        days=3
    )
    now.move_to(before_eight + timedelta(hours=6, minutes=30))
    run_sweeps()
    assert mail.outbox == []
    now.move_to(before_eight + timedelta(hours=7, minutes=1))
    run_sweeps()
    run_sweeps()
    assert len(mail.outbox) == 1
    assert f"/findings/{row.finding}/" in mail.outbox[0].body
    assert ObligationState(row.state) == ObligationState.OPEN


def test_whoever_has_left_is_not_written_to(
    row: Obligation, now: time_machine.Traveller, story: Story, karin: User
) -> None:
    Membership.objects.filter(user=story.officer).update(ended_on="2026-11-22")
    told = {letter[2] for letter in days_with_letters(now, row, 40)}
    assert told == {karin.email}


def test_the_venue_is_not_asked_for_what_another_agency_is_in_charge_of(
    row: Obligation, now: time_machine.Traveller, story: Story
) -> None:
    Venue.objects.update(email="krogen@example.test")
    Obligation.objects.update(follow_up="F5")
    told = days_with_letters(now, row, 40)
    assert "krogen@example.test" not in {letter[2] for letter in told}
    assert "lämnas över" in Letter.objects.order_by("pk")[0].text
