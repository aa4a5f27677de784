"""The database itself refuses to change or remove a line of the log.

One change is allowed: payload and salt become NULL together, when a logged decision
destroys them. The statements are applied by a migration; tests that forge evidence take
them away first. On PostgreSQL the application's role should besides have no right to
UPDATE or DELETE these tables (`docs/how-to/postgresql-roles.md`).
"""

from collections.abc import Iterator

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_FROZEN = (
    "id", "visit_id", "section", "kind", "stream_id", "seq", "device_at", "mono_ms",
    "boot", "payload_hash", "header_hash", "recorded_at", "clock_offset_ms",
    "received_at", "parcel_id", "is_late",
)  # fmt: skip
_LOG = "inspections_entry"
_PARCELS = "inspections_parcel"
_MESSAGE = "The log is only ever appended to."


def _same(column: str, differs: str) -> str:
    return f"NEW.{column} {differs} OLD.{column}"


def _postgresql() -> Iterator[str]:
    changed = " OR ".join(_same(column, "IS DISTINCT FROM") for column in _FROZEN)
    yield f"""
        CREATE OR REPLACE FUNCTION lykta_append_only() RETURNS trigger AS $$
        BEGIN RAISE EXCEPTION '{_MESSAGE}' USING ERRCODE = 'restrict_violation'; END
        $$ LANGUAGE plpgsql"""
    yield f"""
        CREATE TRIGGER lykta_log_is_not_changed BEFORE UPDATE ON {_LOG} FOR EACH ROW
        WHEN ({changed} OR NEW.payload IS NOT NULL OR NEW.salt IS NOT NULL)
        EXECUTE FUNCTION lykta_append_only()"""
    yield f"""
        CREATE TRIGGER lykta_log_is_not_removed BEFORE DELETE ON {_LOG}
        FOR EACH ROW EXECUTE FUNCTION lykta_append_only()"""
    yield f"""
        CREATE TRIGGER lykta_parcels_are_kept BEFORE UPDATE OR DELETE ON {_PARCELS}
        FOR EACH ROW EXECUTE FUNCTION lykta_append_only()"""


def _sqlite() -> Iterator[str]:
    changed = " OR ".join(_same(column, "IS NOT") for column in _FROZEN)
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
    yield f"""
        CREATE TRIGGER lykta_log_is_not_changed BEFORE UPDATE ON {_LOG}
        WHEN {changed} OR NEW.payload IS NOT NULL OR NEW.salt IS NOT NULL {refuse}"""
    yield f"CREATE TRIGGER lykta_log_is_not_removed BEFORE DELETE ON {_LOG} {refuse}"
    yield f"CREATE TRIGGER lykta_parcels_are_kept BEFORE UPDATE ON {_PARCELS} {refuse}"
    yield f"CREATE TRIGGER lykta_parcels_stay BEFORE DELETE ON {_PARCELS} {refuse}"


_NAMES = {
    "lykta_log_is_not_changed": _LOG,
    "lykta_log_is_not_removed": _LOG,
    "lykta_parcels_are_kept": _PARCELS,
    "lykta_parcels_stay": _PARCELS,
}


def install(editor: BaseDatabaseSchemaEditor) -> None:
    """Put the guards in place."""
    by_vendor = {"postgresql": _postgresql, "sqlite": _sqlite}
    for statement in by_vendor[editor.connection.vendor]():
        editor.execute(statement)


def remove(editor: BaseDatabaseSchemaEditor) -> None:
    """Take the guards away, as reversing the migration does."""
    on_table = editor.connection.vendor == "postgresql"
    for name, table in _NAMES.items():
        editor.execute(
            f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if on_table else "")
        )
