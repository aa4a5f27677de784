"""Lykta as it is served, over a database of the bench's own."""

import http.client
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.postgres import free_port
from config.embedded.broker import ENVIRONMENT, server_binary

ROOT = Path(__file__).parent.parent


def environment(database_url: str, data: Path) -> dict[str, str]:
    """What every process of the bench runs with."""
    return {
        **os.environ,
        "LYKTA_ENV_FILE": str(data / "none"),
        "SECRET_KEY": secrets.token_urlsafe(48),
        "EVIDENCE_KEY": secrets.token_urlsafe(48),
        "DATABASE_URL": database_url,
        "DATA_DIR": str(data),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }


@contextmanager
def broker(folder: Path) -> Iterator[str]:
    """A cache and broker of the bench's own; its address."""
    port = free_port()
    process = subprocess.Popen(
        [server_binary(), "--port", str(port), "--bind", "127.0.0.1", "--save", ""],
        cwd=folder, stdout=subprocess.DEVNULL, env={**os.environ, **ENVIRONMENT},
    )  # fmt: skip
    try:
        yield f"redis://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


class Web:
    """The web process: granian with two workers of four threads."""

    def __init__(
        self, variables: dict[str, str], application: str = "config.wsgi:application"
    ) -> None:
        self.application = application
        self.variables = {**variables, "DATABASE_POOL": "1"}
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
            "--port", str(self.port), "--workers", "2", "--blocking-threads", "4",
            "--backpressure", "64", "--respawn-failed-workers", "--no-log",
            self.application,
        ]  # fmt: skip
        with (Path(self.variables["DATA_DIR"]) / "web.log").open("ab") as log:
            self.process = subprocess.Popen(
                command,
                env=self.variables,
                cwd=ROOT,
                start_new_session=True,
                stdout=log,
                stderr=log,
            )
        for _ in range(300):
            try:
                connection = http.client.HTTPConnection(
                    "127.0.0.1", self.port, timeout=2
                )
                connection.request("GET", "/healthz")
                if connection.getresponse().status == 200:
                    return
            except OSError:
                time.sleep(0.1)
        raise SystemExit("The web process did not answer.")

    def workers(self) -> list[int]:
        """The process ids of its workers."""
        assert self.process is not None
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
