"""Refuses a database that may forget what a receipt has promised.

A tablet deletes its copy on the strength of our receipt. So a commit must be on the disk
when we say that it is: after a power cut, not merely after a crash of our own.
"""

from collections.abc import Mapping, Sequence

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLiteWrapper

_SQLITE = {
    "journal_mode": ("wal", "PRAGMA journal_mode=WAL"),
    "synchronous": ("2", "PRAGMA synchronous=FULL"),
}
_POSTGRESQL = ("fsync", "synchronous_commit")


def check_durability(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001 — Django calls it by name
    databases: Sequence[str] | None = None,
    **_: object,
) -> list[CheckMessage]:
    """Read the settings back from every named database, as they are in force there."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if connection.vendor == "postgresql":
            found += judge_postgresql(
                {name: _show(connection, name) for name in _POSTGRESQL}
            )
        elif isinstance(connection, SQLiteWrapper) and not connection.is_in_memory_db():
            found += judge_sqlite({name: _pragma(connection, name) for name in _SQLITE})
    return found


def judge_sqlite(values: Mapping[str, str]) -> list[CheckMessage]:
    """Refuse anything but a write-ahead log that is flushed at every commit."""
    return [
        Error(
            f"SQLite runs with {name}={values[name]}, so a power cut may undo what was "
            "promised to a tablet.",
            hint=f"Keep {wanted} in the init_command of the settings, and DATA_DIR on a "
            "disk of this machine.",
            id="lykta.E001",
        )
        for name, (value, wanted) in _SQLITE.items()
        if values[name].lower() != value
    ]


def judge_postgresql(values: Mapping[str, str]) -> list[CheckMessage]:
    """Refuse a server that answers a commit before it is on its disk."""
    return [
        Error(
            f"PostgreSQL runs with {name}=off, so a power cut may undo what was promised "
            "to a tablet.",
            hint=f"Set {name}=on for the server, the database and the role.",
            id="lykta.E002",
        )
        for name in _POSTGRESQL
        if values[name] == "off"
    ]


def _show(connection: BaseDatabaseWrapper, name: str) -> str:
    return _one_value(connection, f"SHOW {name}")


def _pragma(connection: BaseDatabaseWrapper, name: str) -> str:
    return _one_value(connection, f"PRAGMA {name}")


def _one_value(connection: BaseDatabaseWrapper, statement: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()
    return str(row[0]) if row else ""
