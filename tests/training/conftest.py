import pytest

from accounts.models import Role, User
from tests.conftest import Town, make_person
from tests.training.school import School, make_school
from venues.models import Venue, VenueAccess


@pytest.fixture
def olga(ostersund: Town) -> User:
    return make_person("Olga", ostersund, "licensing", Role.TRAINING_ORGANISER)


@pytest.fixture
def vera(ostersund: Town, venue: Venue) -> User:
    """The manager of the venue, with no role of the municipality's."""
    user = User.objects.create_user("vera@example.test", "Vera", "lösenord-för-test")
    VenueAccess.objects.create(user=user, venue=venue, started_on="2020-01-01")
    return user


@pytest.fixture
def school(ostersund: Town, olga: User) -> School:
    return make_school(ostersund, olga)
