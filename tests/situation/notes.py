"""Notes of a walk as a tablet writes them."""

import hashlib
import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from accounts.models import User
from core import clock
from core.corrected_time import Sent
from core.identifiers import uuid7
from core.nights import local
from situation.services.notes import Answer, receive_notes

SCHEMES = frozenset({"pf-28"})
BOOT = "0f0e0d0c-0b0a-4908-8706-050403020100"


def note(author: User, walk: UUID, kind: str, **said: Any) -> bytes:
    """A note of now; `ago` moves it back by so many minutes, any other member is said."""
    ago = timedelta(minutes=said.pop("ago", 0))
    at = local(clock.now() - ago).isoformat(timespec="milliseconds")
    return json.dumps(
        {
            "v": 1, "id": str(uuid7()), "walk": str(walk), "author": str(author.pk),
            "kind": kind, "device_at": at, "mono_ms": 1, "boot": BOOT, **said,
        }
    ).encode()  # fmt: skip


def on_the_spot(**said: Any) -> dict[str, Any]:
    return {
        "walk_kind": "appraisal", "title": "Egen vandring", "municipality": "2380",
        "agency": "licensing", "scheme": "pf-28", **said,
    }  # fmt: skip


def named(content: bytes) -> dict[str, Any]:
    """How a note names a photo."""
    return {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def send(user: User, *contents: bytes) -> list[str]:
    """Send notes; for each its code, or its state when nothing is to be said."""
    return [one.code or one.state.value for one in answers(user, *contents)]


def answers(user: User, *contents: bytes, **more: Any) -> tuple[Answer, ...]:
    now = clock.now()
    sent = Sent(now, 10, "00000000-0000-4000-8000-000000000000", now)
    return receive_notes(
        user=user, sent=sent, contents=contents, schemes=SCHEMES, **more
    )
