"""Coverage of 17,000 venues on 14 nights, beside one hand-written statement.

The hand-written statement knows the numbers of the rule and the three requirements by
heart, and asks PostgreSQL's own multiranges for the gaps; it gives the same answer. Both
are read to the last row, and so is a tenth of the venues, for the growth.
"""

import os
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import django
import psycopg

from benchmarks.postgres import own_cluster
from benchmarks.ratio import milliseconds, ratio, told, turn_by_turn
from benchmarks.served import environment

ROUNDS, FIRST, NIGHTS, VENUES = 7, date(2026, 11, 23), 14, 17_000
_FILL = """
INSERT INTO accounts_municipality VALUES ('2380', 'Östersund'), ('2281', 'Sundsvall');
INSERT INTO accounts_user (id, email, name, phone, is_active, language, created_at, password)
    VALUES (md5('u')::uuid, 'u@example.test', 'U', '', true, 'sv', now(), '');
INSERT INTO venues_venue (id, municipality_id, name, address, invoice_address, email, business_kind,
        started_on, change)
    SELECT md5('v' || n)::uuid, CASE WHEN n > %(all)s THEN '2281' ELSE '2380' END, 'Påhitt ' || n,
        '', '', '', 'restaurant', '2020-01-01', n
    FROM generate_series(1, %(all)s + %(all)s / 10) n;
INSERT INTO venues_licence (id, venue_id, version, duration, audiences, drinks, spaces,
        special_forms, hours_text, conditions_text)
    SELECT md5('l' || n)::uuid, md5('v' || n)::uuid, 1, 'permanent', '[]', '[]', '[]', '[]', '', ''
    FROM generate_series(1, %(all)s + %(all)s / 10) n;
INSERT INTO venues_servinghours (licence_id, space, weekday, opens_minute, closes_minute)
    SELECT md5('l' || n)::uuid, space, d, 660, (ARRAY[1380, 1500, 1560, 1620])[1 + (n + d) %% 4]
    FROM generate_series(1, %(all)s + %(all)s / 10) n, generate_series(0, 6) d,
        (VALUES ('indoor'), ('outdoor')) s(space);
INSERT INTO training_diploma (id, municipality_id, code, name_sv, name_en)
    VALUES (1, '2380', 'AAS', 'AAS', 'AAS'), (2, '2281', 'AAS', 'AAS', 'AAS');
INSERT INTO training_person (id, municipality_id, name, email, language, masked_number, link,
        made_at)
    SELECT md5('p' || n || '-' || k)::uuid, CASE WHEN n > %(all)s THEN '2281' ELSE '2380' END,
        'P', '', 'sv', '', 0, now()
    FROM generate_series(1, %(all)s + %(all)s / 10) n, generate_series(1, 8) k;
INSERT INTO training_employment (id, person_id, venue_id, role, started_on, consented_on)
    SELECT (n - 1) * 8 + k, md5('p' || n || '-' || k)::uuid, md5('v' || n)::uuid,
        (ARRAY['serving_manager', 'serving_manager', 'serving', 'serving', 'serving', 'serving',
            'guard', 'kitchen'])[k], '2020-01-01', '2020-01-01'
    FROM generate_series(1, %(all)s + %(all)s / 10) n, generate_series(1, 8) k;
INSERT INTO training_certificate (id, number, person_id, diploma_id, origin, issued_on, valid_until,
        revoked_why, reminded)
    SELECT md5('c' || n || '-' || k)::uuid, n || '-' || k, md5('p' || n || '-' || k)::uuid,
        CASE WHEN n > %(all)s THEN 2 ELSE 1 END, '', '2024-01-01',
        date '2026-11-20' + ((n * 31 + k * 7) %% 700), '', 0
    FROM generate_series(1, %(all)s + %(all)s / 10) n, generate_series(1, 8) k
    WHERE (n + k) %% 3 > 0;
INSERT INTO training_shift (employment_id, venue_id, night, starts_minute, ends_minute)
    SELECT (n - 1) * 8 + k, md5('v' || n)::uuid, date '2026-11-23' + d,
        CASE WHEN k %% 2 = 0 THEN 1020 ELSE 660 END, CASE WHEN k %% 2 = 0 THEN 1590 ELSE 1080 END
    FROM generate_series(1, %(all)s + %(all)s / 10) n, generate_series(1, 8) k,
        generate_series(0, 13) d
    WHERE (n + k + d) %% 2 = 0 AND n %% 10 > 0;
INSERT INTO training_requirement (id, municipality_id, diploma_id, scope, percent, roles,
        after_minute, basis, valid_from, noted_by_id)
    SELECT o + 3 * (m - 1), (ARRAY['2380', '2281'])[m], m, (ARRAY['managers', 'share', 'roles'])[o],
        CASE WHEN o = 2 THEN 50 END, CASE WHEN o = 3 THEN '["guard"]'::jsonb ELSE '[]'::jsonb END,
        CASE WHEN o = 2 THEN 1380 END, '', '2020-01-01', md5('u')::uuid
    FROM generate_series(1, 3) o, generate_series(1, 2) m;
"""
_BY_HAND = """
WITH serving AS (
    SELECT v.id AS venue_id, n.night::date AS night, min(h.opens_minute) AS opens,
        max(h.closes_minute) AS closes
    FROM venues_venue v
    CROSS JOIN generate_series(date '2026-11-23', date '2026-12-06', interval '1 day') n(night)
    JOIN venues_licence l ON l.venue_id = v.id
    JOIN venues_servinghours h ON h.licence_id = l.id
        AND h.weekday = extract(isodow FROM n.night) - 1
    WHERE v.municipality_id = '2380' GROUP BY 1, 2
), people AS (
    SELECT t.venue_id, t.night, e.person_id, e.role, max(t.ends_minute) AS ends,
        range_agg(int4range(t.starts_minute, t.ends_minute)) AS there, count(*) AS lines
    FROM training_shift t JOIN training_employment e ON e.id = t.employment_id
    WHERE t.night BETWEEN '2026-11-23' AND '2026-12-06' GROUP BY 1, 2, 3, 4
), judged AS (
    SELECT p.*, EXISTS (SELECT 1 FROM training_certificate c WHERE c.person_id = p.person_id
        AND c.revoked_at IS NULL AND c.issued_on <= p.night
        AND (c.valid_until IS NULL OR c.valid_until >= p.night + CASE WHEN p.ends > 1440 THEN 1
            ELSE 0 END)) AS holds
    FROM people p
), counted AS (
    SELECT venue_id, night, sum(lines) AS lines,
        count(*) FILTER (WHERE role = 'serving_manager') AS managers,
        count(*) FILTER (WHERE role = 'serving_manager' AND holds) AS managers_held,
        count(*) FILTER (WHERE role IN ('serving', 'serving_manager') AND ends > 1380) AS late,
        count(*) FILTER (WHERE role IN ('serving', 'serving_manager') AND ends > 1380 AND holds)
            AS late_held,
        count(*) FILTER (WHERE role = 'guard') AS guards,
        count(*) FILTER (WHERE role = 'guard' AND holds) AS guards_held,
        range_agg(there) FILTER (WHERE role = 'serving_manager') AS led
    FROM judged GROUP BY 1, 2
)
SELECT s.venue_id, s.night, s.opens, s.closes, coalesce(c.lines, 0), r.requirement,
    CASE WHEN c.lines IS NULL THEN 'no_roster' WHEN r.held >= r.wanted THEN 'covered'
        ELSE 'short' END,
    s.closes - s.opens - coalesce((SELECT sum(upper(x) - lower(x)) FROM unnest(
        c.led * int4multirange(int4range(s.opens, s.closes))) x), 0)
FROM serving s LEFT JOIN counted c USING (venue_id, night),
LATERAL (VALUES (1, c.managers_held, greatest(c.managers, 1)),
    (2, c.late_held, greatest((c.late + 1) / 2, 1)),
    (3, c.guards_held, c.guards)) r(requirement, held, wanted)
WHERE r.requirement <> 2 OR s.closes > 1380
ORDER BY s.venue_id, s.night, r.requirement
"""


