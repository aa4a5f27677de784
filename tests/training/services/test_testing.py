from datetime import timedelta

import pytest

from accounts.models import User
from core import clock
from core.errors import Invalid, NotFound, WrongState
from tests.training.school import School
from training.models import Enrolment, Person, Session, Sitting, TestRule
from training.services.enrolling import enrol
from training.services.testing import (
    begin_sitting,
    close_test,
    hand_in,
    note_paper_result,
    open_test,
)


@pytest.fixture
def session(school: School, olga: User) -> Session:
    row = school.session()
    open_test(user=olga, session=row.pk)
    return row


@pytest.fixture
def anna(school: School) -> Person:
    return school.person("Anna Påhittad")


@pytest.fixture
def place(school: School, session: Session, anna: Person, olga: User) -> Enrolment:
    return enrol(user=olga, session=session.pk, person=anna)


def right_answers(row: Sitting) -> dict[int, int]:
    return {place: asked["right"] for place, asked in enumerate(row.paper)}


def test_a_paper_is_drawn_marked_and_passed(anna: Person, place: Enrolment) -> None:
    paper = begin_sitting(person=anna, enrolment=place.pk)
    assert len(paper.paper) == 8
    done = hand_in(person=anna, sitting=paper.pk, answers=right_answers(paper))
    assert done.passed
    assert done.result == [
        {"area": f"Område {one}", "right": 4, "asked": 4} for one in range(2)
    ]


def test_a_weak_area_fails_the_whole(anna: Person, place: Enrolment) -> None:
    paper = begin_sitting(person=anna, enrolment=place.pk)
    answers = right_answers(paper)
    for number in (6, 7):  # two of four wrong in the second area
        answers[number] = (answers[number] + 1) % 3
    assert hand_in(person=anna, sitting=paper.pk, answers=answers).passed is False


def test_two_attempts_are_two(anna: Person, place: Enrolment) -> None:
    for _one in range(2):
        paper = begin_sitting(person=anna, enrolment=place.pk)
        hand_in(person=anna, sitting=paper.pk, answers={})
    with pytest.raises(WrongState) as refused:
        begin_sitting(person=anna, enrolment=place.pk)
    assert refused.value.stable_code == "none_left"


def test_days_between_attempts_are_kept(
    school: School, anna: Person, place: Enrolment
) -> None:
    TestRule.objects.update(wait_days=7)
    paper = begin_sitting(person=anna, enrolment=place.pk)
    hand_in(person=anna, sitting=paper.pk, answers={})
    with pytest.raises(WrongState) as refused:
        begin_sitting(person=anna, enrolment=place.pk)
    assert refused.value.stable_code == "too_soon"


def test_a_paper_handed_in_too_late_is_kept_and_not_passed(
    anna: Person, place: Enrolment
) -> None:
    paper = begin_sitting(person=anna, enrolment=place.pk)
    Sitting.objects.update(ends_at=clock.now() - timedelta(minutes=5))
    done = hand_in(person=anna, sitting=paper.pk, answers=right_answers(paper))
    assert done.passed is False
    assert done.answers


def test_a_paper_that_nobody_handed_in_counts_as_an_attempt(
    anna: Person, place: Enrolment
) -> None:
    begin_sitting(person=anna, enrolment=place.pk)
    Sitting.objects.update(ends_at=clock.now() - timedelta(minutes=5))
    assert begin_sitting(person=anna, enrolment=place.pk).attempt == 2
    assert Sitting.objects.get(attempt=1).passed is False


def test_nobody_else_sees_or_hands_in_the_paper(
    school: School, anna: Person, place: Enrolment
) -> None:
    paper = begin_sitting(person=anna, enrolment=place.pk)
    bo = school.person("Bo")
    with pytest.raises(NotFound):
        hand_in(person=bo, sitting=paper.pk, answers={})
    with pytest.raises(NotFound):
        begin_sitting(person=bo, enrolment=place.pk)


def test_a_paper_is_handed_in_once(anna: Person, place: Enrolment) -> None:
    paper = begin_sitting(person=anna, enrolment=place.pk)
    hand_in(person=anna, sitting=paper.pk, answers={})
    with pytest.raises(WrongState):
        hand_in(person=anna, sitting=paper.pk, answers=right_answers(paper))


def test_a_question_that_is_retired_stays_on_papers_and_is_drawn_no_more(
    school: School, session: Session, anna: Person, place: Enrolment, olga: User
) -> None:
    paper = begin_sitting(person=anna, enrolment=place.pk)
    area = school.course.areas.first()
    assert area is not None
    area.questions.update(retired_at=clock.now())
    assert hand_in(person=anna, sitting=paper.pk, answers=right_answers(paper)).passed
    with pytest.raises(Invalid):
        open_test(user=olga, session=session.pk)


def test_a_closed_test_is_begun_by_nobody(
    session: Session, anna: Person, place: Enrolment, olga: User
) -> None:
    close_test(user=olga, session=session.pk)
    with pytest.raises(WrongState):
        begin_sitting(person=anna, enrolment=place.pk)


def test_a_result_on_paper_counts_as_an_attempt(place: Enrolment, olga: User) -> None:
    done = note_paper_result(
        user=olga, enrolment=place.pk,
        result=[{"area": "Lag", "right": 3, "asked": 4}],
    )  # fmt: skip
    assert done.passed
    with pytest.raises(WrongState):
        note_paper_result(
            user=olga, enrolment=place.pk,
            result=[{"area": "Lag", "right": 4, "asked": 4}],
        )  # fmt: skip


def test_a_result_that_cannot_be_is_refused(place: Enrolment, olga: User) -> None:
    with pytest.raises(Invalid):
        note_paper_result(
            user=olga, enrolment=place.pk,
            result=[{"area": "Lag", "right": 5, "asked": 4}],
        )  # fmt: skip


def test_who_does_not_teach_opens_nothing(session: Session, ines: User) -> None:
    with pytest.raises(NotFound):
        open_test(user=ines, session=session.pk)
