from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from time_machine import Traveller

from accounts.models import User
from core import clock
from core.errors import Invalid, NotAllowed, NotFound, WrongState
from core.uploads import Upload
from situation.models import Measure, MeasurePhoto, MeasureState, SafetyWalk
from situation.services.measures import move_measure, propose_measure
from tests.conftest import Town
from tests.situation.notes import note, send
from tests.situation.walking import measure, saw, walked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
S = MeasureState


@pytest.fixture
def row(karin: User, ostersund: Town) -> SafetyWalk:
    return walked(karin, ostersund)


def move(user: User, one: Measure, state: MeasureState, **said: Any) -> Measure:
    if state is S.DECIDED:
        said.setdefault("due_on", clock.today() + timedelta(days=30))
    return move_measure(
        user=user, measure=one.pk, state=state,
        **{"on": clock.today(), "words": "med skäl", **said},
    )  # fmt: skip


def test_a_measure_answers_points_of_its_walk_and_never_none(
    karin: User, ostersund: Town, row: SafetyWalk
) -> None:
    made = measure(karin, row)
    assert [one.text for one in made.points.all()] == ["Mörkt vid gångtunneln"]
    assert [one.state for one in made.steps.all()] == [S.PROPOSED]
    with pytest.raises(Invalid):
        propose_measure(user=karin, walk=row.pk, points=[], action="abc", owner="abc")
    other = walked(karin, ostersund).walk.points.get()
    struck = saw(karin, row)
    send(karin, note(karin, row.pk, "struck", note=str(struck.pk), reason="fel"))
    struck.refresh_from_db()
    for point in (other, struck):
        with pytest.raises(Invalid):
            measure(karin, row, point)
    for said in ({"action": " . "}, {"owner": ""}):
        with pytest.raises(Invalid):
            measure(karin, row, **said)


def test_a_measure_goes_from_proposal_to_a_photo_of_how_it_looks(
    karin: User, row: SafetyWalk, november: Traveller, photo: bytes
) -> None:
    made = measure(karin, row)
    due = clock.today() + timedelta(days=30)
    move(karin, made, S.DECIDED, due_on=due, words="")
    november.shift(timedelta(days=10))
    move(karin, made, S.DONE, words="")
    november.shift(timedelta(days=1))
    with pytest.raises(Invalid):
        move(karin, made, S.VERIFIED, words=" ")
    move(karin, made, S.VERIFIED, words="", photos=[Upload("efter.jpg", photo)])
    made.refresh_from_db()
    assert (made.state, made.due_on) == (S.VERIFIED, due)
    assert (made.decided_on, made.done_on, made.verified_on) == (
        date(2026, 11, 9), date(2026, 11, 19), date(2026, 11, 20),
    )  # fmt: skip
    assert [one.state for one in made.steps.all()] == [
        S.PROPOSED, S.DECIDED, S.DONE, S.VERIFIED,
    ]  # fmt: skip
    kept = MeasurePhoto.objects.get()
    assert (kept.step.state, bytes(kept.content)) == (S.VERIFIED, photo)


def test_where_nothing_shows_words_verify(karin: User, row: SafetyWalk) -> None:
    made = measure(karin, row)
    for state in (S.DECIDED, S.DONE):
        move(karin, made, state)
    move(karin, made, S.VERIFIED, words="Vakten går sin rond, sedd två kvällar")
    made.refresh_from_db()
    assert made.state == S.VERIFIED


def test_what_is_no_picture_verifies_nothing(karin: User, row: SafetyWalk) -> None:
    made = measure(karin, row)
    for state in (S.DECIDED, S.DONE):
        move(karin, made, state)
    with pytest.raises(Invalid), transaction.atomic():
        move(karin, made, S.VERIFIED, photos=[Upload("x.jpg", b"no picture")])
    made.refresh_from_db()
    assert made.state == S.DONE


@pytest.mark.parametrize(
    ("way", "state"),
    [
        ([], S.DONE),
        ([], S.VERIFIED),
        ([], S.PROPOSED),
        ([S.DECIDED], S.VERIFIED),
        ([S.DECIDED, S.DONE], S.REFUSED),
        ([S.REFUSED], S.DONE),
        ([S.DECIDED, S.DONE, S.VERIFIED], S.DECIDED),
    ],
)
def test_what_does_not_follow_is_refused(
    karin: User, row: SafetyWalk, way: list[MeasureState], state: MeasureState
) -> None:
    made = measure(karin, row)
    for one in way:
        move(karin, made, one)
    with pytest.raises(WrongState):
        move(karin, made, state)


