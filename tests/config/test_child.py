import os
import sys
import time
from pathlib import Path

import pytest

from config.embedded.child import Child, CrashLoop, Patience
from config.embedded.services import Service
from tests.config.processes import eventually, is_alive

QUICK = Patience(restarts=2, first_delay_seconds=0.02)
LEAVES_A_CHILD = """
import subprocess, sys
left = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(left.pid, flush=True)
"""
IGNORES_TERM = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("deaf", flush=True)
time.sleep(600)
"""


def make(code: str, log: Path, patience: Patience = QUICK) -> Child:
    service = Service(
        "child", (sys.executable, "-c", code), {"GIVEN": "by the service"}
    )
    return Child(service, environment=dict(os.environ), log=log, patience=patience)


def tend_until(child: Child, log: Path, words: str) -> None:
    def holds() -> bool:
        child.tend()
        return words in log.read_text(encoding="utf-8")

    assert eventually(holds)


def test_a_child_that_ends_is_started_again(tmp_path: Path):
    log = tmp_path / "log"
    child = make("import os; print(os.environ['GIVEN'], flush=True)", log)
    child.start()
    tend_until(child, log, "by the service\nby the service\n")
    child.stop(seconds=5, hurried=lambda: False)


def test_a_child_that_ends_again_and_again_stops_everything_with_a_sentence(
    tmp_path: Path,
):
    child = make("raise SystemExit(3)", tmp_path / "log")
    child.start()

    with pytest.raises(CrashLoop, match=r"ended 3 times in a row \(last with 3\)"):
        eventually(lambda: child.tend() and False)


def test_a_death_after_a_long_life_counts_as_the_first(tmp_path: Path):
    log = tmp_path / "log"
    patience = Patience(restarts=1, first_delay_seconds=0.01, short_life_seconds=0)
    child = make("print('lived', flush=True)", log, patience)
    child.start()
    tend_until(child, log, "lived\n" * 4)
    child.stop(seconds=5, hurried=lambda: False)


def test_what_a_dead_child_leaves_behind_is_ended_before_it_starts_again(
    tmp_path: Path,
):
    log = tmp_path / "log"
    child = make(LEAVES_A_CHILD, log, Patience(first_delay_seconds=600))
    child.start()
    tend_until(child, log, "\n")
    orphan = int(log.read_text(encoding="utf-8"))
    assert eventually(lambda: not child.tend() and not is_alive(orphan))


@pytest.mark.parametrize(
    ("seconds", "hurried"), [(0.2, False), (600, True)], ids=["patience", "hurry"]
)
def test_a_child_that_ignores_the_request_to_stop_is_killed(
    tmp_path: Path, seconds: float, hurried: bool
):
    log = tmp_path / "log"
    child = make(IGNORES_TERM, log)
    child.start()
    assert child.process is not None
    pid = child.process.pid
    tend_until(child, log, "deaf")
    begun = time.monotonic()
    child.stop(seconds=seconds, hurried=lambda: hurried)
    assert not is_alive(pid)
    assert time.monotonic() - begun < 5
