from datetime import timedelta

import pytest

from accounts.models import User
from core import clock
from core.errors import NotFound, WrongState
from core.models import Letter
from tests.conftest import Town
from tests.training.school import School
from training.services.session_invitations import invite_venues
from venues.models import Venue


def test_managers_are_mailed_else_the_registers_address_and_each_once(
    school: School, olga: User, vera: User, venue: Venue, sundsvall: Town
) -> None:
    venue.email = "krogen@example.test"
    venue.save()
    Venue.objects.create(
        municipality=venue.municipality, name="Andra", email="andra@example.test"
    )
    Venue.objects.create(
        municipality=sundsvall.municipality, name="Sund", email="sund@example.test"
    )
    session = school.session()
    for _again in range(2):
        invite_venues(user=olga, session=session.pk)
    letters = Letter.objects.order_by("to")
    assert [one.to for one in letters] == ["andra@example.test", vera.email]
    assert all("BEGIN:VEVENT" in one.calendar for one in letters)


def test_nobody_is_invited_to_what_has_begun_or_by_somebody_else(
    school: School, olga: User, vera: User
) -> None:
    session = school.session(begins=clock.now() - timedelta(hours=1))
    with pytest.raises(WrongState):
        invite_venues(user=olga, session=session.pk)
    with pytest.raises(NotFound):
        invite_venues(user=vera, session=session.pk)
