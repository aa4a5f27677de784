"""500 random shifts of the tablet's own code while the web's processes are killed.

    python -m benchmarks.fire_field [SHIFTS] [SEED]

Two officers at one visit, shift after shift: cuts, deaths of the tablet, lost replies, wrong
clocks (`field/tests/fire/shifts.fire.ts`). Every entry must be held exactly once, every photo
be there, and every receipt be true. The last line is JSON.
"""

import json
import os
import random
import signal
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

import psycopg

from benchmarks.postgres import own_cluster
from benchmarks.served import Web, environment
from benchmarks.shifts import run_shifts
from benchmarks.world import make_world

_KILL_EVERY_SECONDS = (2.0, 8.0)


def burn(web: Web, over: threading.Event, seed: int) -> list[int]:
    """Kill workers of the web at random until it is over; the list grows by each."""
    killed: list[int] = []
    chance = random.Random(seed)

    def work() -> None:
        while not over.wait(chance.uniform(*_KILL_EVERY_SECONDS)):
            # Its master gives up when workers die in quick succession; whoever runs it
            # starts it again.
            if web.process is None or web.process.poll() is not None:
                web.start()
            with suppress(ProcessLookupError, IndexError, FileNotFoundError):
                worker = chance.choice(web.workers())
                os.kill(worker, signal.SIGKILL)
                killed.append(worker)

    threading.Thread(target=work, daemon=True).start()
    return killed


def main() -> None:
    shifts, seed = (
        int(one) for one in (sys.argv[1:] + ["500", "20261122"][len(sys.argv) - 1 :])
    )
    with own_cluster() as cluster, tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        variables = environment(cluster.url, data)
        world = make_world(variables, officers=2, venues=1)
        web = Web(variables)
        web.start()
        over = threading.Event()
        killed = burn(web, over, seed)
        try:
            told = run_shifts(
                f"http://127.0.0.1:{web.port}",
                [f"sessionid={one.session}; csrftoken={one.csrf}" for one in world.officers],
                world.venues[0], shifts=shifts, seed=seed, folder=data,
            )  # fmt: skip
        finally:
            over.set()
            web.stop()
        with psycopg.connect(cluster.url) as connection:
            rows = connection.execute(
                "SELECT id::text FROM inspections_entry"
            ).fetchall()
            held = connection.execute(
                "SELECT count(*) FROM inspections_heldentry WHERE state <> 'settled'"
            ).fetchone()
            photos = connection.execute(
                "SELECT DISTINCT sha256 FROM inspections_photo"
            ).fetchall()
    found = [row[0] for row in rows]
    results = {
        "shifts": shifts,
        "entries": len(told.written),
        "web workers killed": len(killed),
        "lost": len(set(told.written) - set(found)),
        "doubled": len(found) - len(set(found)),
        "strange": len(set(found) - set(told.written)),
        "in custody": held[0] if held else 0,
        "photos lost": len(set(told.photos) - {row[0] for row in photos}),
        "receipts not true": len(told.unsafe),
    }
    print(json.dumps(results))
    wrong = (
        "lost",
        "doubled",
        "strange",
        "in custody",
        "photos lost",
        "receipts not true",
    )
    if any(results[name] for name in wrong):
        raise SystemExit("Something was lost, doubled or not true.")


if __name__ == "__main__":
    main()
