"""Batches sent while web and database processes are killed at random.

Nothing may be lost, nothing doubled: what clients were told is held against what the
database holds, and every hash and signature is made again. The same fire over a sown bug
(look, then insert, without a key) must find doubled entries, or it proves nothing.

What it claims: “0 of N under this fire”. `kill -9` proves safety against dead processes,
not against lost power.
"""

import argparse
import http.client
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import orjson
import psycopg

from benchmarks.postgres import Cluster, own_cluster
from benchmarks.served import Web, environment
from benchmarks.world import Officer, World, make_world, write_visit

CLIENTS = 12


class Fire:
    """Kills a random process every now and then, and starts again what died."""

    def __init__(self, cluster: Cluster, web: Web, kills: int, seed: int) -> None:
        self.cluster, self.web, self.kills = cluster, web, kills
        self.chance = random.Random(seed)
        self.killed: Counter[str] = Counter()
        self.over = threading.Event()
        self.failure: BaseException | None = None

    def burn(self) -> None:
        """Kill until there were enough kills; what cannot be started again ends all."""
        try:
            while not self.over.wait(self.chance.uniform(0.4, 2.0)):
                # Its master gives up when workers die in quick succession; whoever runs
                # it starts it again, as the supervisor and the container engine do.
                if self.web.process is None or self.web.process.poll() is not None:
                    self.web.start()
                if sum(self.killed.values()) == self.kills:
                    continue
                with suppress(
                    ProcessLookupError, IndexError, FileNotFoundError, TypeError
                ):
                    self._kill_one()
        except BaseException as failure:
            self.failure = failure
            raise

    def _kill_one(self) -> None:
        kind = self.chance.choices(
            ("web worker", "web master", "database backend", "postmaster"),
            (70, 10, 12, 8),
        )[0]
        if kind == "web worker":
            os.kill(self.chance.choice(self.web.workers()), signal.SIGKILL)
        elif kind == "web master":
            assert self.web.process is not None
            os.killpg(self.web.process.pid, signal.SIGKILL)
            self.web.process.wait()
            self.web.start()
        elif kind == "database backend":
            self._kill_backend()
        else:
            self._kill_postmaster()
        self.killed[kind] += 1

    def _kill_backend(self) -> None:
        postmaster = self.cluster.postmaster()
        children = (
            Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        )
        os.kill(int(self.chance.choice(children)), signal.SIGKILL)

    def _kill_postmaster(self) -> None:
        postmaster = self.cluster.postmaster()
        assert postmaster is not None
        os.kill(postmaster, signal.SIGKILL)
        assert self.cluster.process is not None
        self.cluster.process.wait()
        (self.cluster.folder / "postmaster.pid").unlink(missing_ok=True)
        for _ in range(30):  # until its children have noticed that they are alone
            time.sleep(0.5)
            try:
                self.cluster.start()
            except SystemExit:
                continue
            return
        raise SystemExit("PostgreSQL did not come back.")


def send_until_told(
    fire: Fire, officer: Officer, body: bytes, chance: random.Random
) -> list[dict[str, str]]:
    """Send a batch until the server has answered for every entry of it."""
    web = fire.web
    while True:
        if fire.failure is not None:
            raise SystemExit(f"The fire went out: {fire.failure}")
        try:
            connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=20)
            connection.request(
                "POST", "/api/v1/field/entries", body,
                {
                    "Content-Type": "application/json",
                    "Cookie": f"sessionid={officer.session}; csrftoken={officer.csrf}",
                    "X-CSRFToken": officer.csrf,
                },
            )  # fmt: skip
            if chance.random() < 0.08:  # the reply is lost
                connection.close()
                continue
            answer = connection.getresponse()
            read = answer.read()
            if answer.status == 200:
                results: list[dict[str, str]] = json.loads(read)["results"]
                return results
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(chance.uniform(0.02, 0.2))


def run(batches: int, kills: int, seed: int, application: str) -> dict[str, object]:
    """One fire; what was sent, told, held, lost and doubled."""
    with own_cluster() as cluster, tempfile.TemporaryDirectory() as data:
        variables = environment(cluster.url, Path(data))
        world = make_world(variables, officers=CLIENTS)
        if "seeded" in application:
            _take_the_keys_away(cluster)
        web = Web(variables, application)
        web.start()
        fire = Fire(cluster, web, kills, seed)
        burning = threading.Thread(target=fire.burn, daemon=True)
        burning.start()
        sent, told = _send_all(fire, world, batches, seed)
        fire.over.set()
        burning.join()
        _until_up(cluster)
        web.stop()
        return {
            **_compare(cluster, sent, told),
            "kills": dict(fire.killed),
            "seed": seed,
        }


