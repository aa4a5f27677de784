"""What must hold before the first process starts; each refusal is a sentence."""

import fcntl
import os
import socket
from pathlib import Path

from django.core import checks
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.migrations.executor import MigrationExecutor

from config.embedded.errors import CannotStart


def hold(folder: Path) -> int:
    """Take the lock of a data folder and return its handle, to be kept open.

    The children inherit the handle: when the supervisor alone is killed, the folder stays
    taken until the last of them is gone, for two brokers would ruin each other's file.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder / "running.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise CannotStart(
            f"Lykta already runs on {folder}, or is just stopping there. Stop it, or "
            "name another folder in DATA_DIR."
        ) from None
    return handle


def refuse_a_taken_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotStart(
                f"Port {port} cannot be had ({error.strerror}). Name another one, for "
                f"example LYKTA_PORT={port + 1}."
            ) from error


def refuse_an_unready_database() -> None:
    """Migrations behind, or settings under which a promised record could be lost."""
    connection = connections[DEFAULT_DB_ALIAS]
    try:
        found = checks.run_checks(
            tags=[checks.Tags.database], databases=[DEFAULT_DB_ALIAS]
        )
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error as error:
        raise CannotStart(f"The database does not answer: {error}") from error
    finally:
        connection.close()  # no child may inherit it
    serious = [message for message in found if message.is_serious()]
    if serious:
        raise CannotStart("\n".join(str(message) for message in serious))
    if missing:
        raise CannotStart(
            f"The database lacks {len(missing)} migrations. Run `make setup`."
        )
