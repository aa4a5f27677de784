"""Complete visits a second through `POST entries`, beside bare PostgreSQL.

Eight clients. The floor writes the same rows into tables of the same shape, with the same
indexes and foreign keys: two statements and one commit a visit, the rows copied inside
the database, so that no driver slows it down. Batches of eight visits and of one visit
pass through HTTP, session, signature, permission, judgement, log and projection.
"""

import http.client
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import orjson
import psycopg

from benchmarks.postgres import own_cluster
from benchmarks.ratio import ratio, told, turn_by_turn
from benchmarks.served import Web, environment
from benchmarks.world import Officer, World, make_world, write_visit

CLIENTS, SECONDS, ROUNDS, ENTRIES = 8, 6.0, 5, 45
_FLOOR = """
    CREATE TABLE floor_visit (LIKE inspections_visit INCLUDING ALL);
    ALTER TABLE floor_visit ADD FOREIGN KEY (municipality_id) REFERENCES accounts_municipality,
        ADD FOREIGN KEY (venue_id) REFERENCES venues_venue,
        ADD FOREIGN KEY (checklist_id) REFERENCES inspections_checklistversion;
    CREATE TABLE floor_entry (LIKE inspections_entry INCLUDING ALL);
    ALTER TABLE floor_entry ADD FOREIGN KEY (visit_id) REFERENCES floor_visit,
        ADD FOREIGN KEY (stream_id) REFERENCES inspections_stream;
    CREATE SEQUENCE floor_ids; CREATE SEQUENCE floor_numbers;
    CREATE FUNCTION floor_id() RETURNS uuid LANGUAGE sql AS $$
        SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(nextval('floor_ids')), 12, '0'))::uuid
    $$;
"""
_TEMPLATE = """
    CREATE TABLE floor_template AS
        SELECT * FROM inspections_entry
        WHERE visit_id = (SELECT id FROM inspections_visit LIMIT 1)
"""
_HEADER = """
    INSERT INTO floor_visit (id, municipality_id, venue_id, kind, checklist_id, started_by,
        started_at, night)
    SELECT %s, municipality_id, venue_id, kind, checklist_id, started_by, started_at, night
    FROM inspections_visit LIMIT 1
"""
_ROWS = """
    INSERT INTO floor_entry (id, visit_id, section, kind, stream_id, seq, device_at, mono_ms, boot,
        payload_hash, header_hash, salt, payload, recorded_at, clock_offset_ms, received_at,
        parcel_id, is_late)
    SELECT floor_id(), %s, section, kind, stream_id, nextval('floor_numbers'), device_at, mono_ms,
        boot, payload_hash, header_hash, salt, payload, recorded_at, clock_offset_ms, received_at,
        parcel_id, is_late
    FROM floor_template
"""


def floor(url: str) -> float:
    """Visits a second of eight bare clients."""

    def client() -> Callable[[], int]:
        connection = psycopg.connect(url)

        def visit() -> int:
            with connection.transaction():
                made = connection.execute("SELECT floor_id()").fetchone()
                assert made is not None
                connection.execute(_HEADER, made, prepare=True)
                connection.execute(_ROWS, made, prepare=True)
            return 1

        return visit

    return rate([client() for _ in range(CLIENTS)])


def rate(clients: list[Callable[[], int]]) -> float:
    """Run all clients for a slice; visits a second of all together."""
    counts = [0] * len(clients)
    begins = time.perf_counter()

    def run(number: int) -> None:
        while time.perf_counter() - begins < SECONDS:
            done = clients[number]()
            if not done:
                return
            counts[number] += done

    threads = [
        threading.Thread(target=run, args=(number,)) for number in range(len(clients))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - begins)


def bodies(officer: Officer, world: World, visits: int, count: int) -> list[bytes]:
    """`count` batches of `visits` complete visits each, as bytes ready to be sent."""
    found = []
    for number in range(count):
        officer.tablet.outbox.clear()
        now = datetime.now(tz=UTC)
        for _ in range(visits):
            venue = world.venues[number % len(world.venues)]
            write_visit(officer.tablet, venue, world.items, now)
        found.append(orjson.dumps(officer.tablet.batch(now, officer.tablet.outbox)))
    return found


class Client:
    """One officer's connection, kept open."""

    def __init__(self, web: Web, officer: Officer) -> None:
        self.http = http.client.HTTPConnection("127.0.0.1", web.port, timeout=60)
        self.headers = {
            "Content-Type": "application/json",
            "Cookie": f"sessionid={officer.session}; csrftoken={officer.csrf}",
            "X-CSRFToken": officer.csrf,
            "Referer": f"http://127.0.0.1:{web.port}/",
        }

    def send(self, body: bytes) -> bytes:
        self.http.request("POST", "/api/v1/field/entries", body, self.headers)
        answer = self.http.getresponse()
        read = answer.read()
        if answer.status != 200:
            raise SystemExit(f"HTTP {answer.status}: {read[:500]!r}")
        return read


def through_the_api(
    web: Web, world: World, visits: int, ready: int
) -> Callable[[], float]:
    """A slice of batches of so many visits; they are written before the clock starts."""

    def slice_of() -> float:
        clients = []
        for officer in world.officers:
            prepared = iter(bodies(officer, world, visits, ready))
            client = Client(web, officer)

            def send(
                client: Client = client, prepared: Iterator[bytes] = prepared
            ) -> int:
                body = next(prepared, None)
                if body is None:
                    print("(a client ran out of batches)")
                    return 0
                read = client.send(body)
                if read.count(b'"stored"') != visits * ENTRIES:
                    raise SystemExit(f"not all stored: {read[:500]!r}")
                return visits

            clients.append(send)
        return rate(clients)

    return slice_of


def resend(web: Web, world: World) -> tuple[list[float], list[float]]:
    """Seconds of sending new batches of eight visits, and of sending the same again."""
    officer = world.officers[0]
    client, first, again = Client(web, officer), [], []
    for body in bodies(officer, world, 8, 12):
        for times in (first, again):
            begins = time.perf_counter()
            client.send(body)
            times.append(time.perf_counter() - begins)
    return again, first


def main() -> None:
    with own_cluster() as cluster, tempfile.TemporaryDirectory() as data:
        variables = environment(cluster.url, Path(data))
        world = make_world(variables)
        web = Web(variables)
        web.start()
        try:
            Client(web, world.officers[0]).send(
                bodies(world.officers[0], world, 1, 1)[0]
            )
            with psycopg.connect(cluster.url, autocommit=True) as connection:
                connection.execute(_FLOOR)
                connection.execute(_TEMPLATE)
            turns = {
                "floor": lambda: floor(cluster.url),
                "batches of 8": through_the_api(web, world, 8, 90),
                "single": through_the_api(web, world, 1, 400),
            }
            for turn in turns.values():
                turn()  # warm
            found = turn_by_turn(turns, ROUNDS)
            again, first = resend(web, world)
        finally:
            web.stop()
    told(
        [
            ratio(
                "8 visits a batch / bare PostgreSQL",
                found["batches of 8"],
                found["floor"],
                0.5,
                "higher",
            ),
            ratio(
                "1 visit a batch / bare PostgreSQL",
                found["single"],
                found["floor"],
                0.2,
                "higher",
            ),
            ratio("the same batch again / the first time", again, first, 1.0, "lower"),
        ]
    )


if __name__ == "__main__":
    main()
