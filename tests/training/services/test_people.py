from datetime import date, timedelta

import pytest

from accounts.models import User
from core import clock
from core.errors import Invalid, NotFound
from core.models import Letter
from tests.conftest import Town
from tests.training.school import School, works_at
from training.models import Certificate, Employment, Person, Shift, StaffRole
from training.queries.people import (
    likely_doubles,
    people_visible_to,
    staff_of_venue,
)
from training.services.enrolling import enrol
from training.services.links import address_of, person_at, renew_link
from training.services.people import (
    add_person,
    claim_double,
    employ,
    end_employment,
    end_staff_of_former_holders,
    merge_people,
    note_number_ground,
    withdraw_agreement,
)
from venues.models import Assignment, Holder, Venue

TODAY = {"started_on": date(2026, 1, 1), "agreed": True}
NUMBER = "811218-9876"


def certificate(person: Person, school: School, number: str) -> Certificate:
    return Certificate.objects.create(
        number=number, person=person, diploma=school.diploma, issued_on=date(2026, 1, 1)
    )


def test_nobody_is_listed_without_their_agreement(vera: User, venue: Venue) -> None:
    with pytest.raises(Invalid):
        employ(
            user=vera, venue=venue, name="Anna", role=StaffRole.SERVING,
            started_on=date(2026, 1, 1), agreed=False,
        )  # fmt: skip


def test_who_is_listed_is_told_and_may_take_it_back(vera: User, venue: Venue) -> None:
    row = employ(
        user=vera, venue=venue, name="Anna  Påhittad", email="anna@example.test",
        role=StaffRole.SERVING, **TODAY,
    )  # fmt: skip
    letter = Letter.objects.get(to="anna@example.test")
    assert venue.name in letter.text
    assert address_of(row.person) in letter.text
    Shift.objects.create(
        employment=row, venue=venue, night=clock.today() + timedelta(days=3),
        starts_minute=1080, ends_minute=1440,
    )  # fmt: skip
    ended = withdraw_agreement(person=row.person, employment=row.pk)
    assert (ended.ended_on, ended.withdrawn_on) == (clock.today(), clock.today())
    assert not Shift.objects.exists()


def test_a_venue_learns_nothing_of_anothers_staff_by_their_address(
    school: School, vera: User, venue: Venue
) -> None:
    known = school.person("Anna Påhittad", "anna@example.test")
    certificate(known, school, "AAS-1")
    row = employ(
        user=vera, venue=venue, name="Anna Påhittad", email="anna@example.test",
        role=StaffRole.SERVING, **TODAY,
    )  # fmt: skip
    assert row.person != known
    assert not row.person.certificates.exists()


def test_the_person_says_that_another_listing_is_theirs(
    school: School, vera: User, venue: Venue
) -> None:
    known = school.person("Anna Påhittad", "anna@example.test")
    certificate(known, school, "AAS-1")
    row = employ(
        user=vera, venue=venue, name="Anna P", email="ANNA@example.test",
        role=StaffRole.SERVING, **TODAY,
    )  # fmt: skip
    claim_double(person=known, double=row.person.pk)
    row.refresh_from_db()
    assert row.person == known
    assert person_at(address_of(Person.objects.get(name="Anna P"))) == known
    with pytest.raises(NotFound):
        claim_double(person=known, double=school.person("Bo", "bo@example.test").pk)


def test_two_become_one_with_all_they_have(
    school: School, olga: User, venue: Venue
) -> None:
    kept, double = school.person("Anna Påhittad"), school.person("Anna Påhitad")
    works_at(venue, kept)
    works_at(venue, double)
    certificate(double, school, "AAS-2")
    session = school.session()
    enrol(user=olga, session=session.pk, person=double)

    merge_people(user=olga, kept=kept.pk, double=double.pk)

    assert kept.certificates.count() == kept.enrolments.count() == 1
    assert Employment.objects.filter(person=kept, ended_on=None).count() == 1
    assert kept in people_visible_to(olga)
    assert double not in people_visible_to(olga)


def test_two_in_the_same_session_are_not_made_one(school: School, olga: User) -> None:
    one, other = school.person("Anna"), school.person("Anna")
    session = school.session()
    for person in (one, other):
        enrol(user=olga, session=session.pk, person=person)
    with pytest.raises(Invalid):
        merge_people(user=olga, kept=one.pk, double=other.pk)


