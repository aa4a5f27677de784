"""One child process with its whole group: started, tended, stopped without a rest."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from config.embedded.services import Service

_PR_SET_PDEATHSIG = 1
# Loaded here: between fork and exec nothing may be looked up any more.
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class CrashLoop(Exception):
    """A child ended as often as we are ready to start it again."""


@dataclass(frozen=True)
class Patience:
    """When a death is one too many: so many in a row, each after a short life."""

    restarts: int = 5
    first_delay_seconds: float = 1.0
    short_life_seconds: float = 60.0


def say(who: str, what: str) -> None:
    """One line to the person at the terminal, who may have closed it: we still go on."""
    with contextlib.suppress(OSError):
        sys.stdout.write(f"{who:<8}{what}\n")
        sys.stdout.flush()


class Child:
    """A service as a process of its own session, so that Ctrl-C reaches only us."""

    def __init__(
        self,
        service: Service,
        *,
        environment: Mapping[str, str],
        log: Path | None = None,
        keeps_open: tuple[int, ...] = (),
        patience: Patience = Patience(),
    ) -> None:
        self.name = service.name
        self.log = log
        self.process: subprocess.Popen[bytes] | None = None
        self._command = service.command
        self._environment = {**environment, **service.environment}
        self._keeps_open = keeps_open
        self._patience = patience
        self._deaths = 0
        self._born = self._due = time.monotonic()

    def start(self) -> None:
        output = self.log.open("ab") if self.log else None
        try:
            self.process = self._spawn(output)
        finally:
            if output:
                output.close()
        self._born = time.monotonic()
        say(self.name, f"started, process {self.process.pid}")

    def _spawn(self, output: IO[bytes] | None) -> subprocess.Popen[bytes]:
        ours = os.getpid()

        def die_with_us() -> None:
            if _LIBC is not None:
                _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
                if os.getppid() != ours:
                    os._exit(1)

        return subprocess.Popen(  # noqa: S603 — the commands of services.py
            self._command,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            start_new_session=True,
            preexec_fn=die_with_us,  # noqa: PLW1509 — the supervisor has one thread
            pass_fds=self._keeps_open,
        )

    def exit_code(self) -> int | None:
        """What it ended with, or None while it runs or has not begun."""
        return self.process.poll() if self.process else None

    def tend(self) -> bool:
        """Start it again when it has ended and its time has come; True when that was now.

        Raises `CrashLoop` when it ends again and again.
        """
        if self.process is None:
            if time.monotonic() < self._due:
                return False
            self.start()
            return True
        code = self.process.poll()
        if code is not None:
            self._end_group()
            self._plan_restart(code)
        return False

    def _plan_restart(self, code: int) -> None:
        now = time.monotonic()
        long_life = now - self._born >= self._patience.short_life_seconds
        self._deaths = 1 if long_life else self._deaths + 1
        if self._deaths > self._patience.restarts:
            raise CrashLoop(
                f"{self.name} ended {self._deaths} times in a row (last with {code}), so "
                f"everything stops. Its own words: {self.log}"
            )
        delay = self._patience.first_delay_seconds * 2 ** (self._deaths - 1)
        self._due = now + delay
        say(self.name, f"ended with {code}, starts again in {delay:g} s")

    def stop(self, *, seconds: float, hurried: Callable[[], bool]) -> None:
        """Ask it to end, wait so long unless someone is in a hurry, then end its group."""
        if self.process is None:
            return
        if self.process.poll() is not None:
            self._end_group()
            return
        self.process.terminate()
        deadline = time.monotonic() + seconds
        while self.process.poll() is None:
            if time.monotonic() >= deadline or hurried():
                say(self.name, "does not stop by itself and is killed")
                break
            time.sleep(0.05)
        self._end_group()
        say(self.name, "stopped")

    def _end_group(self) -> None:
        """A child killed from outside leaves children of its own behind."""
        if self.process is None:
            return
        # macOS denies permission where every member of the group is dead already.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None
