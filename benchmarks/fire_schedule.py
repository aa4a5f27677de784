"""A year and a half of reminders while worker, beat and broker are killed at random.

The clock is told: a day passes when its sweeps are through, whatever died meanwhile. Each
day the findings that were reminded of are held against the rule's own answer, and every
letter against those that the rule asks for: none missing, none twice. On the nights of
both clock changes every hour is lived through. The same fire over messages with a time of
their own (`--bug eta`) must find missing letters, or it proves nothing.

`kill -9` and FLUSHALL prove safety against dead processes and a lost broker, not against
a lost database.
"""

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import django
import redis

from benchmarks.postgres import free_port, own_cluster
from benchmarks.served import environment
from config.embedded.broker import ENVIRONMENT, server_binary

_PATIENCE = 90
_REST = 0.3
_DAILY = ("finding_reminders", "late_protocols", "hand_overs", "cases")
_CHANGES = (date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31))


@dataclass
class Processes:
    """Broker, worker and beat: killed, and started again as a supervisor would."""

    variables: dict[str, str]
    folder: Path
    port: int
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def tend(self) -> None:
        """Start whatever is not running."""
        for name, command in self._commands().items():
            process = self.running.get(name)
            if process is None or process.poll() is not None:
                with (self.folder / f"{name}.log").open("ab") as log:
                    self.running[name] = subprocess.Popen(
                        command, env=self.variables, start_new_session=True,
                        stdout=log, stderr=log,
                    )  # fmt: skip

    def _commands(self) -> dict[str, list[str]]:
        celery = [sys.executable, "-m", "celery", "-A", "benchmarks.simulated"]
        schedule = str(self.folder / "beat")
        return {
            "broker": [
                server_binary(), "--port", str(self.port), "--bind", "127.0.0.1",
                "--dir", str(self.folder), "--appendonly", "yes",
            ],
            "worker": [*celery, "worker", "--concurrency", "2", "--loglevel", "WARNING"],
            "beat": [*celery, "beat", "--max-interval", "1", "-s", schedule],
        }  # fmt: skip

    def kill(self, name: str) -> None:
        process = self.running.get(name)
        if process is not None and process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def flush(self) -> None:
        with suppress(redis.RedisError):
            redis.Redis(port=self.port).flushall()

    def stop(self) -> None:
        for name in self.running:
            self.kill(name)


@dataclass
class Known:
    """A finding as the rule sees it."""

    key: int
    finding: UUID
    due_on: date
    is_live: bool = True
    reminded: int = 0


