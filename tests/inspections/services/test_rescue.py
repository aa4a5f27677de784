"""Bringing in rescue files. The tablet itself is in `tests/journeys/tablet`."""

import json
import os
from collections.abc import Mapping

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from core.errors import Invalid, NotAllowed, NotFound
from core.integrity import to_base64url
from inspections.models import Entry, HeldEntry
from inspections.rules.rescue_file import NotARescueFile, read_rescue_file
from inspections.services.rescue import receive_rescue
from tests.core.test_rescue_key import wrapped
from tests.inspections.story import Story

pytestmark = pytest.mark.django_db


def file_of(story: Story, **otherwise: object) -> bytes:
    """A rescue file of everything in the story's outbox, each entry signed alone."""
    key = os.urandom(32)
    ephemeral, sealed_key = wrapped(key)

    def sealed(name: str, value: Mapping[str, object]) -> str:
        nonce = os.urandom(12)
        content = AESGCM(key).encrypt(nonce, json.dumps(value).encode(), name.encode())
        return to_base64url(nonce + content)

    tablet = story.tablet
    return json.dumps(
        {
            "format": "lykta-rescue-v1",
            "rescue": {
                "ephemeral": to_base64url(ephemeral),
                "wrapped": to_base64url(sealed_key),
            },
            "profile": sealed("profile", {"stream": tablet.stream}),
            "entries": [
                {
                    "id": one.id,
                    "seq": number,
                    "body": sealed(
                        one.id,
                        {**one.wire, "signature": tablet.signature_over([one.wire])},
                    ),
                }
                for number, one in enumerate(tablet.outbox, start=1)
            ],
            "photos": [],
            **otherwise,
        }
    ).encode()


def test_a_file_is_received_as_the_device_would_have_sent_it_and_only_once(
    story: Story, karin: User
) -> None:
    story.start().answer("ALK-03")
    content = file_of(story)
    first = receive_rescue(user=karin, content=content)
    again = receive_rescue(user=karin, content=content)
    count = len(story.tablet.outbox)
    assert dict(first.entries) == {"stored": count}
    assert dict(again.entries) == {"duplicate": count}
    assert first.unreadable == 0
    assert Entry.objects.filter(stream=story.tablet.stream).count() == count
    assert set(Entry.objects.values_list("clock_offset_ms", flat=True)) == {0}


def test_what_somebody_else_signed_is_not_the_officers_word(
    story: Story, karin: User
) -> None:
    story.start()
    story.tablet.key = type(story.tablet)(story.tablet.officer, "licensing").key
    rescued = receive_rescue(user=karin, content=file_of(story))
    assert set(rescued.entries) == {"quarantined"}
    assert not Entry.objects.exists()
    assert HeldEntry.objects.exists()


def test_a_part_that_does_not_open_is_told_and_the_rest_comes_in(
    story: Story, karin: User
) -> None:
    story.start().answer("ALK-03")
    file = json.loads(file_of(story))
    file["entries"][-1]["body"] = file["entries"][0]["body"]
    rescued = receive_rescue(user=karin, content=json.dumps(file).encode())
    assert rescued.unreadable == 1
    assert Entry.objects.count() == len(story.tablet.outbox) - 1


def test_only_a_coordinator_of_that_agency_brings_it_in(
    story: Story, ines: User, petra: User, sten: User
) -> None:
    story.start()
    content = file_of(story)
    with pytest.raises(NotAllowed):
        receive_rescue(user=ines, content=content)
    for stranger in (petra, sten):
        with pytest.raises(NotFound):
            receive_rescue(user=stranger, content=content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"\x00",
        b"[" * 2000,
        b'{"format": "lykta-rescue-v1"}',
        b"null",
        b'"text"',
    ],
)
def test_what_is_no_rescue_file_is_said_to_be_none(content: bytes, karin: User) -> None:
    with pytest.raises(Invalid):
        receive_rescue(user=karin, content=content)


@given(st.binary(max_size=200) | st.text(max_size=80).map(lambda one: one.encode()))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    with pytest.raises(NotARescueFile):
        read_rescue_file(content)
