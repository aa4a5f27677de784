import pytest

from accounts.models import User
from inspections.models import Visit
from tests.conftest import Town, enrol
from tests.inspections.story import Story, statuses
from venues.models import Venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(story: Story, ines: User, ostersund: Town) -> tuple[Story, Story]:
    """Two tablets of one agency that each began a visit of their own."""
    second = Story(
        enrol(ines, ostersund.agencies["licensing"]), ines, story.venue, story.at
    )
    for one in (story, second):
        one.start().send()
    return story, second


def say_same(story: Story, other: str) -> list[tuple[str, str]]:
    story.write(
        "same_visit", {"other": other, "reason": "Vi gick in var sin"}, "common"
    )
    return statuses(story.send())


def test_a_visit_refers_to_the_visit_that_it_was_until_that_is_struck_out(
    two: tuple[Story, Story],
) -> None:
    first, second = two
    assert say_same(second, first.visit) == [("stored", "")]
    assert str(Visit.objects.get(pk=second.visit).same_as_id) == first.visit
    assert Visit.objects.get(pk=first.visit).same_as is None

    said = second.tablet.outbox[-1].id
    second.write("retracted", {"entry": said, "reason": "Fel besök"}, "common")
    second.send()
    assert Visit.objects.get(pk=second.visit).same_as is None


def test_a_visit_cannot_be_a_visit_to_another_venue_or_itself_or_unknown(
    two: tuple[Story, Story], ines: User, ostersund: Town
) -> None:
    first, second = two
    elsewhere = Venue.objects.create(
        municipality=ostersund.municipality, name="Annat påhitt"
    )
    third = Story(first.tablet, ines, elsewhere, first.at, sent=first.sent)
    third.start().send()
    for other, code in (
        (third.visit, "unknown_other_visit"),
        (second.visit, "same_as_itself"),
        (second.tablet.stream, "unknown_other_visit"),
    ):
        assert say_same(second, other) == [("quarantined", code)]
    assert not Visit.objects.exclude(same_as=None).exists()
