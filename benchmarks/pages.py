"""The pages of a large municipality beside the same pages with a hundredth of its data.

17,000 venues, 300,000 visits, 12,000,000 entries in PostgreSQL, made by set-based SQL.
Twenty readers at once open start page, venue list with two filters, venue page and visit
page; the p95 of each is held against the small town's, slice by slice in turn. The number
of SQL statements of each page is told as well.
"""

import http.client
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.postgres import Cluster, own_cluster
from benchmarks.ratio import ratio, told
from benchmarks.served import Web, broker, environment

READERS, SECONDS, ROUNDS, AIM = 20, 4.0, 5, 1.3
VENUES, VISITS, ENTRIES = 17_000, 300_000, 40
_ID = "('00000000-0000-7{0}00-8000-' || lpad(to_hex({1}), 12, '0'))::uuid"
_FILL = """
SET session_replication_role = replica;
INSERT INTO venues_venue (id, municipality_id, name, address, invoice_address, email, business_kind,
        started_on, change, latitude, longitude)
    SELECT {venue}, '2380', 'Påhitt ' || n, 'Exempelgatan ' || n, '', '',
        (ARRAY['restaurant', 'pub_bar', 'nightclub'])[1 + n % 3], '2020-01-01', n,
        63 + n % 100 * 0.002, 14 + n % 97 * 0.002
    FROM generate_series(1, {venues}) n;
INSERT INTO venues_licence (id, venue_id, version, duration, audiences, drinks, spaces,
        special_forms, hours_text, conditions_text, serving_until_minute, max_persons)
    SELECT {venue}, {venue}, 1, 'permanent', '[]', '[]', '[]', '[]', '', '',
        (ARRAY[1380, 1500, 1560, 1620, 1740])[1 + n % 5], (n * 31) % 700
    FROM generate_series(1, {venues}) n;
INSERT INTO inspections_visit (id, municipality_id, venue_id, kind, checklist_id, started_by,
        started_at, night)
    SELECT {visit}, '2380', {venue_of_visit}, 'outer', '2026-01', {visit},
        timestamptz '2026-11-20 22:00+01' - (n * 7 % 2200) * interval '1 day',
        date '2026-11-20' - (n * 7 % 2200)::int
    FROM generate_series(1, {visits}) n;
INSERT INTO inspections_section (visit_id, code, venue_id, agency_id, visited_on, diary_number,
        change, sealed_at, sealed_by_id, seal)
    SELECT id, 'licensing', venue_id, {agency}, night, '', 0, started_at, '{officer}',
        md5(id::text) || md5(id::text) FROM inspections_visit;
INSERT INTO inspections_entry (id, visit_id, section, kind, stream_id, seq, device_at, mono_ms,
        boot, payload_hash, header_hash, salt, payload, recorded_at, clock_offset_ms, received_at,
        is_late)
    SELECT {entry}, {visit_of_entry}, 'licensing', 'answered', '{stream}', n,
        '2026-11-20T22:00:00.000+01:00', n, '{stream}', md5(n::text) || md5(n::text),
        md5(n::text) || md5(n::text), md5(n::text),
        '{{"item":"ALK-' || lpad((1 + n % 40)::text, 2, '0')
            || '","supersedes":[],"value":"ok"}}',
        timestamptz '2026-11-20 22:00+01' + n % {each} * interval '20 seconds', 0,
        timestamptz '2026-11-20 23:00+01', false
    FROM generate_series(1, {visits} * {each}) n;
INSERT INTO inspections_entry (id, visit_id, section, kind, stream_id, seq, device_at, mono_ms,
        boot, payload_hash, header_hash, salt, payload, recorded_at, clock_offset_ms, received_at,
        is_late)
    SELECT {seal}, {visit}, 'licensing', 'sealed', '{stream}', 1000000000 + n,
        '2026-11-21T09:00:00.000+01:00', 0, '{stream}', md5(n::text) || md5(n::text),
        md5({visit}::text) || md5({visit}::text), md5(n::text),
        '{{"covers":[' || (
            SELECT string_agg('"' || {covered} || '"', ',')
            FROM generate_series((n - 1) * {each} + 1, n * {each}) m
        ) || '],"covers_sha256":"","previous":"","waived":[]}}',
        timestamptz '2026-11-21 09:00+01', 0, timestamptz '2026-11-21 09:00+01', false
    FROM generate_series(1, {visits}) n;
ANALYZE;
"""


