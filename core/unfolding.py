"""Many rows in one statement: written as one JSON text that the database unfolds.

Building model objects and arrays of parameters would cost more than all judging of a
batch. What happens to rows that are there already is the table's own `on_conflict`;
`RETURNING` tells what became of each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
import psycopg
from django.db import connection

# SQLite keeps UUIDs as 32 digits, and instants as UTC without their offset.
_SQLITE = {
    "uuid": "replace(json_extract(value, '$.{0}'), '-', '')",
    "timestamptz": "substr(json_extract(value, '$.{0}'), 1, 26)",
}


@dataclass(frozen=True, slots=True)
class Unfolding:
    """One table's way in. `columns` maps names to PostgreSQL types."""

    table: str
    columns: Mapping[str, str]
    on_conflict: str
    returning: str

    def insert(self, rows: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
        """Insert the rows in their order; what RETURNING gives, in no order."""
        return run(self._statement(), list(rows))

    def _statement(self) -> str:
        names = ", ".join(self.columns)
        if connection.vendor == "postgresql":
            record = ", ".join(f"{name} {kind}" for name, kind in self.columns.items())
            source = f"SELECT {names} FROM json_to_recordset(%s::json) AS new({record})"
        else:
            values = ", ".join(
                _SQLITE.get(kind, "json_extract(value, '$.{0}')").format(name)
                for name, kind in self.columns.items()
            )
            source = f"SELECT {values} FROM json_each(%s) WHERE true"
        return (
            f"INSERT INTO {self.table} ({names}) {source} "
            f"ON CONFLICT {self.on_conflict} RETURNING {self.returning}"
        )


def run(statement: str, value: object) -> list[tuple[Any, ...]]:
    """Run a statement whose one parameter is a JSON text; its rows."""
    text = orjson.dumps(value).decode()
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(statement, [text])
            return list(cursor.fetchall())
    # Bound by the server: Django's own cursor would quote half a megabyte into the SQL.
    connection.ensure_connection()
    with (
        connection.wrap_database_errors,
        psycopg.Cursor(connection.connection) as bound,
    ):
        bound.execute(statement, [text])
        return bound.fetchall()


def is_among(column: str) -> str:
    """A condition: the UUID column is one of the texts of the statement's JSON array."""
    if connection.vendor == "postgresql":
        texts = "SELECT one::uuid FROM json_array_elements_text(%s::json) AS one"
    else:
        texts = "SELECT replace(value, '-', '') FROM json_each(%s)"
    return f"{column} IN ({texts})"


def instant_text(instant: datetime) -> str:
    """An instant in UTC as both databases read it."""
    return instant.isoformat(sep=" ", timespec="microseconds")


def uuid_text(pk: UUID | str) -> str:
    """A UUID that either database gave, as text with hyphens."""
    if isinstance(pk, UUID):
        return str(pk)
    return pk if "-" in pk else str(UUID(pk))
