from datetime import timedelta

import pytest
from time_machine import Traveller

from accounts.models import User
from core import clock
from core.models import Letter
from situation.models import MeasureState, SafetyWalk, WalkAddress
from situation.services.measures import move_measure
from situation.services.walk_letters import answer_participants, send_protocol
from situation.services.walk_reminders import (
    forget_addresses,
    remind_of_answers,
    remind_of_measures,
)
from situation.services.walks import cancel_walk
from tests.conftest import Town
from tests.situation.walking import listed, measure, planned, walked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


@pytest.fixture
def row(karin: User, ostersund: Town) -> SafetyWalk:
    made = walked(karin, ostersund)
    listed(karin, made)
    return made


def test_who_led_it_is_asked_two_weeks_before_sixty_days_are_over_and_on_the_last(
    row: SafetyWalk, november: Traveller, karin: User
) -> None:
    november.shift(timedelta(days=46))
    assert remind_of_answers() == 0
    november.shift(timedelta(seconds=1))
    assert (remind_of_answers(), remind_of_answers()) == (1, 0)
    letter = Letter.objects.get()
    assert letter.to == karin.email
    assert "2027-01-08" in letter.text
    november.shift(timedelta(days=13))
    assert clock.today().isoformat() == "2027-01-07"
    assert (remind_of_answers(), remind_of_answers()) == (1, 0)


def test_nobody_is_asked_for_an_answer_that_was_given(
    row: SafetyWalk, november: Traveller, karin: User
) -> None:
    send_protocol(user=karin, walk=row.pk, photos=[])
    answer_participants(user=karin, walk=row.pk, text="Klart")
    november.shift(timedelta(days=90))
    assert remind_of_answers() == 0


def test_a_measure_is_asked_after_once_its_day_has_passed_and_anew_for_another_day(
    row: SafetyWalk, november: Traveller, karin: User
) -> None:
    one = measure(karin, row)
    due = clock.today() + timedelta(days=5)

    def decide() -> None:
        move_measure(
            user=karin, measure=one.pk, state=MeasureState.DECIDED, on=clock.today(),
            due_on=clock.today() + timedelta(days=5), words="försenat",
        )  # fmt: skip

    decide()
    november.shift(timedelta(days=5))
    assert remind_of_measures() == 0
    november.shift(timedelta(days=1))
    assert (remind_of_measures(), remind_of_measures()) == (1, 0)
    assert due.isoformat() in Letter.objects.get().text
    decide()
    november.shift(timedelta(days=6))
    assert remind_of_measures() == 1
    move_measure(user=karin, measure=one.pk, state=MeasureState.DONE, on=clock.today())
    november.shift(timedelta(days=60))
    assert remind_of_measures() == 0


def test_addresses_are_forgotten_when_nothing_more_is_told(
    row: SafetyWalk, november: Traveller, karin: User, ostersund: Town
) -> None:
    november.shift(timedelta(days=180))
    assert forget_addresses() == 0
    november.shift(timedelta(seconds=1))
    waiting, off = planned(karin, ostersund), planned(karin, ostersund)
    for one in (waiting, off):
        listed(karin, one)
    cancel_walk(user=karin, walk=off.pk, reason="snöstorm")
    assert forget_addresses() == 1
    november.shift(timedelta(days=2))
    assert forget_addresses() == 1
    assert [one.walk_id for one in WalkAddress.objects.all()] == [waiting.pk]


def test_the_list_of_a_walk_that_was_never_ended_is_forgotten_as_well(
    november: Traveller, karin: User, ostersund: Town
) -> None:
    listed(karin, planned(karin, ostersund))
    november.shift(timedelta(days=180))
    assert forget_addresses() == 0
    november.shift(timedelta(minutes=6))
    assert forget_addresses() == 1
