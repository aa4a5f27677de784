import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.inspections.story import Story

pytestmark = pytest.mark.django_db


def test_the_share_is_of_the_visits_that_the_reader_may_read(
    story: Story, karin: User, petra: User
) -> None:
    story.start()
    story.write("counted", {"serving": 6, "trained": 2}, "common")
    story.answer_the_rest().finish().send()
    story.seal()
    pages = []
    for user in (karin, petra):
        client = Client()
        client.force_login(user)
        pages.append(client.get(reverse("coverage")).context["on_duty"])
    mine, theirs = pages
    assert (mine.value, mine.of) == (2, 6)
    assert mine.note == "andra halvåret 2026"
    assert (theirs.value, theirs.of) == (None, None)
