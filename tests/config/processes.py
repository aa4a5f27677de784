"""Real processes: an installation of its own in a folder, and what runs on it."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

ROOT = settings.ROOT


def eventually(holds: Callable[[], bool], *, seconds: float = 20) -> bool:
    """Whether it comes true in time."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def is_alive(pid: int) -> bool:
    """False for one that is gone, and for one that only waits to be buried."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Installation:
    """Lykta in a folder: one SQLite file and a broker of its own."""

    folder: Path
    port: int = field(default_factory=free_port)

    @property
    def environment(self) -> dict[str, str]:
        taken = {"DATABASE_URL", "REDIS_URL", "DATABASE_POOL", "PUBLIC_URL"}
        kept = {name: text for name, text in os.environ.items() if name not in taken}
        return kept | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "ALLOW_SQLITE": "1",
            "DATA_DIR": str(self.folder / "data"),
            "LYKTA_PORT": str(self.port),
        }

    def ask(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run Python with these arguments to its end."""
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def processes(self) -> list[int]:
        """Everything that runs on this folder, whoever its parent is by now.

        The broker writes its title over its environment, but it stands in its folder.
        """
        mark = f"DATA_DIR={self.folder / 'data'}".encode()
        found = []
        for entry in Path("/proc").iterdir():
            with contextlib.suppress(OSError):
                if entry.name.isdigit() and (
                    mark in (entry / "environ").read_bytes()
                    or (entry / "cwd").readlink().is_relative_to(self.folder)
                ):
                    found.append(int(entry.name))
        return [pid for pid in found if is_alive(pid)]


@dataclass
class Running:
    """A supervisor, and what it has printed so far."""

    process: subprocess.Popen[bytes]
    output: Path

    def text(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def pids(self, name: str) -> list[int]:
        found = re.findall(
            rf"^{name} +started, process (\d+)$", self.text(), re.MULTILINE
        )
        return [int(pid) for pid in found]

    def serves(self) -> bool:
        return "answers at" in self.text()


@contextlib.contextmanager
def supervisor(installation: Installation, *arguments: str) -> Iterator[Running]:
    """Start one like a terminal would; whatever happens, nothing of it survives."""
    output = installation.folder / "terminal.txt"
    with (
        output.open("wb") as terminal,
        subprocess.Popen(
            [sys.executable, "-m", "config.embedded.supervisor", *arguments],
            cwd=ROOT,
            env=installation.environment,
            stdout=terminal,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        ) as process,
    ):
        try:
            yield Running(process, output)
        finally:
            process.kill()
            for pid in installation.processes():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
