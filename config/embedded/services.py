"""What runs when Lykta runs: one table, read by the supervisor and held to by Compose."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from config.embedded import broker


@dataclass(frozen=True)
class Service:
    """A command, the name it goes by, and what it finds in its environment."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)


def broker_service(*, binary: str, conf: Path) -> Service:
    return Service("broker", (binary, str(conf)), broker.ENVIRONMENT)


def web(*, host: str, port: int, pooled: bool) -> Service:
    command = (
        *_python("granian", "--interface", "wsgi", "config.wsgi:application"),
        *("--host", host, "--port", str(port)),
        *("--workers", "2", "--blocking-threads", "4"),
        # A granian worker that is still starting misses the request to stop.
        *("--workers-kill-timeout", "15"),
    )
    return Service("web", command, _pool(open_one=pooled))


def worker() -> Service:
    command = (
        *_python("celery", "-A", "tasks", "worker", "--concurrency", "2"),
        *("--without-gossip", "--without-mingle"),
    )
    return Service("worker", command, _pool(open_one=False))


def beat(*, data: Path) -> Service:
    command = (
        *_python("celery", "-A", "tasks", "beat", "--pidfile="),
        *("-s", str(data / "beat")),
    )
    return Service("beat", command, _pool(open_one=False))


def _python(module: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", module, *arguments)


def _pool(*, open_one: bool) -> dict[str, str]:
    """Only the web process pools: a pool opened before a fork hangs the children."""
    return {"DATABASE_POOL": "1" if open_one else "0"}
