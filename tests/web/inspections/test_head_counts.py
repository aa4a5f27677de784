import pytest
from django.test import Client
from django.urls import reverse

from tests.inspections.story import Story
from venues.models import Licence

pytestmark = pytest.mark.django_db


def test_the_visit_draws_its_head_counts_beside_the_permitted_number(
    story: Story,
) -> None:
    Licence.objects.create(venue=story.venue, duration="permanent", max_persons=150)
    story.start()
    story.write("counted", {"guests": 96}, "common")
    wrong = story.write("counted", {"guests": 900}, "common")
    story.write("counted", {"guests": 181, "guards": 2}, "common")
    story.write("counted", {"staff": 9}, "common")
    story.write("retracted", {"entry": wrong.id, "reason": "Slant"}, "common")
    story.send()
    client = Client()
    client.force_login(story.officer)
    parts = client.get(reverse("visit_detail", args=[story.visit])).context["parts"]
    charts = {part.section.code: part.counts for part in parts}
    assert charts["licensing"] is None
    bars = [(bar.shown, bar.is_beyond) for bar in charts["common"].bars]
    assert bars == [("96", False), ("181", True)]
    assert charts["common"].limit.shown == "150"