def test_doubles_are_found_by_address_and_by_name_at_a_venue(
    school: School, olga: User, venue: Venue
) -> None:
    one, other = (
        school.person("Anna", "a@example.test"),
        school.person("A", "A@example.test"),
    )
    third, fourth = school.person("Bo Ek"), school.person("bo  ek")
    for person in (third, fourth):
        works_at(venue, person)
    found = {
        frozenset(group.people) for group in likely_doubles(people_visible_to(olga))
    }
    assert found == {frozenset({one, other}), frozenset({third, fourth})}


def test_a_personal_number_is_taken_only_when_the_municipality_has_said_why(
    school: School, olga: User, ostersund: Town
) -> None:
    given = {
        "user": olga, "municipality": ostersund.municipality, "name": "Anna",
        "personal_number": NUMBER,
    }  # fmt: skip
    with pytest.raises(Invalid):
        add_person(**given)
    note_number_ground(
        user=olga, municipality=ostersund.municipality, decided_on=date(2026, 1, 1),
        reason="Flera deltagare bär samma namn och adress.",
    )  # fmt: skip
    made = add_person(**given)
    assert made.masked_number == "811218-****"
    assert NUMBER[-4:] not in str(made.__dict__)
    with pytest.raises(Invalid):
        add_person(**given)  # the same number again


def test_a_renewed_link_ends_the_old_one(school: School) -> None:
    anna = school.person("Anna")
    old = address_of(anna)
    assert person_at(old) == anna
    renew_link(person=anna)
    with pytest.raises(NotFound):
        person_at(old)
    assert person_at(address_of(anna)) == anna


def test_a_link_that_was_touched_opens_nothing(school: School) -> None:
    address = address_of(school.person("Anna"))
    for wrong in (address[:-1], "x" + address[1:], "", "~", "a~b"):
        with pytest.raises(NotFound):
            person_at(wrong)


def test_a_manager_ends_only_what_is_theirs(
    school: School, vera: User, ostersund: Town, venue: Venue
) -> None:
    other = Venue.objects.create(municipality=ostersund.municipality, name="Annat")
    theirs = works_at(other, school.person("Anna"))
    with pytest.raises(NotFound):
        end_employment(user=vera, employment=theirs.pk)
    mine = works_at(venue, school.person("Bo"))
    assert end_employment(user=vera, employment=mine.pk).ended_on == clock.today()


def test_the_next_holder_gets_none_of_the_staff(
    school: School, venue: Venue, ostersund: Town, olga: User
) -> None:
    before, after = (
        Holder.objects.create(municipality=ostersund.municipality, name=f"{one} AB")
        for one in "AB"
    )
    Assignment.objects.create(venue=venue, holder=before)
    row = employ(user=olga, venue=venue, name="Anna", role=StaffRole.SERVING, **TODAY)
    assert row.holder == before
    assert list(staff_of_venue(venue, clock.today())) == [row]
    Assignment.objects.update(valid_to=clock.today() - timedelta(days=1))
    Assignment.objects.create(venue=venue, holder=after, valid_from=clock.today())
    assert not staff_of_venue(venue, clock.today()).exists()
    again = employ(user=olga, venue=venue, name="Anna", role=StaffRole.KITCHEN, **TODAY)
    assert again.person != row.person
    assert end_staff_of_former_holders() == 1
    assert end_staff_of_former_holders() == 0
    row.refresh_from_db()
    assert row.ended_on == clock.today() - timedelta(days=1)


def test_agreement_taken_back_before_the_first_day_ends_it_for_good(
    school: School, venue: Venue, vera: User
) -> None:
    row = employ(
        user=vera, venue=venue, name="Anna", role=StaffRole.SERVING, agreed=True,
        started_on=clock.today() + timedelta(days=7),
    )  # fmt: skip
    withdraw_agreement(person=row.person, employment=row.pk)
    assert not staff_of_venue(venue, clock.today() + timedelta(days=7)).exists()


def test_a_doubles_link_is_renewed_with_the_persons(school: School, olga: User) -> None:
    kept, double = school.person("Anna"), school.person("Anna P")
    old = address_of(double)
    merge_people(user=olga, kept=kept.pk, double=double.pk)
    assert person_at(old) == kept
    renew_link(person=kept)
    with pytest.raises(NotFound):
        person_at(old)
