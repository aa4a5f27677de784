"""The processes as one tree, and the wish of the person at the terminal to end it."""

import signal
import time
from dataclasses import dataclass

from django.conf import settings

from config.embedded import broker
from config.embedded.child import Child
from config.embedded.errors import CannotStart

STOP_SECONDS = 20
READY_SECONDS = 60
LOOK_SECONDS = 0.2


class Wish:
    """Counts the requests to stop: the first asks politely, the second is in a hurry."""

    def __init__(self) -> None:
        self.times = 0
        signal.signal(signal.SIGTERM, self._hear)
        signal.signal(signal.SIGINT, self._hear)
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # as nohup leaves it
            signal.signal(signal.SIGHUP, self._hear)

    def _hear(self, *_: object) -> None:
        self.times += 1

    def to_stop(self) -> bool:
        return self.times > 0

    def to_hurry(self) -> bool:
        return self.times > 1


@dataclass
class Tree:
    """The children in the order in which they start; they stop in the opposite one."""

    children: list[Child]
    wish: Wish

    def grow(self) -> None:
        for child in self.children:
            if self.wish.to_stop():
                return
            child.start()
            if child.name == "broker":
                self._await_broker(child)

    def _await_broker(self, child: Child) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not (broker.answers(settings.BROKER_SOCKET) or self.wish.to_stop()):
            if child.exit_code() is not None or time.monotonic() > deadline:
                raise CannotStart(f"The broker does not start. Its words: {child.log}")
            time.sleep(LOOK_SECONDS / 10)

    def tend(self) -> None:
        """Start again what has ended; `CrashLoop` when that does not help."""
        restarted = [child.name for child in self.children if child.tend()]
        if "broker" in restarted:
            self._renew_celery()

    def _renew_celery(self) -> None:
        """A worker that reconnects may stay deaf for ever (celery#8091, celery#10302)."""
        for child in reversed(self.children):
            if child.name in {"worker", "beat"}:
                self.stop_one(child)
                child.start()

    def stop_one(self, child: Child) -> None:
        child.stop(seconds=STOP_SECONDS, hurried=self.wish.to_hurry)

    def fell(self) -> None:
        for child in reversed(self.children):
            self.stop_one(child)
