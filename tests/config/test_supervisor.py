import os
import signal
import socket
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from config.embedded import supervisor as module
from tests.config.processes import (
    Installation,
    eventually,
    is_alive,
    supervisor,
)

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/environ").exists(), reason="looks for processes in /proc"
)

ROUND = """
import time
from core.heartbeat import last_round
from tasks import app
before = last_round()
app.send_task("tasks.heartbeat.sweep")
for _ in range(100):
    if last_round() != before:
        break
    time.sleep(0.1)
print("came round" if last_round() != before else "lost")
"""


def test_what_is_killed_comes_back_and_a_stop_leaves_nothing_behind(
    installation: Installation,
):
    with supervisor(installation) as running:
        assert eventually(running.serves), running.text()
        for name in ("broker", "worker", "web", "beat"):
            assert len(running.pids(name)) == 1
            assert running.pids(name)[0] in installation.processes()

        os.kill(running.pids("worker")[0], signal.SIGKILL)
        assert eventually(lambda: len(running.pids("worker")) == 2)

        old_worker = running.pids("worker")[-1]
        os.kill(running.pids("broker")[0], signal.SIGKILL)
        assert eventually(lambda: len(running.pids("worker")) == 3)
        assert len(running.pids("broker")) == 2
        assert not is_alive(old_worker)
        assert (
            "came round"
            in installation.ask("-m", "django", "shell", "-c", ROUND).stdout
        )

        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(timeout=30) == 0
        assert installation.processes() == []
        stopped = [line for line in running.text().splitlines() if "stopped" in line]
        names = [line.split()[0] for line in stopped[-4:]]
        assert names == ["beat", "web", "worker", "broker"]


def test_ctrl_c_ends_the_command_too(installation: Installation):
    forever = "import time; print('begun', flush=True); time.sleep(600)"
    with supervisor(installation, "--run", "-c", forever) as running:
        assert eventually(lambda: "begun" in running.text()), running.text()
        os.killpg(running.process.pid, signal.SIGINT)
        assert running.process.wait(timeout=30) == 0
        assert installation.processes() == []


def test_the_command_finds_the_pages_and_its_exit_code_is_ours(
    installation: Installation,
):
    asks = (
        "import http.client, os, sys, urllib.parse\n"
        "address = urllib.parse.urlsplit(os.environ['LYKTA_URL'])\n"
        "http.client.HTTPConnection(address.netloc, timeout=5).request('GET', '/healthz')\n"
        "sys.exit(7)"
    )
    with supervisor(installation, "--exit", "--run", "-c", asks) as running:
        assert running.process.wait(timeout=40) == 7, running.text()
        assert installation.processes() == []


def test_a_killed_supervisor_takes_its_children_along_and_is_not_doubled(
    installation: Installation,
):
    with supervisor(installation) as running:
        assert eventually(running.serves), running.text()
        second = installation.ask("-m", "config.embedded.supervisor")
        assert second.returncode == 1
        assert "already runs on" in second.stderr

        running.process.kill()
        assert eventually(lambda: installation.processes() == [])


def test_a_database_behind_its_migrations_is_refused_with_a_sentence(tmp_path: Path):
    answer = Installation(tmp_path).ask("-m", "config.embedded.supervisor")
    assert answer.returncode == 1
    assert "Run `make setup`" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_database_that_may_forget_is_refused_with_a_sentence(
    installation: Installation,
):
    answer = installation.ask(
        "-c",
        "import sys; from config import settings;"
        "options = settings.DATABASES['default']['OPTIONS'];"
        "options['init_command'] = 'PRAGMA synchronous=NORMAL;';"
        "from config.embedded.supervisor import main; sys.exit(main([]))",
    )
    assert answer.returncode == 1
    assert "SQLite runs with synchronous=1" in answer.stderr


def test_a_taken_port_is_refused_with_a_sentence(installation: Installation):
    with socket.create_server(("127.0.0.1", installation.port)):
        answer = installation.ask("-m", "config.embedded.supervisor")
    assert answer.returncode == 1
    assert f"Port {installation.port} cannot be had" in answer.stderr


def test_missing_settings_are_refused_with_a_sentence(installation: Installation):
    answer = installation.ask(
        "-c",
        "import os, sys; del os.environ['SECRET_KEY'];"
        "from config.embedded.supervisor import main; sys.exit(main([]))",
    )
    assert answer.returncode == 1
    assert answer.stderr.startswith("SECRET_KEY is not set")


def test_a_redis_elsewhere_means_no_broker_of_our_own(
    settings: Settings, tmp_path: Path
):
    settings.DATA_DIR = tmp_path
    settings.BROKER_SOCKET = tmp_path / "broker.sock"
    settings.REDIS_URL = ""
    assert [service.name for service in module._services(8000)] == [
        "broker",
        "worker",
        "web",
        "beat",
    ]
    settings.REDIS_URL = "redis://elsewhere:6379"
    assert [service.name for service in module._services(8000)] == [
        "worker",
        "web",
        "beat",
    ]


def test_only_the_web_process_pools_and_only_on_postgresql(
    settings: Settings, tmp_path: Path
):
    settings.DATA_DIR = tmp_path
    settings.REDIS_URL = "redis://elsewhere:6379"
    for url, wanted in (("", "0"), ("postgres://db/lykta", "1")):
        settings.DATABASE_URL = url
        pools = {
            service.name: service.environment["DATABASE_POOL"]
            for service in module._services(8000)
        }
        assert pools == {"worker": "0", "web": wanted, "beat": "0"}
