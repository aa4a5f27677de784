import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from core import clock
from core.corrected_time import Sent
from core.identifiers import uuid7
from situation.rules.note import (
    Case,
    Note,
    Unreadable,
    held_because,
    read_note,
    recorded,
)

AUTHOR, WALK = uuid4(), uuid7()


def made(**said: Any) -> bytes:
    base = {
        "v": 1, "id": str(uuid7()), "walk": str(WALK), "author": str(AUTHOR),
        "kind": "saw", "device_at": "2026-11-20T22:10:00.000+01:00", "mono_ms": 1,
        "boot": str(uuid4()), "text": "Mörkt vid gången",
    }  # fmt: skip
    return json.dumps({**base, **said}).encode()


def without(name: str) -> bytes:
    said = json.loads(made())
    del said[name]
    return json.dumps(said).encode()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe", "not_json"),
        (b"{", "not_json"),
        (b"[" * 60_000, "not_json"),
        (b"[]", "contract"),
        (b"{}", "contract"),
        (made(text="x" * 70_000), "too_large"),
        (made(text="a\x00b"), "not_text"),
        (made(text="\ud800"), "not_text"),
        (made(kind="flew"), "contract"),
        (made(v=2), "contract"),
        (made(id=str(uuid4())), "contract"),
        (made(text=""), "contract"),
        (made(score=3), "contract"),  # of what?
        (made(score=3, attribute=""), "contract"),
        (made(score=0, attribute="W1"), "contract"),
        (made(score=1.5, attribute="W1"), "contract"),
        (made(place={"latitude_e7": 1}), "contract"),
        (made(photos=[]), "contract"),
        (made(photos=[{"sha256": "x", "bytes": 1}]), "contract"),
        (without("text"), "contract"),  # nothing seen at all
        (without("author"), "contract"),
        (made(kind="struck", note=str(uuid7()), reason="x"), "contract"),
        (made(kind="began", on_the_spot={"title": "Egen"}), "contract"),
    ],
)
def test_what_is_no_note_is_said_with_its_code(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_note(content)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "content",
    [
        made(),
        made(later_member={"a": [1, None]}),  # of a version to come: kept, never read
        made(text="Ett backslash-u0000: \\u0000"),
        made(score=5, attribute="W1", text="Lugnt"),
        made(kind="struck", note=str(uuid7()), reason="fel plats"),
        made(kind="began"),
        made(kind="ended"),
    ],
)
def test_a_note_of_the_contract_is_read(content: bytes) -> None:
    assert read_note(content).author == AUTHOR


def test_a_time_that_no_device_of_ours_can_have_had_is_no_time() -> None:
    now = clock.now()
    sent = Sent(now, 1, "another run", now)
    said = read_note(made(device_at="2001-01-01T00:00:00.000+00:00"))
    with pytest.raises(Unreadable):
        recorded(said, sent)
    late = (now - timedelta(hours=2)).isoformat(timespec="milliseconds")
    at, offset = recorded(read_note(made(device_at=late)), sent)
    assert abs(now - timedelta(hours=2) - at) < timedelta(seconds=1)
    assert offset == 0


def case(kind: str = "saw", **facts: Any) -> Case:
    said: dict[str, Any] = {"note": str(uuid7())} if kind == "struck" else {}
    if kind == "opens":
        kind, said = "began", {"on_the_spot": {}}
    one = Note(uuid7(), WALK, AUTHOR, read_note(made(kind="ended")).kind, said)
    wanted = Note(one.id, one.walk, one.author, type(one.kind)(kind), said)
    return Case(
        wanted,
        **{
            "carrier": AUTHOR,
            "towns": frozenset({"2380"}),
            "walks_in": "2380",
            **facts,
        },
    )


OTHER = UUID(int=1)


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (case(), ""),
        (case("began"), ""),
        (case("ended"), ""),
        (case(carrier=OTHER), "author_mismatch"),
        (case(walks_in=None), "unknown_walk"),
        (case("began", walks_in=None), "unknown_walk"),
        (case("opens", walks_in=None), "unknown_agency"),
        (case("opens", walks_in=None, opens_for=True), "unknown_scheme"),
        (case("opens", walks_in=None, opens_for=False, has_scheme=True), "no_role"),
        (case("opens", walks_in=None, opens_for=True, has_scheme=True), ""),
        (case("opens"), ""),  # somebody's tablet opened it before
        (case(walks_in="0180"), "no_role"),
        (case(towns=frozenset()), "no_role"),
        (case("struck"), "unknown_note"),
        (case("struck", strikes=OTHER), "not_ones_own"),
        (case("struck", strikes=AUTHOR), ""),
    ],
)
def test_what_may_not_stand_is_held_with_its_code(one: Case, code: str) -> None:
    assert held_because(one) == code
