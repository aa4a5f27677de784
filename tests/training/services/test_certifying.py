from datetime import timedelta

import pytest

from accounts.models import User
from core import clock
from core.errors import Invalid, WrongState
from core.models import Letter
from core.periods import months_after
from tests.training.school import School
from training.models import Attendance, Certificate, Enrolment, Session, Validity
from training.services.attending import note_attendance
from training.services.certifying import finish_session, revoke_certificate
from training.services.enrolling import enrol
from training.services.testing import note_paper_result


@pytest.fixture
def session(school: School) -> Session:
    return school.session(capacity=9, begins=clock.now() + timedelta(days=7))


def hold(school: School, session: Session, names: str) -> list[Enrolment]:
    """Sign people up, and let the days be over."""
    rows = [
        enrol(
            user=school.organiser, session=session.pk,
            person=school.person(one, f"{one.lower()}@example.test"),
        )
        for one in names
    ]  # fmt: skip
    for day in session.days.all():
        day.starts_at -= timedelta(days=30)
        day.ends_at -= timedelta(days=30)
        day.save()
    return rows


def passes(school: School, row: Enrolment) -> None:
    note_paper_result(
        user=school.organiser, enrolment=row.pk,
        result=[{"area": "Lag", "right": 4, "asked": 4}],
    )  # fmt: skip


def test_only_who_was_there_on_every_day_and_passed_gets_a_certificate(
    school: School, session: Session, olga: User
) -> None:
    anna, bo, cia = hold(school, session, "ABC")
    note_attendance(
        user=olga, session=session.pk, day=1, present=[anna.pk, bo.pk, cia.pk]
    )
    note_attendance(user=olga, session=session.pk, day=2, present=[anna.pk, bo.pk])
    passes(school, anna)
    passes(school, cia)

    _row, made = finish_session(user=olga, session=session.pk)

    assert [one.person.name for one in made] == ["A"]
    assert made[0].valid_until == months_after(clock.today(), 48)
    letter = Letter.objects.get(key=f"certificate:{made[0].pk}")
    assert made[0].number in letter.text


def test_who_passes_a_later_attempt_gets_theirs_then(
    school: School, session: Session, olga: User
) -> None:
    (anna,) = hold(school, session, "A")
    for day in (1, 2):
        note_attendance(user=olga, session=session.pk, day=day, present=[anna.pk])
    finish_session(user=olga, session=session.pk)
    assert not Certificate.objects.exists()
    passes(school, anna)
    assert Certificate.objects.get().person == anna.person


def test_the_list_may_be_put_right_until_certificates_are_issued(
    school: School, session: Session, olga: User
) -> None:
    anna, bo = hold(school, session, "AB")
    note_attendance(user=olga, session=session.pk, day=1, present=[anna.pk])
    note_attendance(user=olga, session=session.pk, day=1, present=[bo.pk])
    assert [one.enrolment_id for one in Attendance.objects.all()] == [bo.pk]
    finish_session(user=olga, session=session.pk)
    with pytest.raises(WrongState):
        note_attendance(user=olga, session=session.pk, day=1, present=[])


def test_nothing_is_issued_before_the_last_day_is_over(
    school: School, session: Session, olga: User
) -> None:
    with pytest.raises(WrongState):
        finish_session(user=olga, session=session.pk)


def test_nothing_is_issued_while_nobody_has_decided_how_long_it_holds(
    school: School, session: Session, olga: User
) -> None:
    hold(school, session, "A")
    Validity.objects.all().delete()
    with pytest.raises(Invalid):
        finish_session(user=olga, session=session.pk)


def test_nobody_was_there_before_the_day(
    school: School, session: Session, olga: User
) -> None:
    row = enrol(user=olga, session=session.pk, person=school.person("A"))
    with pytest.raises(WrongState):
        note_attendance(user=olga, session=session.pk, day=1, present=[row.pk])


def test_a_certificate_is_revoked_once_and_for_a_reason(
    school: School, session: Session, olga: User
) -> None:
    (anna,) = hold(school, session, "A")
    for day in (1, 2):
        note_attendance(user=olga, session=session.pk, day=day, present=[anna.pk])
    passes(school, anna)
    made = finish_session(user=olga, session=session.pk)[1][0]
    with pytest.raises(Invalid):
        revoke_certificate(user=olga, certificate=made.pk, why=" ")
    revoke_certificate(user=olga, certificate=made.pk, why="Utfärdat av misstag")
    with pytest.raises(WrongState):
        revoke_certificate(user=olga, certificate=made.pk, why="Igen")
