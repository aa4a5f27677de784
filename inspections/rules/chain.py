"""What a seal binds: header texts written again, the covered set, the link before.

Every seal, amendment and release of an agency is one link: its header hash covers its
payload, the payload names the hash of the link before. Changing, removing or exchanging
any covered entry, or any link, breaks a hash that can be recomputed from the log alone.
Source: reliability, section 6.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from core.integrity import canonical_json, sha256
from inspections.rules.contract import Header, Kind

FIRST_LINK = "0" * 64
LINKS = frozenset({Kind.SEALED, Kind.AMENDED, Kind.RELEASED})


def header_text(header: Header) -> bytes:
    """The canonical text of a header: the very bytes that were hashed and signed."""
    return canonical_json(dict(header))


def fingerprint(header_hash: str, recorded_at: datetime, received_at: datetime) -> str:
    """Hex SHA-256 of an entry with what the server added to it: its corrected time and
    the time of its receiving. The device signs its own header only.
    """
    times = (one.astimezone(UTC).isoformat() for one in (recorded_at, received_at))
    return sha256("\n".join((header_hash, *times)).encode()).hex()


def hash_of_set(fingerprints: Iterable[tuple[str, str]]) -> str:
    """Hex SHA-256 over the fingerprints of (id, fingerprint) pairs, in order of id."""
    joined = b"".join(bytes.fromhex(digest) for _, digest in sorted(fingerprints))
    return sha256(joined).hex()
