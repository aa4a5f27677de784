"""A venue with its holder, its manager, and a protocol that was given to it."""

import pytest

from accounts.models import User
from inspections.models import RecipientKind
from inspections.services.releasing import release_section
from tests.conftest import Town
from tests.inspections.story import Story
from venues.models import Assignment, Holder, Venue, VenueAccess

SINCE = "2020-01-01"


@pytest.fixture
def holder(ostersund: Town, venue: Venue) -> Holder:
    """Who has had the venue for long."""
    row = Holder.objects.create(municipality=ostersund.municipality, name="Påhitt AB")
    Assignment.objects.create(venue=venue, holder=row, valid_from=SINCE)
    return row


@pytest.fixture
def vera(venue: Venue, holder: Holder) -> User:
    """A manager of the venue, for its holder."""
    user = User.objects.create_user("vera@example.test", "Vera", "lösenord-för-test")
    VenueAccess.objects.create(user=user, venue=venue, holder=holder, started_on=SINCE)
    return user


@pytest.fixture
def given(story: Story, karin: User, holder: Holder) -> Story:
    """A night with a finding, sealed and given to the venue."""
    story.start()
    story.find("ALK-03", "Påhittad brist")
    story.answer_the_rest("ALK-03").finish().send()
    story.seal()
    release_section(
        user=karin, visit=story.visit, code="licensing",
        recipient_kind=RecipientKind.VENUE, recipient_name="Krogen",
        recipient_agency=None, ground="FL 10 §", weighing="Inget hindrar",
    )  # fmt: skip
    return story
