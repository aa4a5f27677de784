"""Does an entry keep the contract? The JSON Schema of every kind, and where each belongs.

An entry travels as three texts. Header and payload are canonical JSON, so that the very
characters the device hashed can be written again for ever; numbers are integers, so that
a value has one spelling. Source: `inspections/contract/entries.v1.schema.json`.
"""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TypedDict, cast

import orjson

from core.contract import texts_in, validators_of
from core.integrity import canonical_json, payload_hash, sha256

COMMON = "common"
MAX_TEXT_BYTES = 256 * 1024
SALT_HEX_DIGITS = 32
_FILE = Path(__file__).parent.parent / "contract" / "entries.v1.schema.json"


class Kind(StrEnum):
    STARTED = "started"
    JOINED = "joined"
    ARRIVED = "arrived"
    LEFT = "left"
    PRESENT = "present"
    ANSWERED = "answered"
    OBSERVED = "observed"
    COUNTED = "counted"
    PHOTOGRAPHED = "photographed"
    NOTED = "noted"
    RETRACTED = "retracted"
    SIGNED = "signed"
    DECLINED_TO_SIGN = "declined_to_sign"
    INFORMED = "informed"
    CLOSED = "closed"
    SEALED = "sealed"
    AMENDED = "amended"
    RELEASED = "released"
    SAME_VISIT = "same_visit"


# Written by the server for a person at the desk; from a device they are quarantined.
SERVER_KINDS = frozenset({Kind.SEALED, Kind.AMENDED, Kind.RELEASED})
# Who came and when is shared by all who take part; the rest is an agency's own.
COMMON_ONLY = frozenset({Kind.STARTED, Kind.JOINED, Kind.SAME_VISIT})
AGENCY_ONLY = frozenset({Kind.ANSWERED, Kind.OBSERVED})


class Unreadable(Exception):
    """Why a text is no entry: a stable code and the place in the text."""

    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(code, where)
        self.code = code
        self.where = where


class Header(TypedDict):
    """The header as the schema promises it."""

    v: int
    id: str
    visit: str
    section: str
    kind: str
    author: str
    stream: str
    seq: int
    device_at: str
    mono_ms: int
    boot: str
    payload_hash: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry that keeps the contract: its texts, and the header and payload read.

    `header_hash` is the hex SHA-256 of the header text: what is signed and chained.
    """

    header_hash: str
    payload_text: str
    salt: str
    header: Header
    payload: Mapping[str, object]


_VALIDATOR = validators_of(_FILE, ("header", *Kind))


def _refuse_number(text: str) -> NoReturn:
    raise Unreadable("fraction", text)


_DECODER = json.JSONDecoder(parse_float=_refuse_number, parse_constant=_refuse_number)


def _decode(text: bytes) -> object:
    with suppress(orjson.JSONDecodeError):
        value = orjson.loads(text)
        if not _holds_fraction(value):
            return value
    return _DECODER.decode(text.decode())  # slower, and able to say what is wrong


def _holds_fraction(value: object) -> bool:
    if isinstance(value, dict):
        parts: Iterable[object] = value.values()
    elif isinstance(value, list):
        parts = value
    else:
        return isinstance(value, float)
    for part in parts:  # noqa: SIM110 — a loop, for every entry passes here
        if type(part) is not str and _holds_fraction(part):
            return True
    return False


def _read(text: bytes, what: str) -> dict[str, object]:
    if len(text) > MAX_TEXT_BYTES:
        raise Unreadable("too_large", what)
    try:
        value = _decode(text)
        canonical = canonical_json(value)
    except (ValueError, RecursionError, TypeError) as error:
        raise Unreadable("not_json", what) from error
    if not isinstance(value, dict):
        raise Unreadable("not_an_object", what)
    if canonical != text:
        raise Unreadable("not_canonical", what)
    if b"\\u0000" in text and any("\x00" in one for one in texts_in(value)):
        raise Unreadable("null_byte", what)
    return value


def _keep(validator: str, value: object, what: str) -> None:
    if _VALIDATOR[validator].is_valid(value):
        return
    error = next(_VALIDATOR[validator].iter_errors(value))
    where = ".".join(str(step) for step in (what, *error.instance_path))
    raise Unreadable("contract", where)


def read_entry(header_text: bytes, payload_text: bytes, salt_hex: str) -> Entry:
    """Read the three texts of an entry, or raise `Unreadable` with code and place.

    Codes: too_large, not_json, not_an_object, not_canonical, null_byte, fraction,
    contract (the schema), salt, payload_hash.
    """
    read = _read(header_text, "header")
    _keep("header", read, "header")
    header = cast("Header", read)
    payload = _read(payload_text, "payload")
    _keep(header["kind"], payload, "payload")
    try:
        salt = bytes.fromhex(salt_hex)
    except ValueError as error:
        raise Unreadable("salt", "salt") from error
    if salt.hex() != salt_hex or len(salt_hex) != SALT_HEX_DIGITS:
        raise Unreadable("salt", "salt")
    if payload_hash(salt, payload_text) != header["payload_hash"]:
        raise Unreadable("payload_hash", "payload")
    return Entry(
        sha256(header_text).hex(), payload_text.decode(), salt_hex, header, payload
    )


def read_payload(text: str) -> Mapping[str, object]:
    """The payload of an entry that the log holds already."""
    payload: dict[str, object] = json.loads(text)
    return payload
