import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from inspections.models import Section
from tests.inspections.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def visited(story: Story) -> Story:
    story.start().answer("ALK-03")
    story.send()
    Section.objects.filter(code="licensing").update(diary_number="ALK-2026-17")
    return story


def found(user: User, words: str) -> tuple[list[str], list[str]]:
    client = Client()
    client.force_login(user)
    context = client.get(reverse("search"), {"q": words}).context
    return tuple(  # type: ignore[return-value]
        [str(row[0].text) for row in context[name].rows] if context[name] else []
        for name in ("venues", "visits")
    )


@pytest.mark.parametrize(
    "words", ["krogen", "KROGEN påh", "exempelgatan", "2380", "23800001"]
)
def test_a_venue_is_found_by_what_people_know_of_it(
    visited: Story, ines: User, words: str
) -> None:
    assert found(ines, words)[0] == ["Krogen Påhittad"]


def test_a_visit_is_found_by_its_diary_number_and_by_its_id(
    visited: Story, ines: User
) -> None:
    assert found(ines, "alk-2026-17")[1] == ["2026-11-20"]
    assert found(ines, visited.visit)[1] == ["2026-11-20"]


def test_nobody_finds_what_is_not_theirs(
    visited: Story, petra: User, sten: User
) -> None:
    assert found(petra, "alk-2026-17")[1] == []
    assert found(petra, visited.visit)[1] == []
    assert found(sten, "krogen") == ([], [])


@pytest.mark.parametrize("words", ["", " ", "%", "'", "x" * 5000, "<b>", "🕯"])
def test_no_words_break_the_search(visited: Story, ines: User, words: str) -> None:
    found(ines, words)
