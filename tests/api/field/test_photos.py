import hashlib
import io
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from accounts.models import User
from tests.inspections.story import Story

pytestmark = pytest.mark.django_db
As = Callable[[User | None], Client]


def jpeg(colour: str = "red", size: tuple[int, int] = (40, 30)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "JPEG")
    return file.getvalue()


def put(client: Client, story: Story, content: bytes, digest: str = "") -> Any:
    digest = digest or hashlib.sha256(content).hexdigest()
    url = f"/api/v1/field/photos/{digest}?stream={story.tablet.stream}"
    return client.put(url, content, content_type="image/jpeg")


def name_in_an_entry(story: Story, content: bytes) -> None:
    digest = hashlib.sha256(content).hexdigest()
    story.write("photographed", {"shrunk": {"sha256": digest, "bytes": len(content)}})
    story.send()


def test_a_photo_arrives_whole_and_twice_is_once(as_: As, story: Story) -> None:
    story.start()
    content = jpeg()
    name_in_an_entry(story, content)

    first, again = (put(as_(story.officer), story, content) for _ in range(2))

    assert first.json() == again.json()
    assert (first.json()["width"], first.json()["height"]) == (40, 30)
    url = f"/api/v1/field/photos/{first.json()['sha256']}"
    shown = as_(story.officer).get(url)
    assert b"".join(shown.streaming_content) == content
    assert shown["Content-Disposition"].startswith("attachment")


def test_a_photo_that_no_entry_names_is_shown_to_nobody(as_: As, story: Story) -> None:
    story.start().send()
    digest = put(as_(story.officer), story, jpeg()).json()["sha256"]

    assert as_(story.officer).get(f"/api/v1/field/photos/{digest}").status_code == 404


def test_knowing_the_hash_opens_nothing(
    as_: As, story: Story, police_story: Story, petra: User
) -> None:
    story.start()
    content = jpeg()
    name_in_an_entry(story, content)
    digest = put(as_(story.officer), story, content).json()["sha256"]

    police_story.join(story.visit)
    police_story.write("photographed", {"shrunk": {"sha256": digest, "bytes": 1}})
    police_story.send()

    assert as_(petra).get(f"/api/v1/field/photos/{digest}").status_code == 404


def huge_png() -> bytes:
    """Ten kilobytes that would unfold to more than 50 million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data).to_bytes(4)
        return len(data).to_bytes(4) + kind + data + crc

    side = (9000).to_bytes(4)
    header = side + side + bytes([8, 0, 0, 0, 0])
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\x00" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_a_photo"),
        (b"<script>alert(1)</script>", "not_a_photo"),
        (b"GIF89a" + b"\x00" * 30, "not_a_photo"),
        (b"%PDF-1.7", "not_a_photo"),
        (huge_png(), "too_many_pixels"),
    ],
)
def test_what_is_no_photo_is_refused_by_content(
    as_: As, story: Story, content: bytes, code: str
) -> None:
    answer = put(as_(story.officer), story, content)

    assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_bytes_with_another_hash_are_refused(as_: As, story: Story) -> None:
    answer = put(as_(story.officer), story, jpeg(), digest="ab" * 32)

    assert (answer.status_code, answer.json()["code"]) == (400, "hash_differs")
