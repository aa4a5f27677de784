"""The due list of 100,000 venues with 1,000,000 visits, beside one hand-written statement.

The hand-written statement knows the numbers of the rule by heart and gives the same
answer; both are read to the last row. First page: fifty lines.
"""

import os
import tempfile
from datetime import date
from pathlib import Path

import django
import psycopg

from benchmarks.postgres import own_cluster
from benchmarks.ratio import milliseconds, ratio, told, turn_by_turn
from benchmarks.served import environment

ROUNDS, TODAY = 7, date(2026, 11, 22)
_FILL = """
INSERT INTO accounts_municipality VALUES ('2380', 'Östersund');
INSERT INTO accounts_agency (id, municipality_id, code, kind, name, night_phone,
        second_pair_of_eyes, reply_days, answer_working_days, manager_at_once)
    VALUES (1, '2380', 'licensing', 'licensing', 'L', '', true, 14, 10, true),
        (2, '2380', 'police', 'police', 'P', '', true, 14, 10, true);
INSERT INTO venues_venue (id, municipality_id, name, address, invoice_address, email, business_kind,
        entry_age, annual_sales_sek, started_on, change)
    SELECT md5('v' || n)::uuid, '2380', 'Påhitt ' || n, '', '', '',
        (ARRAY['restaurant', 'pub_bar', 'nightclub'])[1 + n % 3],
        CASE WHEN n % 7 = 0 THEN 18 END, (n * 7919) % 6000000, '2020-01-01', n
    FROM generate_series(1, 100000) n;
INSERT INTO venues_licence (id, venue_id, version, duration, audiences, drinks, spaces,
        special_forms, hours_text, conditions_text, serving_until_minute, max_persons)
    SELECT md5('l' || n)::uuid, md5('v' || n)::uuid, 1, 'permanent', '[]', '[]', '[]', '[]', '', '',
        (ARRAY[1380, 1500, 1560, 1620, 1740])[1 + n % 5], (n * 31) % 700
    FROM generate_series(1, 100000) n;
INSERT INTO venues_holder (id, municipality_id, name, form, masked_number)
    SELECT md5('h' || n)::uuid, '2380', 'Påhitt AB ' || n, 'unknown', ''
    FROM generate_series(1, 1000) n;
INSERT INTO venues_assignment (id, venue_id, holder_id, valid_from)
    SELECT md5('a' || n)::uuid, md5('v' || n)::uuid, md5('h' || 1 + n % 1000)::uuid,
        date '2026-11-22' - (n % 1500)
    FROM generate_series(1, 100000) n;
INSERT INTO inspections_visit (id, municipality_id, venue_id, kind, checklist_id, started_by,
        started_at, night)
    SELECT md5('x' || n)::uuid, '2380', md5('v' || 1 + n % 100000)::uuid, 'outer', '2026-01',
        md5('e' || n)::uuid, now(), date '2026-11-20' - ((n * 7) % 3000)::int
    FROM generate_series(1, 1000000) n;
INSERT INTO inspections_section (visit_id, code, venue_id, agency_id, visited_on, diary_number,
        change)
    SELECT id, 'licensing', venue_id, 1, night, '', 0 FROM inspections_visit;
INSERT INTO inspections_finding (finding, section_id, agency_id, venue_id, night, item, severity,
        follow_up, text, corrected_on_site, found_on)
    SELECT md5('f' || id)::uuid, id, 1, venue_id, visited_on, 'ALK-03',
        (ARRAY['minor', 'serious', 'critical'])[1 + id % 3],
        'F' || 1 + id % 5, '', id % 4 = 0, visited_on + 1
    FROM inspections_section WHERE id % 3 = 0;
INSERT INTO inspections_obligation (finding, agency_id, venue_id, visit, item, severity,
        follow_up, night, found_on, state, outcome, reminded, opened_at, closed_at)
    SELECT finding, agency_id, venue_id, of_visit, item, severity, follow_up, night, found_on,
        CASE WHEN id % 5 = 0 THEN 'open' ELSE 'closed' END,
        CASE WHEN id % 5 = 0 THEN '' ELSE 'seen_in_order' END, 0, now(),
        CASE WHEN id % 5 = 0 THEN NULL ELSE now() END
    FROM (SELECT f.*, s.visit_id AS of_visit FROM inspections_finding f
        JOIN inspections_section s ON s.id = f.section_id) f;
"""
_BY_HAND = """
WITH seen AS (
    SELECT venue_id, max(visited_on) AS visited_on FROM inspections_section
    WHERE agency_id = 1 GROUP BY venue_id
), found AS (
    SELECT f.venue_id,
        sum(CASE f.severity WHEN 'minor' THEN 1 WHEN 'serious' THEN 2 ELSE 4 END)
            FILTER (WHERE f.found_on > '2024-11-22') AS points,
        min(f.found_on + CASE f.follow_up WHEN 'F2' THEN 30 WHEN 'F3' THEN 14 WHEN 'F4' THEN 7 END)
            FILTER (WHERE f.night >= visited_on AND NOT corrected_on_site AND o.id IS NULL)
            AS deadline
    FROM inspections_finding f JOIN seen USING (venue_id)
    LEFT JOIN inspections_obligation o ON o.finding = f.finding AND o.agency_id = f.agency_id
        AND o.state <> 'open'
    WHERE f.agency_id = 1 GROUP BY f.venue_id
), scored AS (
    SELECT v.id, v.name, v.address, v.business_kind, visited_on, deadline,
        CASE WHEN serving_until_minute <= 1500 THEN 0 WHEN serving_until_minute <= 1560 THEN 2
            WHEN serving_until_minute <= 1620 THEN 4 ELSE 6 END
        + CASE WHEN max_persons <= 49 THEN 0 WHEN max_persons <= 149 THEN 1
            WHEN max_persons <= 499 THEN 2 ELSE 3 END
        + CASE business_kind WHEN 'pub_bar' THEN 2 WHEN 'nightclub' THEN 4 ELSE 0 END
        + CASE WHEN entry_age < 20 THEN 2 ELSE 0 END
        + CASE WHEN annual_sales_sek <= 999999 THEN 0 WHEN annual_sales_sek <= 4000000 THEN 1
            ELSE 2 END
        + least(8, coalesce(points, 0))
        + CASE WHEN a.valid_from > '2025-11-22' THEN 2 ELSE 0 END AS points
    FROM venues_venue v
    JOIN venues_licence l ON l.venue_id = v.id
    JOIN venues_assignment a ON a.venue_id = v.id
    LEFT JOIN seen ON seen.venue_id = v.id LEFT JOIN found ON found.venue_id = v.id
    WHERE v.municipality_id = '2380' AND v.ended_on IS NULL
)
SELECT id, name, address, business_kind, visited_on, points, grade,
    least(deadline, class_due) AS due_on,
    deadline <= class_due
FROM scored, LATERAL (SELECT CASE WHEN points >= 14 THEN 'A' WHEN points >= 8 THEN 'B'
    WHEN points >= 3 THEN 'C' ELSE 'D' END AS grade) g,
    LATERAL (SELECT visited_on + CASE grade WHEN 'A' THEN 91 WHEN 'B' THEN 182 ELSE 365 END
    AS class_due) d
ORDER BY due_on, points DESC, name, id
"""


