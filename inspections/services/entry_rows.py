"""Rows of the log, written and found in one statement each, whatever their number.

`ON CONFLICT DO NOTHING` settles who was first: never look, then insert.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, TypedDict
from uuid import UUID

from core.unfolding import Unfolding, instant_text, is_among, run, uuid_text
from inspections.rules.contract import Entry


class EntryRow(TypedDict):
    """A row as plain values; instants as `instant_text` writes them."""

    id: str
    visit_id: str
    section: str
    kind: str
    stream_id: str
    seq: int
    device_at: str
    mono_ms: int
    boot: str
    payload_hash: str
    header_hash: str
    salt: str
    payload: str
    recorded_at: str
    clock_offset_ms: int
    received_at: str
    parcel_id: str
    is_late: bool


_LOG: Final = Unfolding(
    table="inspections_entry",
    columns={
        "id": "uuid",
        "visit_id": "uuid",
        "section": "text",
        "kind": "text",
        "stream_id": "uuid",
        "seq": "integer",
        "device_at": "text",
        "mono_ms": "bigint",
        "boot": "uuid",
        "payload_hash": "text",
        "header_hash": "text",
        "salt": "text",
        "payload": "text",
        "recorded_at": "timestamptz",
        "clock_offset_ms": "bigint",
        "received_at": "timestamptz",
        "parcel_id": "uuid",
        "is_late": "boolean",
    },
    on_conflict="DO NOTHING",
    returning="CAST(id AS text)",
)


def row_of(
    entry: Entry,
    *,
    recorded_at: datetime,
    clock_offset_ms: int,
    received_at: datetime,
    parcel: UUID,
    is_late: bool,
) -> EntryRow:
    """An entry with what the server adds to it, as a row."""
    header = entry.header
    return EntryRow(
        id=header["id"],
        visit_id=header["visit"],
        section=header["section"],
        kind=header["kind"],
        stream_id=header["stream"],
        seq=header["seq"],
        device_at=header["device_at"],
        mono_ms=header["mono_ms"],
        boot=header["boot"],
        payload_hash=header["payload_hash"],
        header_hash=entry.header_hash,
        salt=entry.salt,
        payload=entry.payload_text,
        recorded_at=instant_text(recorded_at),
        clock_offset_ms=clock_offset_ms,
        received_at=instant_text(received_at),
        parcel_id=str(parcel),
        is_late=is_late,
    )


def insert_rows(rows: Sequence[EntryRow]) -> set[str]:
    """Append rows; answer the ids of those that were new to the log."""
    return {uuid_text(pk) for (pk,) in _LOG.insert(rows)}


def find_rows(ids: Iterable[str]) -> dict[str, str]:
    """The header hash of every id that the log holds."""
    statement = f"SELECT id, header_hash FROM inspections_entry WHERE {is_among('id')}"
    return {uuid_text(pk): found for pk, found in run(statement, list(ids))}