@pytest.mark.parametrize("state", [S.EXAMINED, S.REFUSED])
def test_what_is_declined_or_examined_says_why(
    karin: User, row: SafetyWalk, state: MeasureState
) -> None:
    made = measure(karin, row)
    with pytest.raises(Invalid):
        move(karin, made, state, words=" . ")
    move(karin, made, state, words="Marken är inte vår")
    assert made.steps.latest("made_at", "pk").words == "Marken är inte vår"


def test_a_decision_has_a_day_that_comes_after_it(karin: User, row: SafetyWalk) -> None:
    made = measure(karin, row)
    today = clock.today()
    for due in (None, today - timedelta(days=1), today + timedelta(days=800)):
        with pytest.raises(Invalid):
            move(karin, made, S.DECIDED, due_on=due)


def test_no_step_lies_ahead_of_today_or_before_the_step_it_follows(
    karin: User, row: SafetyWalk, november: Traveller
) -> None:
    made = measure(karin, row)
    november.shift(timedelta(days=5))
    for on in (clock.today() + timedelta(days=1), clock.today() - timedelta(days=6)):
        with pytest.raises(Invalid):
            move(karin, made, S.DECIDED, on=on)
    move(karin, made, S.DECIDED, on=clock.today() - timedelta(days=5))


def test_another_day_keeps_when_it_was_decided_and_what_was_not_done_goes_back(
    karin: User, row: SafetyWalk, november: Traveller
) -> None:
    made = measure(karin, row)
    decided = clock.today()
    move(karin, made, S.DECIDED)
    november.shift(timedelta(days=40))
    with pytest.raises(Invalid):
        move(karin, made, S.DECIDED, words="")
    later = clock.today() + timedelta(days=20)
    move(karin, made, S.DECIDED, words="Lamporna är försenade", due_on=later)
    move(karin, made, S.DONE)
    move(karin, made, S.DECIDED, words="Det är fortfarande mörkt", due_on=later)
    made.refresh_from_db()
    assert (made.decided_on, made.due_on, made.done_on) == (decided, later, None)


def test_what_was_done_before_it_was_written_down_bears_its_own_day(
    karin: User, row: SafetyWalk, november: Traveller
) -> None:
    day = clock.today() + timedelta(days=2)
    november.shift(timedelta(days=21))
    made = measure(karin, row)
    move(karin, made, S.DECIDED, on=day, due_on=day)
    move(karin, made, S.DONE, on=day)
    made.refresh_from_db()
    assert made.done_on == day


def test_what_is_declined_is_due_no_more_and_its_steps_keep_the_day(
    karin: User, row: SafetyWalk
) -> None:
    made = measure(karin, row)
    due = clock.today() + timedelta(days=9)
    move(karin, made, S.DECIDED, due_on=due)
    move(karin, made, S.REFUSED)
    made.refresh_from_db()
    assert made.due_on is None
    assert [one.due_on for one in made.steps.all()] == [None, due, None]


def test_what_was_declined_and_taken_up_again_was_decided_then(
    karin: User, row: SafetyWalk, november: Traveller
) -> None:
    made = measure(karin, row)
    move(karin, made, S.DECIDED)
    move(karin, made, S.REFUSED)
    november.shift(timedelta(days=40))
    move(karin, made, S.DECIDED)
    made.refresh_from_db()
    assert made.decided_on == clock.today()


def test_only_who_plans_walks_moves_a_measure(
    karin: User, ines: User, sten: User, row: SafetyWalk
) -> None:
    made = measure(karin, row)
    with pytest.raises(NotAllowed):
        move(ines, made, S.DECIDED)
    with pytest.raises(NotFound):
        move(sten, made, S.DECIDED)


def test_the_database_keeps_no_measure_done_without_a_day(
    karin: User, row: SafetyWalk
) -> None:
    made = measure(karin, row)
    for state in ("decided", "done", "verified"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Measure.objects.filter(pk=made.pk).update(state=state)
