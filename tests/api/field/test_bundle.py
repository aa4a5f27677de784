import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import Membership, User
from core.changes import next_change, next_changes
from inspections.queries import bundle as bundle_module
from tests.conftest import Town
from tests.inspections.story import Story
from venues.models import Venue

pytestmark = pytest.mark.django_db
As = Callable[[User | None], Client]


def get(client: Client, cursor: str = "") -> Any:
    return client.get("/api/v1/field/bundle", {"cursor": cursor}).json()


def touch(venue: Venue) -> None:
    venue.change = next_change(f"venues:{venue.municipality_id}")
    venue.save()


def test_the_first_bundle_is_whole_and_the_next_empty(
    as_: As, ines: User, venue: Venue, checklist: str
) -> None:
    touch(venue)
    client = as_(ines)

    first = get(client)
    second = get(client, first["cursor"])

    assert first["is_whole"]
    assert [one["name"] for one in first["venues"]] == ["Krogen Påhittad"]
    assert len(first["checklists"][0]["items"]) == 51
    assert not second["is_whole"]
    assert second["venues"] == second["checklists"] == second["histories"] == []


def test_later_only_what_changed_and_what_is_gone(
    as_: As, ines: User, venue: Venue, ostersund: Town, checklist: str
) -> None:
    other = Venue.objects.create(
        municipality=ostersund.municipality, name="Andra Påhittet"
    )
    touch(venue)
    touch(other)
    client = as_(ines)
    cursor = get(client)["cursor"]
    venue.name = "Nytt Påhittat Namn"
    touch(venue)
    other.ended_on = "2026-11-01"
    touch(other)

    later = get(client, cursor)

    assert [one["name"] for one in later["venues"]] == ["Nytt Påhittat Namn"]
    assert later["gone"] == [str(other.pk)]


def test_many_venues_come_in_pages_without_loss(
    as_: As,
    ines: User,
    ostersund: Town,
    checklist: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bundle_module, "PAGE", 3)
    numbers = next_changes("venues:2380", 10)
    Venue.objects.bulk_create(
        Venue(
            municipality=ostersund.municipality, name=f"Påhitt {number}", change=number
        )
        for number in numbers
    )
    client, names, cursor = as_(ines), [], ""
    for _ in range(4):
        page = get(client, cursor)
        names += [one["name"] for one in page["venues"]]
        cursor = page["cursor"]

    assert sorted(names) == sorted(f"Påhitt {number}" for number in numbers)
    assert not page["has_more"]
    assert page["checklists"]


def test_a_sealed_finding_comes_down_to_its_own_agency_only(
    as_: As, story: Story, petra: User, ines: User
) -> None:
    police_cursor = get(as_(petra))["cursor"]
    cursor = get(as_(ines))["cursor"]
    story.start().answer_the_rest("ALK-05")
    story.find("ALK-05", "Anmälan saknas")
    story.finish().send()
    story.seal()

    mine, theirs = get(as_(ines), cursor), get(as_(petra), police_cursor)

    (history,) = mine["histories"]
    assert [one["item"] for one in history["open_findings"]] == ["ALK-05"]
    assert theirs["histories"] == []
    assert "ALK-05" not in json.dumps(theirs)


def test_a_finding_closes_when_a_later_sealed_visit_finds_it_in_order(
    as_: As, story: Story, ines: User
) -> None:
    story.start().answer_the_rest("ALK-05")
    story.find("ALK-05", "Anmälan saknas")
    story.finish().send()
    story.seal()
    story.start().answer_the_rest().finish().send()
    story.seal()

    (history,) = get(as_(ines))["histories"]

    assert history["open_findings"] == []
    assert len(history["visits"]) == 2


def test_another_municipality_is_never_in_my_bundle(
    as_: As, sten: User, venue: Venue, checklist: str
) -> None:
    touch(venue)

    assert get(as_(sten))["venues"] == []


def test_a_cursor_of_somebody_else_or_of_other_roles_begins_anew(
    as_: As, ines: User, sten: User, venue: Venue, checklist: str
) -> None:
    touch(venue)
    cursor = get(as_(ines))["cursor"]

    assert get(as_(sten), cursor)["is_whole"]
    assert get(as_(ines), cursor + "x")["is_whole"]
    Membership.objects.filter(user=ines).delete()
    after = get(as_(ines), cursor)
    assert after["is_whole"]
    assert after["venues"] == []