def main() -> None:
    with own_cluster() as cluster, tempfile.TemporaryDirectory() as data:
        os.environ.update(environment(cluster.url, Path(data)))
        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        from accounts.models import Agency  # noqa: PLC0415
        from inspections.queries.due_list import due_list  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        call_command("publish_checklists", verbosity=0)
        connection = psycopg.connect(cluster.url, autocommit=True)
        connection.execute(_FILL)
        connection.execute("VACUUM ANALYZE")
        agency = Agency.objects.get(pk=1)

        def by_hand(limit: str) -> list[tuple[object, ...]]:
            return connection.execute(_BY_HAND + limit).fetchall()

        ours, theirs = due_list(agency, TODAY), by_hand("")
        same = [
            (one.venue, one.points, one.risk_class, one.due_on) for one in ours
        ] == [(row[0], row[5], row[6], row[7]) for row in theirs]
        if not same or len(ours) != 100_000:
            raise SystemExit("The two statements differ.")
        turns = {
            "by hand, whole": lambda: milliseconds(lambda: by_hand("")),
            "due list, whole": lambda: milliseconds(lambda: due_list(agency, TODAY)),
            "by hand, page": lambda: milliseconds(lambda: by_hand(" LIMIT 50")),
            "due list, page": lambda: milliseconds(
                lambda: due_list(agency, TODAY, limit=50)
            ),
        }
        found = turn_by_turn(turns, ROUNDS)
        connection.close()
    whole, page = found["by hand, whole"], found["by hand, page"]
    told(
        [
            ratio(
                "whole due list / by hand",
                found["due list, whole"],
                whole,
                1.5,
                "lower",
            ),
            ratio("first page / by hand", found["due list, page"], page, 1.5, "lower"),
        ]
    )


if __name__ == "__main__":
    main()
