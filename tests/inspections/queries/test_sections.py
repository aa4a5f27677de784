"""In a joint visit every agency reads its own section and the common one, no other."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from inspections.queries.sections import sections_visible_to, visits_visible_to
from tests.inspections.story import Story

pytestmark = pytest.mark.django_db
SECRET_OF_LICENSING = "Bara för tillståndsenheten"
SECRET_OF_POLICE = "Bara för polisen"


@pytest.fixture
def joint(story: Story, police_story: Story) -> Story:
    """A sealed visit of two agencies, each with a note of its own."""
    story.start().answer_the_rest()
    story.write("noted", {"text": SECRET_OF_LICENSING})
    story.finish().send()
    story.seal()
    police_story.join(story.visit)
    police_story.write("arrived", {}, "common")
    police_story.answer_the_rest()
    police_story.write("noted", {"text": SECRET_OF_POLICE})
    police_story.finish().send()
    police_story.seal()
    return story


def test_each_agency_sees_its_own_section_and_the_common_one(
    joint: Story, ines: User, petra: User, sten: User
) -> None:
    for user, own in ((ines, "licensing"), (petra, "police")):
        seen = sections_visible_to(user).values_list("code", flat=True)
        assert sorted(seen) == sorted(["common", own])
        assert visits_visible_to(user).count() == 1
    assert not sections_visible_to(sten).exists()
    assert not visits_visible_to(sten).exists()


def test_no_page_protocol_bundle_or_receipt_tells_of_the_other(
    joint: Story, ines: User, petra: User
) -> None:
    for user, theirs, other in (
        (ines, SECRET_OF_POLICE, "police"),
        (petra, SECRET_OF_LICENSING, "licensing"),
    ):
        client = Client()
        client.force_login(user)
        visit = client.get(reverse("visit_detail", args=[joint.visit]))
        venue = client.get(reverse("venue_detail", args=[joint.venue.pk]))
        bundle = client.get(reverse("field_bundle"))

        assert visit.status_code == venue.status_code == bundle.status_code == 200
        for answer in (visit, venue, bundle):
            assert theirs not in answer.content.decode()
        assert (
            client.get(reverse("protocol", args=[joint.visit, other])).status_code
            == 404
        )
        for name in ("seal", "amend"):
            url = reverse(name, args=[joint.visit, other])
            assert client.post(url, {"text": "Inte mitt"}).status_code == 404
            api = reverse(f"field_{name}", args=[joint.visit, other])
            body = {"text": "Inte mitt"}
            refused = client.post(api, body, content_type="application/json")
            assert refused.status_code == 404
