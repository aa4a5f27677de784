"""A course with its diploma, bank and rules; people; and days to hold it on."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from accounts.models import User
from core import clock
from tests.conftest import Town
from training.models import (
    Course,
    CourseKind,
    Diploma,
    Employment,
    Person,
    Question,
    QuestionArea,
    Session,
    SessionDay,
    StaffRole,
    TestRule,
    Validity,
)
from venues.models import Venue
from venues.queries.access import present_holder

LONG_AGO = date(2020, 1, 1)


@dataclass
class School:
    """What a municipality teaches."""

    town: Town
    organiser: User
    diploma: Diploma
    course: Course

    def session(
        self, capacity: int = 2, begins: datetime | None = None, days: int = 2
    ) -> Session:
        """A session whose days follow one another, from a week ahead on."""
        first = begins or clock.now() + timedelta(days=7)
        row = Session.objects.create(
            course=self.course, place="Rådhuset", capacity=capacity,
            made_by=self.organiser, made_at=clock.now(),
        )  # fmt: skip
        for number in range(days):
            starts_at = first + timedelta(days=number)
            SessionDay.objects.create(
                session=row, number=number + 1, starts_at=starts_at,
                ends_at=starts_at + timedelta(hours=7),
            )  # fmt: skip
        return row

    def person(self, name: str, email: str = "") -> Person:
        """Somebody of the town."""
        return Person.objects.create(
            municipality=self.town.municipality, name=name, email=email,
            made_at=clock.now(),
        )  # fmt: skip


def make_school(town: Town, organiser: User) -> School:
    diploma = Diploma.objects.create(
        municipality=town.municipality, code="AAS", name_sv="Ansvarsfull servering",
        name_en="Responsible serving",
    )  # fmt: skip
    course = Course.objects.create(
        municipality=town.municipality, kind=CourseKind.AAS, name_sv="AAS",
        name_en="AAS in English", diploma=diploma, has_test=True,
    )  # fmt: skip
    Validity.objects.create(course=course, applies_from=LONG_AGO, months=48)
    TestRule.objects.create(
        course=course, applies_from=LONG_AGO, pass_percent=75, attempts=2, wait_days=0,
        minutes=30,
    )  # fmt: skip
    for number in range(2):
        area = QuestionArea.objects.create(
            course=course, name_sv=f"Område {number}", name_en=f"Area {number}", drawn=4
        )
        for one in range(6):
            Question.objects.create(
                area=area, text_sv=f"Fråga {number}-{one}", text_en=f"Q {number}-{one}",
                options_sv=["ja", "nej", "vet ej"], options_en=["yes", "no", "?"],
                right=one % 3,
            )  # fmt: skip
    return School(town, organiser, diploma, course)


def works_at(
    venue: Venue, person: Person, role: StaffRole = StaffRole.SERVING
) -> Employment:
    """Somebody who has worked there for long."""
    return Employment.objects.create(
        person=person, venue=venue, holder=present_holder(venue, clock.today()),
        role=role, started_on=LONG_AGO, consented_on=LONG_AGO,
    )  # fmt: skip