class Year:
    """The days, what people do in them, and what the rule asks for."""

    def __init__(
        self, asked: argparse.Namespace, folder: Path, processes: Processes
    ) -> None:
        self.asked, self.folder, self.processes = asked, folder, processes
        self.chance = random.Random(asked.seed)
        self.known: list[Known] = []
        self.expected: set[str] = set()
        self.fires: Counter[str] = Counter()
        self.wrong: list[str] = []

    def live(self) -> None:
        days = list(_days(self.asked))
        fires = set(
            self.chance.sample(range(len(days)), min(self.asked.kills, len(days)))
        )
        share = -(-self.asked.count // len(days))
        for number, day in enumerate(days):
            for hour in range(8) if day in _CHANGES else (6,):
                self._tell(day, hour)
                self.processes.tend()
                time.sleep(0.3 if day in _CHANGES else 0)
            self._people(day, share)
            self._tell(day, 8, self.chance.randrange(60))
            if number in fires:
                self._burn()
            self._await(day)
            time.sleep(_REST)  # a second round under way must end on its own day
            if not self.asked.bug:
                self._check(day)
        self._tell(days[-1], 12)  # what a dead worker had in hand is free again
        self._check_letters()

    def _tell(self, day: date, hour: int, minute: int = 0) -> None:
        from core.nights import LOCAL  # noqa: PLC0415 - Django is set up later

        at = datetime(day.year, day.month, day.day, hour, minute, tzinfo=LOCAL)
        file = self.folder / "clock"
        fresh = self.folder / "clock.new"
        fresh.write_text(at.astimezone(UTC).isoformat())
        fresh.replace(file)

    def _burn(self) -> None:
        kind = self.chance.choice(("worker", "worker", "beat", "broker", "flush"))
        self.fires[kind] += 1
        time.sleep(self.chance.uniform(0, 0.4))
        if kind == "flush":
            self.processes.flush()
        else:
            self.processes.kill(kind)

    def _people(self, day: date, share: int) -> None:
        """New findings, and some that are put right."""
        from inspections.models import Obligation  # noqa: PLC0415 - Django is set up later

        left = self.asked.count - len(self.known)
        for row in _new_findings(day, min(share, left)):
            self.known.append(Known(row.pk, row.finding, row.due_on))
            if self.asked.bug:
                from benchmarks.simulated import entrust  # noqa: PLC0415

                entrust(row.pk, (row.due_on - day).days, self.asked.pace)
        live = [one for one in self.known if one.is_live]
        settled = [] if self.asked.bug else self.chance.sample(live, len(live) // 40)
        for one in settled:
            one.is_live = False
        Obligation.objects.filter(pk__in=[one.key for one in settled]).update(
            state="closed", outcome="dropped", closed_at=datetime.now(UTC)
        )

    def _await(self, day: date) -> None:
        """Until the day's sweeps are through, whoever dies meanwhile."""
        from core.models import Sweep  # noqa: PLC0415 - Django is set up later

        wanted = set(_DAILY) - ({"finding_reminders"} if self.asked.bug else set())
        until = time.monotonic() + _PATIENCE
        while True:
            self.processes.tend()
            done = Sweep.objects.filter(done_for=day).values_list("name", flat=True)
            if wanted <= set(done):
                return
            if time.monotonic() > until:
                said = "".join(
                    (self.folder / f"{name}.log").read_text()[-1500:]
                    for name in ("broker", "beat", "worker")
                )
                raise SystemExit(f"The sweeps of {day} never came through.\n{said}")
            time.sleep(0.03)

    def _check(self, day: date) -> None:
        """The rule's own answer beside what the database holds."""
        from inspections.models import Obligation  # noqa: PLC0415 - Django is set up later
        from inspections.queries.obligations import overdue  # noqa: PLC0415

        self._expect(day)
        rule = {one.key: one.reminded for one in self.known if one.is_live}
        held = dict(
            Obligation.objects.filter(state="open").values_list("pk", "reminded")
        )
        if rule != held:
            self.wrong.append(f"{day}: {len(rule.items() ^ held.items())} differ")
        late = {one.key for one in self.known if one.is_live and one.due_on < day}
        if late != set(
            overdue(Obligation.objects.all(), day).values_list("pk", flat=True)
        ):
            self.wrong.append(f"{day}: the list of what is overdue differs")

    def _expect(self, day: date) -> None:
        from inspections.rules.follow_up import REMINDERS, reminder_due  # noqa: PLC0415

        for one in self.known:
            step = reminder_due(one.due_on, day) if one.is_live else 0
            if step > one.reminded:
                one.reminded = step
                who = (
                    ("officer", "lead")
                    if REMINDERS[step - 1].to_leads
                    else ("officer",)
                )
                self.expected |= {
                    f"{one.finding}:{REMINDERS[step - 1].name}:{name}" for name in who
                }

    def _check_letters(self) -> None:
        """Every letter that the rule asks for went, and no other, and none twice."""
        from accounts.models import User  # noqa: PLC0415 - Django is set up later
        from core.models import Letter  # noqa: PLC0415

        if self.asked.bug:  # the messages may be late, and still come
            for day in _days(self.asked):
                self._expect(day)
            time.sleep(self.asked.pace * 40)
        until = time.monotonic() + _PATIENCE
        while Letter.objects.filter(sent_at=None).exists() and time.monotonic() < until:
            self.processes.tend()
            time.sleep(0.1)
        names = {str(pk): name for pk, name in User.objects.values_list("pk", "name")}
        written = Counter(
            f"{key.split(':')[2]}:{key.split(':')[4]}:{names[key.split(':')[5]]}"
            for key in Letter.objects.values_list("key", flat=True)
        )
        missing, more = self.expected - set(written), set(written) - self.expected
        self.wrong += [f"{len(missing)} letters missing"] if missing else []
        self.wrong += [f"{len(more)} letters too many"] if more else []
        numbers = Counter(
            number
            for file in (self.folder / "mail").glob("*")
            for number in re.findall(
                r"^Message-ID: (.*)$", file.read_text(), re.MULTILINE
            )
        )
        if len(numbers) != sum(written.values()):
            self.wrong.append(
                f"{len(numbers)} mails for {sum(written.values())} letters"
            )
        print(
            json.dumps(
                {
                    "days": len(list(_days(self.asked))), "findings": len(self.known),
                    "letters": sum(written.values()), "fires": dict(self.fires),
                    # Died between the server's yes and our note: the same Message-ID.
                    "sent_again": sum(count - 1 for count in numbers.values()),
                    "wrong": self.wrong,
                }
            )
        )  # fmt: skip


def _days(asked: argparse.Namespace) -> list[date]:
    if asked.small and not asked.bug:  # a fortnight around either clock change
        first = [date(2026, 10, 18) + timedelta(days=n) for n in range(14)]
        return first + [date(2027, 3, 20) + timedelta(days=n) for n in range(14)]
    count = 28 if asked.small else asked.days
    return [date(2026, 9, 1) + timedelta(days=n) for n in range(count)]


def _new_findings(day: date, count: int) -> list[Any]:
    from accounts.models import Agency, User  # noqa: PLC0415 - Django is set up later
    from core.identifiers import uuid7  # noqa: PLC0415
    from inspections.models import Obligation  # noqa: PLC0415
    from venues.models import Venue  # noqa: PLC0415

    agency, venue = Agency.objects.get(), Venue.objects.get()
    officer = User.objects.get(name="officer")
    return Obligation.objects.bulk_create(
        Obligation(
            finding=uuid7(), agency=agency, venue=venue, visit=uuid7(), item="ALK-03",
            severity="serious", follow_up="F2", night=day, found_on=day,
            due_on=day + timedelta(days=4 + number % 11), responsible=officer,
            opened_at=datetime.now(UTC),
        )
        for number in range(count)
    )  # fmt: skip


def _settle() -> None:
    """A town with an officer and somebody who leads."""
    from accounts.models import Agency, Membership, Municipality, User  # noqa: PLC0415
    from venues.models import Venue  # noqa: PLC0415

    town = Municipality.objects.create(code="2380", name="Östersund")
    agency = Agency.objects.create(
        municipality=town, code="licensing", kind="licensing", name="Påhittad enhet"
    )
    Venue.objects.create(municipality=town, name="Påhittad krog")
    for name, role in (("officer", "inspector"), ("lead", "coordinator")):
        user = User.objects.create(email=f"{name}@example.test", name=name)
        Membership.objects.create(
            user=user,
            municipality=town,
            agency=agency,
            role=role,
            started_on="2020-01-01",
        )


def _run(asked: argparse.Namespace, database_url: str, folder: Path) -> int:
    port = free_port()
    (folder / "mail").mkdir()
    variables = {
        **environment(database_url, folder), **ENVIRONMENT,
        "REDIS_URL": f"redis://127.0.0.1:{port}",
        "EMAIL_URL": f"filemail:///{folder / 'mail'}",
        "LYKTA_FIRE_CLOCK": str(folder / "clock"), "LYKTA_FIRE_BUG": asked.bug,
        "ALLOW_SQLITE": "1",
    }  # fmt: skip
    (folder / "clock").write_text("2026-08-31T12:00:00+00:00")
    os.environ.update(variables)
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    _settle()
    processes = Processes(variables, folder, port)
    year = Year(asked, folder, processes)
    try:
        processes.tend()
        year.live()
    finally:
        processes.stop()
    return 1 if year.wrong else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="28 days, 300 findings")
    parser.add_argument("--days", type=int, default=548)
    parser.add_argument("--count", type=int)
    parser.add_argument("--kills", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bug", default="", choices=["", "eta"])
    parser.add_argument(
        "--pace", type=float, default=1.5, help="seconds a day, for the bug"
    )
    parser.add_argument(
        "--database", help="an empty one, or “sqlite”; else a PostgreSQL of its own"
    )
    asked = parser.parse_args()
    asked.count = asked.count or (300 if asked.small else 5000)
    asked.kills = (6 if asked.small else 100) if asked.kills is None else asked.kills
    with tempfile.TemporaryDirectory() as name:
        if asked.database:
            url = "" if asked.database == "sqlite" else asked.database
            return _run(asked, url, Path(name))
        with own_cluster() as cluster:
            return _run(asked, cluster.url, Path(name))


if __name__ == "__main__":
    sys.exit(main())
