from datetime import date

import pytest

from accounts.models import User
from core.errors import Invalid, NotAllowed
from inspections.models import Visit
from inspections.queries.occasions import attendance_of, occasions_visible_to
from inspections.services.occasions import plan_occasion
from tests.conftest import Town
from tests.inspections.story import Story

pytestmark = pytest.mark.django_db
NIGHT = date(2026, 11, 20)


def test_who_came_is_read_from_the_visits_and_not_from_the_invitation(
    story: Story, karin: User, sten: User, ostersund: Town
) -> None:
    agencies = ostersund.agencies
    occasion = plan_occasion(
        user=karin, municipality=ostersund.municipality, night=NIGHT, name="Fredag",
        invited=[agencies["licensing"], agencies["police"]],
    )  # fmt: skip
    story.start().answer("ALK-03")
    story.send()
    Visit.objects.update(occasion=occasion)

    came = {one.agency.code: one.visits for one in attendance_of(karin, occasion)}
    assert came == {"licensing": 1, "police": 0}
    assert list(occasions_visible_to(karin)) == [occasion]
    assert list(occasions_visible_to(sten)) == []


def test_only_a_coordinator_plans_and_only_agencies_of_the_town_are_asked(
    karin: User, ines: User, ostersund: Town, sundsvall: Town
) -> None:
    with pytest.raises(NotAllowed):
        plan_occasion(
            user=ines, municipality=ostersund.municipality, night=NIGHT, name="Fredag",
            invited=[],
        )  # fmt: skip
    with pytest.raises(Invalid):
        plan_occasion(
            user=karin, municipality=ostersund.municipality, night=NIGHT,
            name="Fredag", invited=[sundsvall.agencies["police"]],
        )  # fmt: skip