def _take_the_keys_away(cluster: Cluster) -> None:
    log = "ALTER TABLE inspections_entry DROP CONSTRAINT"
    with psycopg.connect(cluster.url, autocommit=True) as connection:
        connection.execute(f"{log} inspections_entry_pkey CASCADE")
        connection.execute(f"{log} a_sequence_number_is_used_once")
        connection.execute("DROP INDEX a_visit_is_started_once")


def _until_up(cluster: Cluster) -> None:
    """Wait until the database has recovered from the last kill."""
    for _ in range(120):
        try:
            psycopg.connect(cluster.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit("PostgreSQL did not recover.")


def _send_all(
    fire: Fire, world: World, batches: int, seed: int
) -> tuple[dict[str, str], Counter[str]]:
    """Every batch by one of the clients, some twice at once."""
    sent: dict[str, str] = {}
    told: Counter[str] = Counter()
    lock = threading.Lock()

    def client(officer: Officer, count: int, number: int) -> None:
        chance = random.Random(seed * 1000 + number)
        for _ in range(count):
            officer.tablet.outbox.clear()
            now = datetime.now(tz=UTC)
            write_visit(
                officer.tablet, chance.choice(world.venues), world.items[:8], now
            )
            body = orjson.dumps(officer.tablet.batch(now, officer.tablet.outbox))
            twin = None
            if chance.random() < 0.1:  # sent twice at once
                twin = threading.Thread(
                    target=send_until_told,
                    args=(fire, officer, body, random.Random(number)),
                )
                twin.start()
            results = send_until_told(fire, officer, body, chance)
            if twin is not None:
                twin.join()
            with lock:
                for written, result in zip(officer.tablet.outbox, results, strict=True):
                    sent[written.id] = written.wire["payload"]
                    told[result["status"]] += 1

    share = -(-batches // CLIENTS)
    threads = [
        threading.Thread(target=client, args=(officer, share, number))
        for number, officer in enumerate(world.officers)
    ]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        time.sleep(5)
        kills = sum(fire.killed.values())
        print(f"{len(sent)} entries answered for, {kills} kills", file=sys.stderr)
    if fire.failure is not None:
        raise SystemExit(f"The fire went out: {fire.failure}")
    return sent, told


def _compare(
    cluster: Cluster, sent: dict[str, str], told: Counter[str]
) -> dict[str, object]:
    with psycopg.connect(cluster.url) as connection:
        rows = connection.execute(
            "SELECT id::text, payload FROM inspections_entry"
        ).fetchall()
    held = Counter(pk for pk, _ in rows)
    return {
        "sent": len(sent),
        "told": dict(told),
        "held": len(rows),
        "lost": len(sent.keys() - held.keys()),
        "doubled": sum(1 for count in held.values() if count > 1),
        "altered": sum(1 for pk, payload in rows if sent.get(pk, payload) != payload),
        "strange": len(held.keys() - sent.keys()),
    }


def in_a_process_of_its_own(
    application: str, batches: int, kills: int, seed: int
) -> dict[str, int]:
    """One fire in a fresh process: Django remembers the first database it has seen."""
    done = subprocess.run(
        [
            sys.executable, "-m", "benchmarks.fire_ingest", "--application", application,
            "--batches", str(batches), "--kills", str(kills), "--seed", str(seed),
        ],
        check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    found: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--batches", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=2380)
    parser.add_argument(
        "--application", help="burn this one only, and print what was found"
    )
    asked = parser.parse_args()
    if asked.application:
        print(
            json.dumps(run(asked.batches, asked.kills, asked.seed, asked.application))
        )
        return
    sound = in_a_process_of_its_own(
        "config.wsgi:application", asked.batches, asked.kills, asked.seed
    )
    print("the product: ", json.dumps(sound), flush=True)
    sown = in_a_process_of_its_own(
        "benchmarks.seeded_bug:application",
        asked.batches // 2,
        asked.kills // 2,
        asked.seed,
    )
    print("the sown bug:", json.dumps(sown), flush=True)
    wrong = [name for name in ("lost", "doubled", "altered") if sound[name]]
    if wrong:
        raise SystemExit(f"The fire found {', '.join(wrong)} entries.")
    if not sown["doubled"]:
        raise SystemExit("The fire did not notice the sown bug: it proves nothing.")
    print(
        f"0 of {sound['sent']} entries lost, doubled or altered; the sown bug was caught."
    )


if __name__ == "__main__":
    main()
