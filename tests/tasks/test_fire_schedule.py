"""A small fire over the schedule: real worker, beat and broker, killed at random.

`make fire-schedule` burns for a year and a half.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import settings

_NAME = f"lykta_fire_{os.getpid()}"


@pytest.fixture
def database() -> Iterator[str]:
    """An empty database of the kind that the suite runs on."""
    url = settings.DATABASE_URL
    if not url:
        yield "sqlite"
        return
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {_NAME} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {_NAME}")
    yield urlunsplit(urlsplit(url)._replace(path=f"/{_NAME}"))
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"DROP DATABASE {_NAME} WITH (FORCE)")


def burn(database: str, *more: str) -> tuple[int, dict[str, Any]]:
    told = subprocess.run(
        [
            sys.executable, "-m", "benchmarks.fire_schedule", "--small",
            "--database", database, *more,
        ],
        cwd=settings.ROOT, env=dict(os.environ), capture_output=True, text=True,
        check=False, timeout=400,
    )  # fmt: skip
    assert told.stdout, told.stderr[-3000:]
    return told.returncode, json.loads(told.stdout.splitlines()[-1])


def test_nothing_is_missed_or_doubled_whatever_dies(database: str) -> None:
    code, told = burn(database)
    assert told["wrong"] == []
    assert (code, told["findings"], sum(told["fires"].values())) == (0, 300, 6)
    assert told["letters"] > 300


def test_messages_that_know_their_own_time_are_found_to_be_lost(database: str) -> None:
    code, told = burn(database, "--bug", "eta")
    assert code == 1
    (missing,) = [one for one in told["wrong"] if "missing" in one]
    assert int(missing.split()[0]) > 50
