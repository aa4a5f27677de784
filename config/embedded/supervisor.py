"""Runs broker, web, worker and beat as one tree of processes until told to stop.

    python -m config.embedded.supervisor [--exit] [--run manage.py COMMAND …]

starts everything, waits until the pages answer, and runs the command, if one is given, to
its end. Then it goes on serving, or with `--exit` stops all and ends as the command did; a
command that fails stops all in any case, or nobody would see that it failed.
"""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import django
import environ
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config.embedded import broker, preflight, probe, services
from config.embedded.child import Child, CrashLoop, say
from config.embedded.errors import CannotStart
from config.embedded.tree import LOOK_SECONDS, READY_SECONDS, Tree, Wish

HOST = "127.0.0.1"


@dataclass
class Supervisor:
    """Tends the tree; `errand` is the command to run once the pages answer."""

    tree: Tree
    port: int
    errand: Child | None
    stays: bool

    def serve(self) -> int:
        """Until someone wishes us to stop or the errand is done; the exit code."""
        try:
            self.tree.grow()
            if not self._await_web():
                return 0
            say("Lykta", f"answers at http://localhost:{self.port} (Ctrl-C stops it)")
            if self.errand:
                self.errand.start()
            return self._tend_until_done()
        except (CannotStart, CrashLoop) as error:
            sys.stderr.write(f"{error}\n")
            return 1
        finally:
            if self.errand:
                self.tree.stop_one(self.errand)
            self.tree.fell()

    def _await_web(self) -> bool:
        deadline = time.monotonic() + READY_SECONDS
        while not probe.answers(self.port):
            if self.tree.wish.to_stop():
                return False
            if time.monotonic() > deadline:
                raise CannotStart(
                    f"The pages do not answer on port {self.port} after "
                    f"{READY_SECONDS} s. Their words: {_log_folder() / 'web.log'}"
                )
            self.tree.tend()
            time.sleep(LOOK_SECONDS)
        return True

    def _tend_until_done(self) -> int:
        while not self.tree.wish.to_stop():
            code = self._errand_ended_with()
            if code is not None and (code != 0 or not self.stays):
                return code if code >= 0 else 128 - code
            self.tree.tend()
            time.sleep(LOOK_SECONDS)
        return 0

    def _errand_ended_with(self) -> int | None:
        """Its exit code, once; a command that fails stops everything, so it is seen."""
        code = self.errand.exit_code() if self.errand else None
        if self.errand and code is not None:
            self.tree.stop_one(self.errand)
            say(self.errand.name, f"ended with {code}")
            self.errand = None
        return code


def _log_folder() -> Path:
    return Path(settings.DATA_DIR).parent / "log"


def _services(port: int) -> list[services.Service]:
    data = Path(settings.DATA_DIR)
    rest = [
        services.worker(),
        services.web(host=HOST, port=port, pooled=bool(settings.DATABASE_URL)),
        services.beat(data=data),
    ]
    if settings.REDIS_URL:
        return rest
    binary = broker.server_binary()
    conf = broker.write_conf(folder=data / "broker", socket_path=settings.BROKER_SOCKET)
    return [services.broker_service(binary=binary, conf=conf), *rest]


def _prepare(options: argparse.Namespace) -> Supervisor:
    django.setup()
    port = environ.Env().int("LYKTA_PORT", 8000)
    lock = preflight.hold(Path(settings.DATA_DIR))
    preflight.refuse_a_taken_port(HOST, port)
    preflight.refuse_an_unready_database()
    log = _log_folder()
    log.mkdir(mode=0o700, parents=True, exist_ok=True)
    environment = {
        "PUBLIC_URL": f"http://localhost:{port}",
        "LYKTA_URL": f"http://{HOST}:{port}",
        "PYTHONUNBUFFERED": "1",
        **os.environ,
    }
    children = [
        Child(
            service,
            environment=environment,
            log=log / f"{service.name}.log",
            keeps_open=(lock,),
        )
        for service in _services(port)
    ]
    errand = None
    if options.run:
        errand_service = services.Service("command", (sys.executable, *options.run))
        errand = Child(errand_service, environment=environment, keeps_open=(lock,))
    return Supervisor(Tree(children, Wish()), port, errand, stays=not options.exit)


def main(arguments: Sequence[str]) -> int:
    """Returns 0 after a stop on request, 1 with a sentence when we had to give up."""
    parser = argparse.ArgumentParser(prog="python -m config.embedded.supervisor")
    parser.add_argument("--exit", action="store_true", help="stop after the command")
    parser.add_argument("--run", nargs=argparse.REMAINDER, help="manage.py COMMAND …")
    options = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        supervisor = _prepare(options)
    except (CannotStart, ImproperlyConfigured) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return supervisor.serve()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
