"""Rows of the log, written and found in one statement each, whatever their number.

Rows go in as one JSON text that the database unfolds: building model objects and arrays
of parameters would cost more than all judging. `ON CONFLICT DO NOTHING` settles who was
first; `RETURNING` tells which rows are new.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypedDict
from uuid import UUID

import orjson
import psycopg
from django.db import connection


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


_TYPES = {
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
}
_COLUMNS = ", ".join(_TYPES)
_RECORD = ", ".join(f"{name} {kind}" for name, kind in _TYPES.items())
# SQLite keeps UUIDs as 32 digits, and instants as UTC without their offset.
_SQLITE = {
    "uuid": "replace(json_extract(value, '$.{0}'), '-', '')",
    "timestamptz": "substr(json_extract(value, '$.{0}'), 1, 26)",
}
_EXTRACTED = ", ".join(
    _SQLITE.get(kind, "json_extract(value, '$.{0}')").format(name)
    for name, kind in _TYPES.items()
)
_INSERT = {
    "postgresql": f"""
        INSERT INTO inspections_entry ({_COLUMNS})
        SELECT {_COLUMNS} FROM json_to_recordset(%s::json) AS new({_RECORD})
        ON CONFLICT DO NOTHING RETURNING id""",
    "sqlite": f"""
        INSERT INTO inspections_entry ({_COLUMNS})
        SELECT {_EXTRACTED} FROM json_each(%s) WHERE true
        ON CONFLICT DO NOTHING RETURNING id""",
}
_FIND = {
    "postgresql": """
        SELECT id, header_hash FROM inspections_entry WHERE id IN
        (SELECT one::uuid FROM json_array_elements_text(%s::json) AS one)""",
    "sqlite": """
        SELECT id, header_hash FROM inspections_entry WHERE id IN
        (SELECT replace(value, '-', '') FROM json_each(%s))""",
}


def instant_text(instant: datetime) -> str:
    """An instant in UTC as both databases read it."""
    return instant.isoformat(sep=" ", timespec="microseconds")


def insert_rows(rows: Sequence[EntryRow]) -> set[str]:
    """Append rows; answer the ids of those that were new to the log."""
    return {_text(pk) for (pk,) in _execute(_INSERT, rows)}


def find_rows(ids: Iterable[str]) -> dict[str, str]:
    """The header hash of every id that the log holds."""
    return {_text(pk): header_hash for pk, header_hash in _execute(_FIND, list(ids))}


def _execute(statement: Mapping[str, str], value: object) -> list[tuple[Any, ...]]:
    text = orjson.dumps(value).decode()
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(statement[connection.vendor], [text])
            return list(cursor.fetchall())
    # Bound by the server: Django's own cursor would quote half a megabyte into the SQL.
    connection.ensure_connection()
    with (
        connection.wrap_database_errors,
        psycopg.Cursor(connection.connection) as bound,
    ):
        bound.execute(statement["postgresql"], [text])
        return bound.fetchall()


def _text(pk: UUID | str) -> str:
    return str(pk) if isinstance(pk, UUID) else str(UUID(pk))
