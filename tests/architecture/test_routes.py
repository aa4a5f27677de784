"""Every route × every role × one's own and somebody else's object.

A route that nobody decided about fails here: add it to a table of `decisions`.
"""

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import PersonalDataRead, Role, User
from core.changes import next_change
from tests.architecture.calls import EVERYBODY
from tests.architecture.decisions import DECISIONS
from tests.architecture.world import World, make_world, manager_of
from tests.conftest import Town, make_person
from tests.inspections.story import Story
from venues.models import Venue


def routes(resolver: URLResolver) -> Iterator[str | None]:
    for part in resolver.url_patterns:
        if isinstance(part, URLResolver):
            yield from routes(part)
        elif isinstance(part, URLPattern):
            yield part.name


def test_somebody_decided_about_every_route() -> None:
    assert set(routes(get_resolver())) == set(DECISIONS)


@pytest.fixture
def world(story: Story, karin: User, ostersund: Town) -> World:
    return make_world(story, karin, ostersund)


@pytest.fixture
def client_of(ostersund: Town, petra: User, sten: User) -> Callable[[str], Client]:
    def make(role: str) -> Client:
        client = Client()
        if role == "anonymous":
            return client
        if role == "police":
            client.force_login(petra)
        elif role == "stranger":
            client.force_login(sten)
        elif role in {"manager", "other_manager"}:
            client.force_login(manager_of(role, ostersund))
        elif role == "nobody":
            client.force_login(User.objects.create_user("nobody@example.test", "Nils"))
        else:
            client.force_login(
                make_person(f"R{role}", ostersund, "licensing", Role(role))
            )
        return client

    return make


CASES = [
    pytest.param(name, number, id=f"{name}-{number}")
    for name, decisions in DECISIONS.items()
    for number in range(len(decisions))
]


@pytest.mark.parametrize(("name", "number"), CASES)
def test_every_role_gets_what_was_decided(
    name: str, number: int, world: World, client_of: Callable[[str], Client]
) -> None:
    decision = DECISIONS[name][number]
    for role in sorted(EVERYBODY):
        answer = decision.call(client_of(role), world)
        if answer.streaming:  # read to its end, it closes its file
            assert b"".join(answer.streaming_content)
        if role in decision.may:
            expected = decision.passed
        elif role == "anonymous":
            expected = (
                (401,) if answer.wsgi_request.path.startswith("/api/") else (302,)
            )
            if answer.status_code == 302:
                assert answer["Location"].startswith("/login/")
        else:
            expected = decision.refused
        assert answer.status_code in expected, (role, answer.status_code)


@pytest.mark.parametrize("role", ["police", "stranger", "nobody", "trainer", "partner"])
def test_lists_hold_nothing_of_others(
    role: str, world: World, client_of: Callable[[str], Client], story: Story
) -> None:
    client = client_of(role)
    for name in (
        "visit_list", "devices", "quarantine", "import_list", "start", "due",
        "session_list", "course_list", "coverage", "requirement_list", "person_list",
        "knowledge_list", "certificate_imports",
    ):  # fmt: skip
        page = client.get(reverse(name)).content.decode()
        assert role == "police" or world.session not in page
        assert world.person not in page
        assert world.certificates not in page
        assert world.visit not in page
        assert world.stream not in page
        assert world.batch not in page
        assert (story.venue.name in page) == (
            role == "police" and name in {"due", "start", "coverage"}
        )


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("visit_detail", ("visit",)),
        ("venue_detail", ("venue",)),
        ("venue_lacks", ("venue",)),
        ("import_detail", ("batch",)),
    ],
)
def test_not_yours_and_not_there_look_the_same(
    name: str, arguments: tuple[str], world: World, sten: User
) -> None:
    client = Client()
    client.force_login(sten)
    (argument,) = arguments
    theirs = client.get(reverse(name, args=[getattr(world, argument)]))
    none = client.get(reverse(name, args=[uuid.uuid4()]))

    def without_the_address(answer: Any) -> str:
        text = answer.content.decode().replace(answer.wsgi_request.path, "")
        return "".join(
            line for line in text.splitlines() if "csrfmiddlewaretoken" not in line
        )

    assert theirs.status_code == none.status_code == 404
    assert without_the_address(theirs) == without_the_address(none)


@pytest.mark.parametrize(
    "name", [name for name in DECISIONS if not name.startswith("field")]
)
def test_pages_bear_the_headers_that_keep_them_safe_and_keep_their_frame(
    name: str, world: World, client_of: Callable[[str], Client]
) -> None:
    answer = DECISIONS[name][0].call(client_of("coordinator"), world)

    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    # What stands around a page stays, whatever the page itself is told.
    page = answer.getvalue()
    assert (b'role="search"' in page) == (b'class="rail"' in page)


def test_looking_at_peoples_data_is_on_record(
    world: World, client_of: Callable[[str], Client]
) -> None:
    client = client_of("auditor")
    for name, arguments in (
        ("venue_detail", {"venue": world.venue}),
        ("visit_detail", {"visit": world.visit}),
        ("protocol", {"visit": world.visit, "section": "licensing"}),
    ):
        client.get(reverse(name, kwargs=arguments))
    inspector = client_of("inspector")
    Venue.objects.update(change=next_change("venues:2380"))
    inspector.get(reverse("field_bundle"))

    kinds = PersonalDataRead.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["venue", "visit", "protocol", "bundle"]
