"""Whatever stands in an address or a form, no page answers with a server error."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from accounts.models import Membership, Role, User
from tests.architecture.test_routes import DECISIONS, World, world  # noqa: F401
from tests.conftest import Town

pytestmark = pytest.mark.django_db
NASTY = (
    "\x00", "9" * 40, "-1", "%", "' OR 1=1 --", "[" * 3000, "🕯", "a\r\nb: c",
    "../..", "٣", "2026-13-45", "NaN",
)  # fmt: skip
ASKED = (
    "q", "page", "sort", "only", "export", "kind", "grade", "due", "area", "late",
    "findings", "ended", "agency", "against", "stream", "cursor",
)  # fmt: skip
SENT = (
    "name", "query",
    "credential", "reason", "decision", "item", "answer", "municipality", "columns",
    "called", "code", "text", "admits", "entries", "ground", "diary_number", "email",
    "role", "agency", "night", "invited", "file", "layout", "waived", "language", "next",
    "organisation_number", "hours", "notified_on", "ended_on",
)  # fmt: skip
PATHS = (
    "/checklists/versions/%00/", "/checklists/versions/{}/", "/verify/%00",
    "/venues/filters/{}/forget", "/people/roles/{}/end", "/password/a-{}/",
    "/password/a-%00/",
)  # fmt: skip


class Recorder:
    """Notes the calls that a decision would make, instead of making them."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str, Any]] = []

    def __getattr__(self, method: str) -> Any:
        def note(url: str, data: Any = None, **_options: Any) -> None:
            self.calls.append((method, url, data))

        return note


def calls(world: World) -> Iterator[tuple[str, str, Any]]:  # noqa: F811
    for decisions in DECISIONS.values():
        for decision in decisions:
            recorder = Recorder()
            decision.call(recorder, world)  # type: ignore[arg-type]
            yield from recorder.calls


def answers(client: Client, world: World, nasty: str) -> Iterator[tuple[str, Any]]:  # noqa: F811
    """Each address with what it answers when the nasty text stands everywhere in it."""
    for method, url, data in calls(world):
        sent = data if isinstance(data, dict) else {}
        if method == "get":
            for asked in (ASKED, ["against"], ["sort"]):
                yield url, client.get(url, dict.fromkeys(asked, nasty))
        elif method == "post" and not url.startswith("/api/"):
            for named in (SENT, *([one] for one in sent)):
                yield url, client.post(url, {**sent, **dict.fromkeys(named, nasty)})
    for path in PATHS:
        yield path, client.get(path.format(nasty))
        yield path, client.post(path.format(nasty))


@pytest.mark.parametrize("nasty", NASTY, ids=ascii)
def test_no_address_and_no_form_is_a_server_error(
    nasty: str,
    world: World,  # noqa: F811
    karin: User,
    ostersund: Town,
) -> None:
    Membership.objects.create(
        user=karin, municipality=ostersund.municipality, role=Role.ADMINISTRATOR,
        started_on="2020-01-01",
    )  # fmt: skip
    client = Client(raise_request_exception=False)
    client.force_login(karin)
    wrong = []
    for url, answer in answers(client, world, nasty):
        if answer.streaming:
            b"".join(answer.streaming_content)  # to its end, or a file stays open
        if answer.status_code >= 500 and url != "/health/ready":  # whose task that is
            wrong.append((url, answer.status_code))
    assert wrong == []
