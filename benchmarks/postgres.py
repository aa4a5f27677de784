"""A PostgreSQL of the bench's own, in a temporary folder, with default durability."""

import os
import pwd
import random
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PLACES = (
    "/usr/lib/postgresql/17/bin",
    "/usr/lib/postgresql/16/bin",
    "/usr/lib/postgresql/15/bin",
)


def program(name: str) -> str:
    """Where a program of PostgreSQL is; SystemExit with a sentence when it is nowhere."""
    found = shutil.which(
        name, path=os.pathsep.join([os.environ.get("PATH", ""), *_PLACES])
    )
    if found is None:
        raise SystemExit(f"{name} is not on this machine: install PostgreSQL first.")
    return found


def free_port() -> int:
    """A port below those that the system gives to outgoing connections: a client that
    calls a dead server could otherwise be given that very port, and keep it.
    """
    while True:
        port = random.randint(10_000, 30_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


class Cluster:
    """A cluster that can be started, killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.user = (
            "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
        )
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgres://{self.user}@127.0.0.1:{self.port}/postgres"

    def make(self) -> None:
        self._run("initdb", "-D", str(self.folder), "-A", "trust", "-U", self.user)

    def start(self) -> None:
        log = (self.folder.parent / "postgres.log").open("ab")
        with log:
            self.process = subprocess.Popen(
                self._command(
                    "postgres", "-D", str(self.folder), "-p", str(self.port),
                    "-k", str(self.folder.parent), "-c", "shared_buffers=1GB",
                ),
                stdout=log,
                stderr=log,
            )  # fmt: skip
        for _ in range(300):
            with socket.socket() as probe:
                listening = probe.connect_ex(("127.0.0.1", self.port)) == 0
            if listening and self.process.poll() is None:
                return
            if self.process.poll() is not None:
                break
            subprocess.run(["sleep", "0.1"], check=False)
        raise SystemExit(f"PostgreSQL did not start: see {log.name}.")

    def postmaster(self) -> int | None:
        """The process id of the postmaster, as it wrote it itself."""
        file = self.folder / "postmaster.pid"
        return int(file.read_text().split()[0]) if file.exists() else None

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        pid = self.postmaster()
        if pid is not None:
            os.kill(pid, signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def _run(self, *command: str) -> None:
        subprocess.run(self._command(*command), check=True, stdout=subprocess.DEVNULL)

    def _command(self, name: str, *arguments: str) -> list[str]:
        command = [program(name), *arguments]
        if os.getuid() == 0:  # PostgreSQL refuses to run as root
            return [
                "setpriv",
                "--reuid=postgres",
                "--regid=postgres",
                "--clear-groups",
                *command,
            ]
        return command


@contextmanager
def own_cluster() -> Iterator[Cluster]:
    """A running cluster, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="lykta-bench-") as name:
        parent = Path(name)
        folder = parent / "cluster"
        folder.mkdir()
        if os.getuid() == 0:
            for one in (parent, folder):
                shutil.chown(one, "postgres", "postgres")
        cluster = Cluster(folder)
        cluster.make()
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()
