from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from core import clock
from core.errors import DomainError, Invalid, NotFound, WrongState
from core.models import Letter
from tests.conftest import Town
from tests.training.school import School, works_at
from training.models import Enrolment, EnrolmentState
from training.services.enrolling import enrol, sign_off
from training.services.sessions import change_session
from venues.models import Venue, VenueAccess


def test_who_comes_after_the_last_place_waits_and_moves_up_by_itself(
    school: School, olga: User
) -> None:
    session = school.session(capacity=1)
    first = enrol(
        user=olga, session=session.pk, person=school.person("A", "a@example.test")
    )
    second = enrol(
        user=olga, session=session.pk, person=school.person("B", "b@example.test")
    )
    third = enrol(
        user=olga, session=session.pk, person=school.person("C", "c@example.test")
    )
    assert [one.state for one in (first, second, third)] == [
        "booked",
        "waiting",
        "waiting",
    ]

    sign_off(user=olga, enrolment=first.pk)

    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.state, third.state) == ("booked", "waiting")
    told = Letter.objects.filter(to="b@example.test").values_list("subject", "calendar")
    assert [subject for subject, _ in told] == [
        "På väntelistan: AAS", "Du har plats: AAS",
    ]  # fmt: skip
    assert [bool(entry) for _, entry in told] == [False, True]


def test_more_places_move_the_list_up_and_fewer_than_are_taken_are_refused(
    school: School, olga: User
) -> None:
    session = school.session(capacity=1)
    rows = [
        enrol(user=olga, session=session.pk, person=school.person(name))
        for name in "ABC"
    ]
    told = {"place": "Rådhuset", "sign_up_until": None, "is_open": True}
    change_session(user=olga, session=session.pk, capacity=2, **told)
    states = [Enrolment.objects.get(pk=one.pk).state for one in rows]
    assert states == ["booked", "booked", "waiting"]
    with pytest.raises(Invalid):
        change_session(user=olga, session=session.pk, capacity=1, **told)


def test_nobody_moves_up_once_it_has_begun(school: School, olga: User) -> None:
    session = school.session(capacity=1)
    first = enrol(user=olga, session=session.pk, person=school.person("A"))
    second = enrol(user=olga, session=session.pk, person=school.person("B"))
    session.days.update(starts_at=clock.now() - timedelta(hours=1))
    sign_off(user=olga, enrolment=first.pk)
    second.refresh_from_db()
    assert second.state == EnrolmentState.WAITING


def test_who_signed_off_comes_back_at_the_end_of_the_list(
    school: School, olga: User
) -> None:
    session = school.session(capacity=1)
    anna = school.person("A")
    first = enrol(user=olga, session=session.pk, person=anna)
    second = enrol(user=olga, session=session.pk, person=school.person("B"))
    sign_off(person=anna, enrolment=first.pk)
    again = enrol(user=olga, session=session.pk, person=anna)
    second.refresh_from_db()
    assert again.pk == first.pk
    assert (again.state, second.state) == ("waiting", "booked")


@settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(
    capacity=st.integers(1, 3),
    steps=st.lists(
        st.tuples(st.sampled_from(["on", "off", "more"]), st.integers(0, 5))
    ),
)
def test_no_place_stays_free_while_somebody_waits_and_none_is_given_twice(
    school: School, olga: User, capacity: int, steps: list[tuple[str, int]]
) -> None:
    session = school.session(capacity=capacity)
    people = [school.person(f"P{one}") for one in range(6)]
    for step, number in steps:
        row = Enrolment.objects.filter(session=session, person=people[number]).first()
        try:
            if step == "on":
                enrol(user=olga, session=session.pk, person=people[number])
            elif step == "off" and row is not None:
                sign_off(user=olga, enrolment=row.pk)
            elif step == "more":
                session.refresh_from_db()
                change_session(
                    user=olga, session=session.pk, capacity=session.capacity + 1,
                    place="X", sign_up_until=None, is_open=True,
                )  # fmt: skip
        except DomainError:
            continue
        session.refresh_from_db()
        rows = Enrolment.objects.filter(session=session)
        booked = rows.filter(state="booked").count()
        waiting = rows.filter(state="waiting").order_by("asked_at")
        assert booked <= session.capacity
        assert not waiting or booked == session.capacity


def test_a_venue_signs_up_its_own_staff_and_nobody_else(
    school: School, vera: User, venue: Venue
) -> None:
    session = school.session()
    mine, other = school.person("Mina"), school.person("Olle")
    works_at(venue, mine)
    assert (
        enrol(user=vera, session=session.pk, person=mine, venue=venue).state == "booked"
    )
    with pytest.raises(NotFound):
        enrol(user=vera, session=session.pk, person=other, venue=venue)
    with pytest.raises(NotFound):
        enrol(user=vera, session=session.pk, person=other)


def test_a_venue_signs_up_only_while_the_session_is_open_to_venues(
    school: School, vera: User, venue: Venue
) -> None:
    session = school.session()
    mine = school.person("Mina")
    works_at(venue, mine)
    session.sign_up_until = clock.today() - timedelta(days=1)
    session.save()
    with pytest.raises(WrongState):
        enrol(user=vera, session=session.pk, person=mine, venue=venue)


def test_a_manager_whose_time_is_over_signs_up_nobody(
    school: School, vera: User, venue: Venue
) -> None:
    session, mine = school.session(), school.person("Mina")
    works_at(venue, mine)
    VenueAccess.objects.update(ended_on=clock.today() - timedelta(days=1))
    with pytest.raises(NotFound):
        enrol(user=vera, session=session.pk, person=mine, venue=venue)


def test_a_person_signs_off_themselves_and_nobody_else(
    school: School, olga: User
) -> None:
    session = school.session()
    anna, bo = school.person("Anna"), school.person("Bo")
    row = enrol(user=olga, session=session.pk, person=anna)
    with pytest.raises(NotFound):
        sign_off(person=bo, enrolment=row.pk)
    assert sign_off(person=anna, enrolment=row.pk).state == "cancelled"
    with pytest.raises(WrongState):
        sign_off(person=anna, enrolment=row.pk)


def test_an_organiser_of_another_town_reaches_nothing(
    school: School, sten: User, sundsvall: Town
) -> None:
    session = school.session()
    with pytest.raises(NotFound):
        enrol(user=sten, session=session.pk, person=school.person("A"))


def test_whoever_comes_unannounced_gets_a_free_place_from_the_organiser(
    school: School, olga: User
) -> None:
    session = school.session(capacity=1)
    session.days.update(starts_at=clock.now() - timedelta(hours=1))
    first = enrol(user=olga, session=session.pk, person=school.person("A"))
    assert first.state == "booked"
    with pytest.raises(WrongState, match="varje plats"):
        enrol(user=olga, session=session.pk, person=school.person("B"))


def test_who_waited_and_has_come_gets_the_place_of_who_has_not(
    school: School, olga: User
) -> None:
    session = school.session(capacity=1)
    first = enrol(user=olga, session=session.pk, person=school.person("A"))
    waiting = school.person("B")
    enrol(user=olga, session=session.pk, person=waiting)
    session.days.update(starts_at=clock.now() - timedelta(hours=1))
    sign_off(user=olga, enrolment=first.pk)
    assert enrol(user=olga, session=session.pk, person=waiting).state == "booked"
