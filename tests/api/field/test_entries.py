import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client, override_settings

from accounts.models import User
from core import clock
from inspections.models import Entry, HeldEntry
from tests.inspections.story import Story

pytestmark = pytest.mark.django_db
URL = "/api/v1/field/entries"
As = Callable[[User | None], Client]


def post(client: Client, body: Any) -> Any:
    raw = body if isinstance(body, (bytes, str)) else json.dumps(body)
    return client.post(URL, raw, content_type="application/json")


def test_a_night_goes_up_and_every_entry_is_answered_for(as_: As, story: Story) -> None:
    story.start()
    story.answer("ALK-03")
    batch = story.tablet.batch(clock.now(), story.tablet.outbox)

    answer = post(as_(story.officer), batch)

    assert answer.status_code == 200
    assert [one["status"] for one in answer.json()["results"]] == ["stored", "stored"]
    assert answer.json()["epoch"]
    again = post(as_(story.officer), batch)
    assert [one["status"] for one in again.json()["results"]] == ["duplicate"] * 2
    assert again.json()["epoch"] == answer.json()["epoch"]


def test_without_a_session_nothing_is_kept_and_the_tablet_is_asked_to_sign_in(
    as_: As, story: Story
) -> None:
    story.start()

    answer = post(as_(None), story.tablet.batch(clock.now(), story.tablet.outbox))

    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "not_authenticated"


def test_another_site_cannot_send_in_my_name(story: Story) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(story.officer)

    assert post(client, {}).status_code == 403


def test_a_held_entry_is_told_in_words_and_in_the_callers_language(
    as_: As, story: Story
) -> None:
    story.start()
    story.answer("XYZ-99")
    batch = story.tablet.batch(clock.now(), story.tablet.outbox)

    result = as_(story.officer).post(
        URL,
        json.dumps(batch),
        content_type="application/json",
        headers={"Accept-Language": "en"},
    )

    assert result.json()["results"][1]["code"] == "unknown_item"
    assert "coordinator" in result.json()["results"][1]["sentence"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00",
        b"null",
        b"[]",
        b"{}",
        b"{",
        b'"text"',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"sent":' + b'{"a":' * 100 + b"1" + b"}" * 101,
        b'{"sent":{"device_at":"2026-11-20T22:00:00.000","mono_ms":1,"boot":"x"},"parcels":[]}',
        b'{"sent":{"device_at":"2026-11-20T22:00:00.000+01:00","mono_ms":1.5,"boot":"x"},"parcels":[]}',
        b'{"sent":{"device_at":7,"mono_ms":true,"boot":[]},"parcels":{}}',
        b'{"sent":{"device_at":"2026-11-20T22:00:00.000+01:00","mono_ms":1,"boot":"x"},"parcels":[1]}',
        b'{"sent":{"device_at":"2026-11-20T22:00:00.000+01:00","mono_ms":1,"boot":"x"},"parcels":[{"stream":"a","signature":"b","entries":"c"}]}',
    ],
)
def test_what_cannot_be_read_as_a_batch_is_a_clear_400(
    as_: As, ines: User, body: bytes
) -> None:
    answer = post(as_(ines), body)

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] in {"unreadable_batch", "naive_time", "not_a_time"}
    assert answer.json()["detail"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("null_byte", '{"text":"a\\u0000b"}'),
        ("not_json", '{"text":' + "[" * 100 + "1" + "]" * 99 + "}"),
        ("contract", '{"text":' + "[" * 100 + "1" + "]" * 100 + "}"),
        ("not_json", "{" + '"a":' * 9000),
        ("too_large", '{"text":"' + "a" * 10_000_000 + '"}'),
        ("not_json", '{"text":"\\ud800"}'),
        ("fraction", '{"text":1e400}'),
    ],
)
def test_hostile_entries_are_kept_and_their_neighbours_stored(
    as_: As, story: Story, name: str, text: str
) -> None:
    story.start()
    story.write("noted", {"text": "Nabo"})
    story.write("noted", {"text": "Nabo"})
    batch = story.tablet.batch(clock.now(), story.tablet.outbox)
    batch["parcels"][0]["entries"][1]["payload"] = text  # type: ignore[index]

    answer = post(as_(story.officer), batch)

    assert answer.status_code == 200
    statuses = [(one["status"], one["code"]) for one in answer.json()["results"]]
    assert statuses == [("stored", ""), ("quarantined", name), ("stored", "")]
    kept = json.loads(
        bytes(HeldEntry.objects.get().content).decode("utf-8", "surrogatepass")
    )
    assert kept["payload"] == text


def test_raw_null_bytes_and_half_characters_are_kept_too(as_: As, story: Story) -> None:
    story.start()
    batch = story.tablet.batch(clock.now(), story.tablet.outbox)
    elements = batch["parcels"][0]["entries"]  # type: ignore[index]
    elements.append({"header": "\ud800\x00", "payload": "\x00", "salt": "\udfff"})
    batch["parcels"][0]["signature"] = story.tablet.signature_over(elements)  # type: ignore[index]

    answer = post(as_(story.officer), batch)

    assert [one["status"] for one in answer.json()["results"]] == [
        "stored",
        "quarantined",
    ]


def test_a_parcel_of_a_stream_that_is_none_is_kept_as_well(
    as_: As, story: Story
) -> None:
    story.start()
    batch = story.tablet.batch(clock.now(), story.tablet.outbox)
    batch["parcels"][0]["stream"] = "\x00 no stream"  # type: ignore[index]

    answer = post(as_(story.officer), batch)

    assert [one["code"] for one in answer.json()["results"]] == ["unknown_stream"]
    assert HeldEntry.objects.count() == 1


def test_a_thousand_entries_are_a_batch_and_one_more_is_too_many(
    as_: As, story: Story
) -> None:
    story.start()
    for _ in range(999):
        story.write("noted", {"text": "Not"})
    client = as_(story.officer)

    whole = post(client, story.tablet.batch(clock.now(), story.tablet.outbox))
    story.write("noted", {"text": "En till"})
    too_many = post(client, story.tablet.batch(clock.now(), story.tablet.outbox))

    assert whole.status_code == 200
    assert Entry.objects.count() == 1000
    assert (too_many.status_code, too_many.json()["code"]) == (413, "too_large")


@override_settings(FIELD_BATCH_MAX_BYTES=1000)
def test_more_bytes_than_the_limit_are_a_413(as_: As, ines: User) -> None:
    answer = post(as_(ines), b" " * 1001)

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
