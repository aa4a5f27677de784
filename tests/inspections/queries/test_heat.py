from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from inspections.queries.heat import heat_of
from tests.conftest import Town
from tests.inspections.story import Story
from venues.models import Venue

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def found(story: Story) -> Story:
    """A sealed visit with two findings at a venue that has a place."""
    Venue.objects.update(latitude=63.1767, longitude=14.6361)
    story.start().answer_the_rest("ALK-03", "ALK-08")
    story.find("ALK-03", "Ingen syn på baren", follow_up="F1")
    story.find("ALK-08", "En berusad gäst serverades", follow_up="F4")
    story.finish().send()
    story.seal()
    return story


def test_findings_are_counted_in_the_square_of_their_venue(
    found: Story, karin: User
) -> None:
    (one,) = heat_of(karin, Venue.objects.all(), TODAY)
    assert (one.findings, one.venues) == (2, 1)
    assert one.square.south < 63.1767 < one.square.north
    assert heat_of(karin, Venue.objects.exclude(pk=found.venue.pk), TODAY) == []
    assert heat_of(karin, Venue.objects.all(), date(2028, 11, 21)) == []


def test_the_heat_of_another_agency_stays_with_it(
    found: Story, ostersund: Town, petra: User, sten: User
) -> None:
    for stranger in (petra, sten):
        assert heat_of(stranger, Venue.objects.all(), TODAY) == []


def test_the_map_gets_the_squares_with_their_words(found: Story, karin: User) -> None:
    client = Client(headers={"accept-language": "en"})
    karin.language = "en"
    karin.save()
    client.force_login(karin)
    (feature,) = client.get(reverse("venue_heat")).json()["features"]
    assert feature["properties"]["said"] == "2 findings at 1 venue in two years"
    assert client.get(reverse("venue_heat"), {"q": "nowhere"}).json()["features"] == []