def check_same(
    rows: Sequence[Any], managers: Sequence[Any], by_hand: Sequence[tuple[object, ...]]
) -> None:
    """End when the product and the statement written by hand do not say the same."""
    same = {(one.venue, one.night, one.requirement): one.verdict for one in rows} == {
        (row[0], row[1], row[5]): row[6] for row in by_hand
    }
    led = {(one.venue, one.night): one.uncovered for one in managers} == {
        (row[0], row[1]): row[7] for row in by_hand
    }
    if not same or not led or len(managers) != VENUES * NIGHTS:
        raise SystemExit("The two answers differ.")


def main() -> None:
    with own_cluster() as cluster, tempfile.TemporaryDirectory() as data:
        os.environ.update(environment(cluster.url, Path(data)))
        django.setup()
        from django.core.management import call_command  # noqa: PLC0415
        from django.db import connection as product  # noqa: PLC0415
        from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

        from training.queries.coverage import (  # noqa: PLC0415
            coverage_between,
            managers_between,
        )

        call_command("migrate", verbosity=0)
        connection = psycopg.connect(cluster.url, autocommit=True)
        connection.execute(_FILL % {"all": VENUES})
        connection.execute("VACUUM ANALYZE")

        def ours(municipality: str = "2380") -> tuple[list[object], list[object]]:
            return (
                list(coverage_between(municipality, FIRST, NIGHTS)),
                list(managers_between(municipality, FIRST, NIGHTS)),
            )

        def by_hand() -> list[tuple[object, ...]]:
            return connection.execute(_BY_HAND).fetchall()

        rows, managers = ours()
        check_same(rows, managers, by_hand())
        with CaptureQueriesContext(product) as asked:
            ours()
        print(f"{len(asked)} statements, {len(rows)} answers, {len(managers)} nights")
        turns = {
            "by hand": lambda: milliseconds(by_hand),
            "coverage": lambda: milliseconds(ours),
            "a tenth": lambda: milliseconds(lambda: ours("2281")),
        }
        found = turn_by_turn(turns, ROUNDS)
        connection.close()
    told(
        [
            ratio(
                "coverage / by hand", found["coverage"], found["by hand"], 2, "lower"
            ),
            ratio("whole / a tenth", found["coverage"], found["a tenth"], 12, "lower"),
        ]
    )


if __name__ == "__main__":
    main()
