"""A parcel: entries of one stream under one signature, as they travel.

What is signed is `lykta-parcel-v1`, the stream's id and the SHA-256 of every header text
in order. The leaf of an element is defined for whatever came in its place, so that one
poisoned entry never breaks the signature of its neighbours.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from core.integrity import sha256, signature_holds
from inspections.rules.contract import Entry, Unreadable, read_entry

PREFIX = b"lykta-parcel-v1\n"
_LEAF_BYTES = 32
_TEXTS = ("header", "payload", "salt")


@dataclass(frozen=True, slots=True)
class Wire:
    """The entries of one stream as they came: any JSON value may stand for an entry.

    `is_proved`: taken from custody, where the signature was found to hold.
    """

    stream: str
    signature: bytes
    elements: Sequence[object]
    is_proved: bool = False


def leaf_of(element: object) -> bytes:
    """The 32 bytes that stand for an element in what is signed."""
    header = element.get("header") if isinstance(element, Mapping) else None
    text = header if isinstance(header, str) else ""
    return sha256(text.encode("utf-8", "surrogatepass"))


def holds_leaf(leaves: bytes, element: object) -> bool:
    """Whether an element is among what was signed: `leaves` are 32 bytes each."""
    return leaf_of(element) in cut_leaves(leaves)


def cut_leaves(leaves: bytes) -> list[bytes]:
    """The leaves of a parcel one by one, from all of them in a row."""
    return [leaves[at : at + _LEAF_BYTES] for at in range(0, len(leaves), _LEAF_BYTES)]


def parcel_id(wire: Wire) -> UUID:
    """The id of a parcel, from what it is: sent again it is the same parcel."""
    digest = sha256(
        wire.stream.encode("utf-8", "surrogatepass") + b"\n" + wire.signature
    )
    return UUID(bytes=digest[:16])


def signed_message(stream: str, leaves: Iterable[bytes]) -> bytes:
    """The bytes that a stream's key signs."""
    return PREFIX + stream.encode() + b"\n" + b"".join(leaves)


def is_signed(wire: Wire, public_key: bytes) -> bool:
    """Whether the parcel bears the signature of the stream's key."""
    leaves = (leaf_of(element) for element in wire.elements)
    return signature_holds(
        public_key, wire.signature, signed_message(wire.stream, leaves)
    )


def read_element(element: object) -> Entry:
    """The entry in one element of a parcel; `Unreadable` when there is none."""
    if not isinstance(element, Mapping):
        raise Unreadable("not_an_entry")
    texts = [element.get(name) for name in _TEXTS]
    if set(element) != set(_TEXTS) or not all(isinstance(text, str) for text in texts):
        raise Unreadable("not_an_entry")
    header, payload, salt = (str(text) for text in texts)
    try:
        return read_entry(header.encode(), payload.encode(), salt)
    except UnicodeEncodeError as error:
        raise Unreadable("not_unicode") from error
