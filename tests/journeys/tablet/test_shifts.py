"""Random shifts of the tablet's own code against the real server; `make fire-field` runs 500."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from django.conf import settings
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from accounts.models import Role, User
from benchmarks.shifts import run_shifts
from inspections.models import Entry, HeldEntry, Photo
from inspections.services import receive
from inspections.services.arrival import Arrival, Status
from tests.conftest import Town, make_person
from venues.models import Venue

pytestmark = pytest.mark.django_db(transaction=True)


def cookies(*people: User) -> list[str]:
    made = []
    for one in people:
        client = Client()
        client.force_login(one)
        name = settings.SESSION_COOKIE_NAME
        csrf = f"{settings.CSRF_COOKIE_NAME}={_get_new_csrf_string()}"
        made.append(f"{name}={client.cookies[name].value}; {csrf}")
    return made


def test_twenty_shifts_with_cuts_and_kills_lose_and_double_nothing(
    live_server: LiveServer, krogen: Venue, ines: User, ostersund: Town, tmp_path: Path
) -> None:
    ivar = make_person("Ivar", ostersund, "licensing", Role.INSPECTOR)
    told = run_shifts(
        live_server.url, cookies(ines, ivar), str(krogen.pk), shifts=20, seed=4711,
        folder=tmp_path,
    )  # fmt: skip
    assert told.unsafe == []
    held = [str(pk) for pk in Entry.objects.values_list("pk", flat=True)]
    assert sorted(held) == sorted(told.written)
    assert not HeldEntry.objects.filter(state__in=["waiting", "quarantined"]).exists()
    assert set(Photo.objects.values_list("sha256", flat=True)) == set(told.photos)


def test_a_server_that_answers_before_it_keeps_is_noticed(
    live_server: LiveServer, krogen: Venue, ines: User, ostersund: Town, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """The seeded bug: notes are answered for and never kept."""
    keep = receive._keep

    def forgetful(arrivals: Sequence[Arrival]) -> None:
        notes = [
            one
            for one in arrivals
            if one.entry is not None and one.entry.header["kind"] == "noted"
        ]
        keep([one for one in arrivals if one not in notes])
        for one in notes:
            one.status = Status.STORED

    monkeypatch.setattr(receive, "_keep", forgetful)
    ivar = make_person("Ivar", ostersund, "licensing", Role.INSPECTOR)
    told = run_shifts(
        live_server.url, cookies(ines, ivar), str(krogen.pk), shifts=5, seed=4711,
        folder=tmp_path,
    )  # fmt: skip
    assert told.unsafe != []