def fill(url: str, agency: int, officer: str, stream: str, share: int) -> None:
    """Make a `share`-th of the large municipality."""
    venues, visits = VENUES // share, VISITS // share
    of_visit, of_entry = f"1 + n % {venues}", f"(n - 1) / {ENTRIES} + 1"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            _FILL.format(
                venues=venues, visits=visits, each=ENTRIES, agency=agency,
                officer=officer, stream=stream, venue=_ID.format(0, "n"),
                visit=_ID.format(1, "n"), entry=_ID.format(2, "n"),
                seal=_ID.format(3, "n"), venue_of_visit=_ID.format(0, of_visit),
                visit_of_entry=_ID.format(1, of_entry), covered=_ID.format(2, "m"),
            )
        )  # fmt: skip


def address(kind: str, share: int, chance: random.Random) -> str:
    """A page of that kind, about some venue or visit."""
    venue = chance.randint(1, VENUES // share)
    visit = chance.randint(1, VISITS // share)
    return {
        "start": "/",
        "venue list": f"/venues/?kind=pub_bar&late=on&page={chance.randint(1, 3)}",
        "venue": f"/venues/00000000-0000-7000-8000-{venue:012x}/",
        "visit": f"/visits/00000000-0000-7100-8000-{visit:012x}/",
    }[kind]


PAGES = ("start", "venue list", "venue", "visit")


def p95(web: Web, cookie: str, kind: str, share: int) -> float:
    """Seconds that 95 of 100 answers take, of twenty readers for a slice."""
    times: list[float] = []
    begins = time.perf_counter()

    def read(number: int) -> None:
        chance = random.Random(number)
        connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=60)
        while time.perf_counter() - begins < SECONDS:
            asked = time.perf_counter()
            connection.request(
                "GET", address(kind, share, chance), headers={"Cookie": cookie}
            )
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise SystemExit(f"{kind}: HTTP {answer.status}")
            times.append(time.perf_counter() - asked)

    threads = [
        threading.Thread(target=read, args=(number,)) for number in range(READERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statistics.quantiles(times, n=20)[-1]


class Town:
    """A municipality of the bench's own, served."""

    def __init__(self, cluster: Cluster, data: Path, share: int) -> None:
        self.share = share
        self.variables = environment(cluster.url, data)

    def serve(self, stack: ExitStack, cookie: str) -> Callable[[str], float]:
        web = Web(self.variables)
        web.start()
        stack.callback(web.stop)
        return lambda kind: p95(web, cookie, kind, self.share)


def main() -> None:
    found: dict[str, dict[str, list[float]]] = {}
    with ExitStack() as stack:
        towns: dict[str, Callable[[str], float]] = {}
        for name, share in (("small", 100), ("large", 1)):
            towns[name] = _town(stack, share)
        for number in range(ROUNDS + 1):
            for kind in PAGES:
                for name, measured in towns.items():
                    seconds = measured(kind)
                    if number:  # the first round warms
                        found.setdefault(kind, {}).setdefault(name, []).append(seconds)
            if number:
                said = {
                    kind: {
                        name: round(values[-1] * 1000) for name, values in both.items()
                    }
                    for kind, both in found.items()
                }
                print(f"round {number}: p95 in ms {said}", flush=True)
    told(
        [
            ratio(
                f"{kind}: p95 of the large town / of a hundredth",
                both["large"], both["small"], AIM, "lower",
            )
            for kind, both in found.items()
        ]
    )  # fmt: skip


def _town(stack: ExitStack, share: int) -> Callable[[str], float]:
    """Make a town in a process of its own, for Django remembers its first database."""
    cluster = stack.enter_context(own_cluster())
    data = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    cache = stack.enter_context(broker(data))
    begins = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.pages_town", cluster.url, str(data), str(share)],
        check=True, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "REDIS_URL": cache},
    )  # fmt: skip
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(
        f"1/{share}: made in {time.perf_counter() - begins:.0f} s; "
        f"statements a page {said['statements']}",
        flush=True,
    )
    town = Town(cluster, data, share)
    town.variables |= {**said["keys"], "REDIS_URL": cache}
    return town.serve(stack, said["cookie"])


if __name__ == "__main__":
    main()
