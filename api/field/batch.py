"""Reading the body of a batch: only its outer shape; every entry is judged elsewhere."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.corrected_time import Sent
from core.errors import DomainError, Invalid
from core.identifiers import uuid_or_none
from core.integrity import from_base64url
from inspections.rules.parcel import Wire
from inspections.services.custody import content_of
from inspections.services.receive import received_now

MAX_ENTRIES = 1000
MAX_NOTES = 200


class TooLarge(DomainError):
    """More than one request may carry; nothing of it is kept."""

    code = "too_large"
    status = 413


@dataclass(frozen=True, slots=True)
class Batch:
    sent: Sent
    parcels: tuple[Wire, ...]


def read_body(request: HttpRequest, limit: int) -> bytes:
    """The body, or `TooLarge` without holding more than `limit` bytes of it."""
    body: bytes = request.read(limit + 1)
    if len(body) > limit:
        raise TooLarge(
            _("This is more than %(limit)s bytes. Send it in smaller parts.")
            % {"limit": limit}
        )
    return body


def read_batch(request: HttpRequest) -> Batch:
    """The batch in a request; `Invalid` when its outer shape cannot be read."""
    read = _parse(read_body(request, settings.FIELD_BATCH_MAX_BYTES))
    try:
        batch = Batch(
            sent=_sent(read["sent"]),
            parcels=tuple(_wire(parcel) for parcel in read["parcels"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _unreadable(str(error)) from error
    if sum(len(wire.elements) for wire in batch.parcels) > MAX_ENTRIES:
        raise TooLarge(
            _("A batch holds at most %(count)s entries. Send it in smaller parts.")
            % {"count": MAX_ENTRIES}
        )
    return batch


@dataclass(frozen=True, slots=True)
class Notes:
    """Notes of walks: the bytes of each as it came."""

    sent: Sent
    contents: tuple[bytes, ...]


def read_notes(request: HttpRequest) -> Notes:
    """The notes in a request; `Invalid` when its outer shape cannot be read."""
    read = _parse(read_body(request, settings.FIELD_BATCH_MAX_BYTES))
    try:
        contents = tuple(
            _text(one).encode("utf-8", "surrogatepass") for one in read["notes"]
        )
        notes = Notes(_sent(read["sent"]), contents)
    except (KeyError, TypeError, ValueError) as error:
        raise _unreadable(str(error)) from error
    if len(notes.contents) > MAX_NOTES:
        raise TooLarge(
            _("At most %(count)s notes at once. Send them in smaller parts.")
            % {"count": MAX_NOTES}
        )
    return notes


def _sent(read: Mapping[str, Any]) -> Sent:
    return received_now(
        _text(read["device_at"]), _count(read["mono_ms"]), _text(read["boot"])
    )


def _parse(body: bytes) -> Mapping[str, Any]:
    try:
        return _object(orjson.loads(body))
    except orjson.JSONDecodeError:
        pass  # a lone surrogate in one entry must not cost its neighbours
    try:
        return _object(json.loads(body))
    except (ValueError, RecursionError) as error:
        raise _unreadable("JSON") from error


def _object(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _unreadable("JSON")
    return value


def _wire(parcel: object) -> Wire:
    if not isinstance(parcel, dict) or not isinstance(parcel["entries"], list):
        raise TypeError("parcels")
    stream = uuid_or_none(_text(parcel["stream"]))
    try:
        signature = from_base64url(_text(parcel["signature"]))
    except ValueError:
        signature = b""  # which no key made: the entries are kept in quarantine
    for element in parcel["entries"]:
        _check_depth(element)
    return Wire("" if stream is None else str(stream), signature, parcel["entries"])


def _check_depth(element: object) -> None:
    """Raise `Invalid` for what is nested so deeply that it cannot be kept as text."""
    if isinstance(element, dict) and all(
        isinstance(one, str) for one in element.values()
    ):
        return
    try:
        content_of(element)
    except RecursionError as error:
        raise _unreadable("depth") from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(type(value).__name__)
    return value


def _unreadable(where: str) -> Invalid:
    return Invalid(
        _(
            "The batch cannot be read, so nothing of it was kept here. Keep it on the "
            "device, and send it again after an update."
        ),
        code="unreadable_batch",
        particulars=[where],
    )
