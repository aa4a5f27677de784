from datetime import timedelta

from accounts.models import User
from core import clock
from core.models import Letter
from tests.training.school import School, works_at
from training.models import Certificate
from training.services.enrolling import enrol
from training.services.reminders import remind_of_certificates, remind_of_sessions
from venues.models import Venue


def test_a_day_that_comes_near_is_reminded_of_once_with_its_calendar_entry(
    school: School, olga: User
) -> None:
    session = school.session(begins=clock.now() + timedelta(hours=30))
    enrol(user=olga, session=session.pk, person=school.person("Anna", "a@example.test"))
    assert remind_of_sessions() == 1  # the second day is further away
    assert remind_of_sessions() == 0
    letter = Letter.objects.get(subject="Snart: AAS")
    assert "BEGIN:VEVENT" in letter.calendar
    assert f"session-{session.pk}-1@lykta" in letter.calendar.replace("\r\n ", "")


def test_a_certificate_that_lapses_is_told_to_person_and_venue_once_for_each_step(
    school: School, venue: Venue
) -> None:
    venue.email = "krogen@example.test"
    venue.save()
    anna = school.person("Anna", "a@example.test")
    works_at(venue, anna)
    row = Certificate.objects.create(
        number="AAS-1", person=anna, diploma=school.diploma,
        issued_on=clock.today() - timedelta(days=1000),
        valid_until=clock.today() + timedelta(days=90),
    )  # fmt: skip
    told = []
    for until in (91, 90, 89, 30, 29, 0):
        Certificate.objects.update(valid_until=clock.today() + timedelta(days=until))
        remind_of_certificates()
        remind_of_certificates()
        told.append(Letter.objects.filter(key__startswith=f"lapses:{row.pk}").count())
    assert told == [0, 2, 2, 4, 4, 4]
    assert set(Letter.objects.values_list("to", flat=True)) == {
        "a@example.test", "krogen@example.test",
    }  # fmt: skip


def test_what_was_renewed_or_revoked_is_not_reminded_of(school: School) -> None:
    anna, bo = (
        school.person("Anna", "a@example.test"),
        school.person("Bo", "b@example.test"),
    )
    soon = clock.today() + timedelta(days=20)
    for person, number, until in (
        (anna, "AAS-1", soon), (anna, "AAS-2", soon + timedelta(days=900)),
        (bo, "AAS-3", soon),
    ):  # fmt: skip
        Certificate.objects.create(
            number=number, person=person, diploma=school.diploma,
            issued_on=clock.today() - timedelta(days=len(number) + int(number[-1])),
            valid_until=until,
        )  # fmt: skip
    Certificate.objects.filter(number="AAS-3").update(revoked_at=clock.now())
    remind_of_certificates()
    assert not Letter.objects.exists()
