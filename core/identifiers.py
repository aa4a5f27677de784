"""Identifiers that sort by the time they were made (UUIDv7, RFC 9562)."""

import os
from uuid import UUID

from core import clock


def uuid7() -> UUID:
    """A new UUIDv7; the standard library has one from Python 3.14 only."""
    milliseconds = int(clock.now().timestamp() * 1000)
    random = int.from_bytes(os.urandom(10))
    value = (milliseconds << 80) | random
    value = value & ~(0xF << 76) | (0x7 << 76)
    value = value & ~(0x3 << 62) | (0x2 << 62)
    return UUID(int=value)


def uuid_or_none(text: str) -> UUID | None:
    """The UUID a text spells; None when it spells none."""
    try:
        return UUID(text)
    except ValueError:
        return None
