from datetime import date, timedelta

import pytest

from accounts.models import Membership, Role, User
from accounts.permissions import capabilities_held
from accounts.rules.capabilities import Capability
from accounts.services.people import end_role, give_role
from core import clock
from core.errors import Invalid, NotAllowed, NotFound
from tests.conftest import SINCE, Town, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(ostersund: Town) -> User:
    return make_person("Anna", ostersund, "licensing", Role.ADMINISTRATOR)


def give(giver: User, town: Town, role: Role = Role.INSPECTOR, **more: object):
    asked = {
        "email": "Ny@Example.test", "name": "Ny Person", "language": "sv",
        "municipality": town.municipality, "agency": town.agencies["licensing"],
        "role": role, "started_on": SINCE, **more,
    }  # fmt: skip
    return give_role(giver=giver, **asked)  # type: ignore[arg-type]


def test_a_role_makes_an_account_once_and_opens_what_the_role_may(
    anna: User, ostersund: Town
) -> None:
    membership, is_new = give(anna, ostersund)
    again, is_new_again = give(anna, ostersund, email="ny@example.TEST", name="Annat")

    assert (is_new, is_new_again) == (True, False)
    assert again == membership
    user = membership.user
    assert (user.name, user.has_usable_password()) == ("Ny Person", False)
    assert Capability.RECORD_VISITS in capabilities_held(user)


def test_an_ended_role_opens_nothing_and_stays_on_record(
    anna: User, ostersund: Town
) -> None:
    membership, _ = give(anna, ostersund)
    end_role(
        ender=anna, membership=membership.pk,
        ended_on=clock.today() - timedelta(days=1),
    )  # fmt: skip
    assert capabilities_held(membership.user) == frozenset()
    assert Membership.objects.filter(pk=membership.pk).exists()


def test_a_role_never_ends_before_it_began(anna: User, ostersund: Town) -> None:
    membership, _ = give(anna, ostersund, started_on=clock.today())
    row = end_role(ender=anna, membership=membership.pk, ended_on=date(2020, 1, 1))
    assert row.ended_on == row.started_on


def test_roles_are_given_and_ended_at_home_only(
    anna: User, ostersund: Town, sundsvall: Town, ines: User
) -> None:
    for wrong in (
        {
            "municipality": sundsvall.municipality,
            "agency": sundsvall.agencies["police"],
        },
    ):
        with pytest.raises(NotAllowed):
            give(anna, ostersund, **wrong)
    with pytest.raises(Invalid):
        give(anna, ostersund, agency=sundsvall.agencies["licensing"])
    with pytest.raises(Invalid):
        give(anna, ostersund, agency=None)
    with pytest.raises(NotAllowed):
        give(ines, ostersund)
    strange = Membership.objects.create(
        user=ines, municipality=sundsvall.municipality,
        agency=sundsvall.agencies["police"], role=Role.INSPECTOR, started_on=SINCE,
    )  # fmt: skip
    with pytest.raises(NotFound):
        end_role(ender=anna, membership=strange.pk)


def test_nobody_ends_their_own_administration(anna: User) -> None:
    own = Membership.objects.get(user=anna)
    with pytest.raises(NotAllowed):
        end_role(ender=anna, membership=own.pk)
