"""Texts that try to be something else, through every form that somebody is shown."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle
from typing import Any

import pytest
from django import forms
from django.db import connection
from django.test import Client

from accounts.models import Membership, Role, User
from core import clock
from inspections.models import Entry
from tests.architecture.shown_forms import ShownForm, forms_of
from tests.architecture.test_bad_input import calls
from tests.architecture.test_routes import world  # noqa: F401
from tests.architecture.world import World, manager_of
from tests.conftest import Town
from tests.hostile import hostile_strings

pytestmark = pytest.mark.django_db
COUNT = int(os.environ.get("HOSTILE_TEXTS", "1000"))  # `make fire-forms`: 5,000
MOST_FIELDS = 4  # of one form; a checklist has ninety alike
FEWEST_FIELDS = 40  # or nothing was tried
RUNNING = (  # as our pages would hold them if they did not take them for text
    "<script>alert(1)", "<img src=http://x.test", "<a href='http://x.test'",
    "<para>", "<link href='http://x.test'",
)  # fmt: skip


def shown(client: Client, world: World, day: date) -> Iterator[tuple[str, ShownForm]]:  # noqa: F811
    """Every form with a text field on every page, each once."""
    seen = set()
    for method, url, _data in calls(world):
        if method != "get" or url.startswith("/api/"):
            continue
        page = client.get(url)
        if page.streaming:
            list(page.streaming_content)  # read to its end, a file is closed
        if page.status_code != 200 or "html" not in page["Content-Type"]:
            continue
        for form in forms_of(page.content.decode(), day):
            action = form.action or url
            key = action, *form.values
            if form.texts and key not in seen and not form.has_password:
                seen.add(key)
                yield action, form


class Written:
    """The texts that were written into tables while it listens."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def __call__(self, execute: Any, sql: str, params: Any, *more: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE")) and "django_session" not in sql:
            self.texts += [read for one in params or () for read in texts_in(one)]
        return execute(sql, params, *more)


def texts_in(value: Any) -> Iterator[str]:
    """A value as text, and everything that it holds when it is JSON, however deep."""
    value = getattr(value, "obj", value)  # psycopg wraps JSON
    if isinstance(value, str):
        yield value
        with suppress(ValueError):
            if not isinstance(read := json.loads(value), str | int | float):
                yield from texts_in(read)
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)


@dataclass
class Tried:
    """What came of it, by form and field."""

    wrong: list[tuple[str, object, str]] = field(default_factory=list)
    lost: Counter[tuple[str, str]] = field(default_factory=Counter)
    kept: Counter[tuple[str, str]] = field(default_factory=Counter)


Door = tuple[Client, str, ShownForm, str]


@pytest.fixture
def clients(world: World, karin: User, ostersund: Town) -> list[Client]:  # noqa: F811
    """Somebody who may do nearly everything at the desk, and a venue's manager."""
    Membership.objects.create(
        user=karin, municipality=ostersund.municipality, role=Role.ADMINISTRATOR,
        started_on="2020-01-01",
    )  # fmt: skip
    found = []
    for user in (karin, manager_of("manager", ostersund)):
        client = Client(raise_request_exception=False)
        client.force_login(user)
        found.append(client)
    return found


@pytest.fixture
def doors(clients: list[Client], world: World) -> list[Door]:  # noqa: F811
    return [
        (client, action, form, name)
        for client in clients
        for day in (clock.today(), clock.today() + timedelta(days=7))
        for action, form in shown(client, world, day)
        for name in form.texts[:MOST_FIELDS]
    ]


def spaced(text: str) -> str:
    """Names and other lines are kept with single spaces."""
    return " ".join(text.split())


def tried(doors: list[Door], texts: list[str]) -> Tried:
    """Each text through the next field of the next form, again and again."""
    found = Tried()
    for text, (client, action, form, name) in zip(texts, cycle(doors), strict=False):
        ask = client.post if form.method == "post" else client.get
        with connection.execute_wrapper(written := Written()):
            answer = ask(action, {**form.values, name: [text]})
        if answer.status_code >= 500:
            found.wrong.append((action, answer.status_code, text))
        page = answer.getvalue()
        found.wrong += [(action, one, text) for one in RUNNING if one.encode() in page]
        if answer.status_code == 302 and written.texts:
            # The log is written past Django's cursor on PostgreSQL (core.unfolding).
            logged = Entry.objects.latest("received_at", "seq").payload
            told = [*written.texts, *texts_in(logged or "")]
            is_whole = any(spaced(text) in spaced(one) for one in told)
            (found.kept if is_whole else found.lost)[action, name] += 1
    return found


def test_no_form_breaks_over_a_text_and_none_is_kept_but_whole(
    doors: list[Door],
    clients: list[Client],
    world: World,  # noqa: F811
) -> None:
    found = tried(doors, hostile_strings(COUNT))
    assert found.wrong == []
    assert found.lost == {}
    assert len(found.kept) >= FEWEST_FIELDS
    for client in clients:  # what was kept is shown as the text that it is
        for method, url, _data in calls(world):
            if method != "get" or url.startswith("/api/"):
                continue
            content = client.get(url).getvalue()
            assert [one for one in RUNNING if one.encode() in content] == [], url


def test_a_form_that_cleans_its_texts_would_be_found(
    doors: list[Door], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = forms.CharField.to_python
    monkeypatch.setattr(
        forms.CharField,
        "to_python",
        lambda field, value: str(whole(field, value)).replace("<", ""),
    )
    found = tried(doors, [f"<b>{number}" for number in range(len(doors))])
    assert found.lost
