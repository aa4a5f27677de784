"""The nightly sweep over 100,000 findings whose day has passed, beside one SQL statement
that touches the same rows: it marks each as reminded and writes its letter's key.

The sweep also words each letter in its reader's language, as text and as HTML.
"""

import os
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import django
import psycopg
import time_machine

from benchmarks.postgres import own_cluster
from benchmarks.ratio import ratio, told, turn_by_turn
from benchmarks.served import environment

ROUNDS, COUNT, TODAY = 5, 100_000, date(2026, 11, 22)
_FILL = f"""
INSERT INTO accounts_municipality VALUES ('2380', 'Östersund');
INSERT INTO accounts_agency (id, municipality_id, code, kind, name, night_phone,
        second_pair_of_eyes, reply_days, answer_working_days, manager_at_once)
    VALUES (1, '2380', 'licensing', 'licensing', 'L', '', true, 14, 10, true);
INSERT INTO accounts_user (id, password, email, name, phone, language, is_active, created_at)
    SELECT md5('u' || n)::uuid, '', 'u' || n || '@example.test', 'Påhitt ' || n,
        '', (ARRAY['sv', 'en'])[1 + n % 2], true, now() FROM generate_series(1, 50) n;
INSERT INTO venues_venue (id, municipality_id, name, address, invoice_address, email, business_kind,
        change)
    SELECT md5('v' || n)::uuid, '2380', 'Påhitt ' || n, '', '', '', 'restaurant', n
    FROM generate_series(1, 1000) n;
INSERT INTO inspections_obligation (finding, agency_id, venue_id, visit, item, severity, follow_up,
        night, found_on, due_on, responsible_id, state, outcome, reminded, opened_at)
    SELECT md5('f' || n)::uuid, 1, md5('v' || 1 + n % 1000)::uuid, md5('x' || n)::uuid, 'ALK-03',
        'serious', 'F2', '2026-10-20', '2026-10-20', '2026-11-20', md5('u' || 1 + n % 50)::uuid,
        'open', '', 1, now()
    FROM generate_series(1, {COUNT}) n;
"""
_AGAIN = "UPDATE inspections_obligation SET reminded = 1; TRUNCATE core_letter;"
_BY_HAND = """
WITH reminded AS (
    UPDATE inspections_obligation SET reminded = 2
    WHERE state IN ('open', 'refused') AND due_on <= '2026-11-21' AND reminded < 2
    RETURNING finding, responsible_id, item, found_on, due_on
)
INSERT INTO core_letter (key, "to", subject, text, html, calendar, is_secret, written_at, try_at,
        attempts, last_error)
    SELECT 'finding:' || finding || ':late:' || u.id, u.email, 'Overdue',
        item || found_on || due_on, '', '', false, now(), now(), 0, ''
    FROM reminded r JOIN accounts_user u ON u.id = r.responsible_id
"""


def main() -> None:
    with own_cluster() as cluster, tempfile.TemporaryDirectory() as data:
        os.environ.update(environment(cluster.url, Path(data)))
        django.setup()
        from django.core.management import call_command  # noqa: PLC0415
        from django.db import connection as ours  # noqa: PLC0415
        from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

        from core.models import Letter  # noqa: PLC0415
        from inspections.services.reminders import remind_of_findings  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        floor = psycopg.connect(cluster.url, autocommit=True)
        floor.execute(_FILL)
        noon = datetime.combine(TODAY, datetime.min.time(), UTC) + timedelta(hours=12)

        def timed(by_hand: bool) -> float:
            floor.execute(_AGAIN)
            floor.execute("VACUUM ANALYZE inspections_obligation")
            begins = time.perf_counter()
            if by_hand:
                floor.execute(_BY_HAND)
            else:
                remind_of_findings()
            took = time.perf_counter() - begins
            if Letter.objects.count() != COUNT:
                raise SystemExit("Not every finding was reminded of once.")
            return took * 1000

        with time_machine.travel(noon, tick=True):
            with CaptureQueriesContext(ours) as asked:
                timed(by_hand=False)
            statements = len(asked)
            found = turn_by_turn(
                {
                    "sweep": lambda: timed(by_hand=False),
                    "sql": lambda: timed(by_hand=True),
                },
                ROUNDS,
            )
        floor.close()
    print(f"{statements} statements for {COUNT} findings; milliseconds: {found}")
    told(
        [
            ratio(
                "nightly sweep / one SQL statement",
                found["sweep"],
                found["sql"],
                10,
                "lower",
            ),
        ]
    )


if __name__ == "__main__":
    main()
