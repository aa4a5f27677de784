import json
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import Role, User
from tests.conftest import Town, make_person
from tests.inspections.story import Story

pytestmark = pytest.mark.django_db
As = Callable[[User | None], Client]


def test_the_session_says_who_records_and_for_whom(
    as_: As, ines: User, petra: User
) -> None:
    told = as_(ines).get("/api/v1/field/session").json()
    assert told["officer"]["name"] == "Ines"
    assert [one["code"] for one in told["agencies"]] == ["licensing"]
    assert {one["name"] for one in told["colleagues"]} == {"Ines", "Petra"}
    assert {"server_key", "rescue_key", "csrf", "epoch"} <= told.keys()


def test_the_session_of_who_records_nowhere_names_nobody(
    as_: As, ostersund: Town
) -> None:
    auditor = make_person("Rut", ostersund, "licensing", Role.AUDITOR)
    told = as_(auditor).get("/api/v1/field/session").json()
    assert (told["agencies"], told["colleagues"]) == ([], [])


def test_who_records_walks_alone_gets_no_venues_and_no_colleagues(
    as_: As, karin: User, story: Story
) -> None:
    story.start()
    told = as_(karin).get("/api/v1/field/session").json()
    assert [one["records_visits"] for one in told["agencies"]] == [False]
    assert told["colleagues"] == []
    bundle = as_(karin).get("/api/v1/field/bundle").json()
    assert (bundle["venues"], bundle["histories"]) == ([], [])


def test_a_visit_tells_ones_own_section_and_the_common_one(
    as_: As, story: Story, police_story: Story, ines: User, petra: User
) -> None:
    story.start().answer("ALK-03")
    story.send()
    told = as_(ines).get(f"/api/v1/field/visits/{story.visit}").json()
    assert {one["section"] for one in told["entries"]} == {"common", "licensing"}
    answered = next(one for one in told["entries"] if one["kind"] == "answered")
    assert json.loads(answered["payload"])["item"] == "ALK-03"
    assert (answered["author_name"], answered["is_desk"]) == ("Ines", False)
    assert as_(petra).get(f"/api/v1/field/visits/{story.visit}").status_code == 404
