"""Every indicator on 17,000 venues and 1,000,000 visits in PostgreSQL, beside a tenth.

The tenth is another municipality of the same database. Told are the statements and the
seconds of every figure of a half-year, a year and twelve months, the ten dearest figures,
and how much longer ten times the data take.
"""

import os
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

import django
import psycopg

from benchmarks.postgres import own_cluster
from benchmarks.ratio import milliseconds, ratio, told, turn_by_turn
from benchmarks.served import environment

ROUNDS, VENUES, VISITS, TODAY = 5, 17_000, 1_000_000, date(2026, 11, 23)
# `here` is a municipality, `all` its venues, `visits` its visits, `agency` the first of two.
_START = """
INSERT INTO accounts_municipality VALUES ('2380', 'Östersund'), ('2281', 'Sundsvall');
INSERT INTO accounts_user (id, email, name, phone, is_active, language, created_at, password)
    VALUES (md5('u')::uuid, 'u@example.test', 'U', '', true, 'sv', now(), '');
INSERT INTO accounts_agency (id, municipality_id, code, kind, name, second_pair_of_eyes, reply_days,
        answer_working_days, manager_at_once, night_phone)
    SELECT n, (ARRAY['2380', '2281'])[(n + 1) / 2], k, k, k, true, 14, 10, true, ''
    FROM (VALUES (1, 'licensing'), (2, 'police'), (3, 'licensing'), (4, 'police')) a(n, k);
INSERT INTO inspections_checklistversion (code, name_sv, name_en, valid_from, published_at,
        source_sha256, source) VALUES ('B', 'B', 'B', '2020-01-01', now(), '', '');
"""
_FILL = """
SET session_replication_role = replica;
INSERT INTO venues_area (municipality_id, name, polygon, valid_from) VALUES ('{here}', 'PF',
    '{{"type":"Polygon","coordinates":[[[14,63],[14.1,63],[14.1,63.1],[14,63.1],[14,63]]]}}',
    '2020-01-01');
INSERT INTO venues_venue (id, municipality_id, name, address, invoice_address, email, business_kind,
        started_on, change, latitude, longitude)
    SELECT md5('{here}v' || n)::uuid, '{here}', 'Påhitt ' || n, '', '', '',
        (ARRAY['restaurant', 'pub_bar', 'nightclub'])[1 + n % 3], '2020-01-01', n,
        63 + n % 100 * 0.002, 14 + n % 97 * 0.002
    FROM generate_series(1, {all}) n;
INSERT INTO venues_licence (id, venue_id, version, duration, audiences, drinks, spaces,
        special_forms, hours_text, conditions_text, serving_until_minute, max_persons, valid_from)
    SELECT md5('{here}l' || n)::uuid, md5('{here}v' || n)::uuid, 1, 'permanent', '["public"]', '[]',
        '[]', '[]', '', '', 1500, 100 + n % 300, '2020-01-01'
    FROM generate_series(1, {all}) n;
INSERT INTO inspections_visit (id, municipality_id, venue_id, kind, checklist_id, started_by,
        started_at, night)
    SELECT md5('{here}b' || n)::uuid, '{here}', md5('{here}v' || 1 + n % {all})::uuid, 'outer', 'B',
        md5('b' || n)::uuid,
        timestamptz '2026-11-20 18:00+01' - (n * 7 % 1800) * interval '1 day'
            + n % 10 * interval '1 hour',
        date '2026-11-20' - (n * 7 % 1800)::int
    FROM generate_series(1, {visits}) n;
INSERT INTO inspections_section (visit_id, code, venue_id, agency_id, visited_on, diary_number,
        change, sealed_at, sealed_by_id, seal)
    SELECT md5('{here}b' || n)::uuid, a.code, md5('{here}v' || 1 + n % {all})::uuid, a.id,
        date '2026-11-20' - (n * 7 % 1800)::int, '', 0, now(), md5('u')::uuid, md5('s' || n)
    FROM generate_series(1, {visits}) n
    JOIN accounts_agency a ON a.id = {agency} OR a.id = {agency} + 1 AND n % 5 = 0;
INSERT INTO inspections_answer (section_id, item, value)
    SELECT s.id, 'ALK-' || i, CASE WHEN (s.id * 13 + i * 7) % 17 = 0 THEN 'not_checked'
        WHEN (s.id + i) % 23 = 0 THEN 'finding' ELSE 'ok' END
    FROM inspections_section s, unnest(ARRAY[13, 14, 15, 16]) i WHERE s.agency_id = {agency}
    UNION ALL SELECT s.id, 'ALK-08', CASE WHEN s.id % 19 = 0 THEN 'finding' ELSE 'ok' END
    FROM inspections_section s WHERE s.agency_id = {agency};
INSERT INTO inspections_finding (finding, section_id, agency_id, venue_id, night, item, severity,
        follow_up, text, corrected_on_site, found_on)
    SELECT md5('f' || a.id)::uuid, s.id, s.agency_id, s.venue_id, s.visited_on, a.item,
        (ARRAY['minor', 'serious', 'critical'])[1 + a.id % 3], 'F2', '', a.id % 4 = 0, s.visited_on
    FROM inspections_answer a JOIN inspections_section s ON s.id = a.section_id
    WHERE a.value = 'finding' AND s.agency_id = {agency};
INSERT INTO inspections_obligation (finding, agency_id, venue_id, visit, item, severity, follow_up,
        night, found_on, due_on, state, outcome, reminded, opened_at, closed_at)
    SELECT finding, agency_id, venue_id, md5('x')::uuid, item, severity, 'F2', night, found_on,
        found_on + 30, 'closed', 'accepted', 0, found_on, found_on + (f.id % 50)::int
    FROM inspections_finding f WHERE agency_id = {agency};
INSERT INTO inspections_headcount (section_id, entry, at, guests, serving, trained)
    SELECT s.id, md5('h' || s.id)::uuid, now(), s.id % 300, 5, s.id % 6
    FROM inspections_section s WHERE s.agency_id = {agency} AND s.id % 5 = 0;
INSERT INTO planning_round (id, agency_id, night, random_percent, seconds, state, seed, passed_over,
        problem, sequence, made_by_id, made_at)
    SELECT md5('{here}r' || d)::uuid, {agency}, date '2026-11-20' - d, 20, 10, 'set', 0, '[]', '',
        0, md5('u')::uuid, now() FROM generate_series(0, 1799) d;
INSERT INTO planning_stop (id, round_id, team_id, venue_id, kind, place, arrives_at, begins_at,
        leaves_at, prize, factors, is_random, is_wished)
    SELECT md5('{here}w' || n)::uuid, md5('{here}r' || n * 7 % 1800)::uuid, 1,
        md5('{here}v' || 1 + n % {all})::uuid, 'ordinary', 1, now(), now(),
        now() + interval '1 hour', 0, '{{}}', n % 25 = 0, false
    FROM generate_series(1, {visits}, 5) n
    ON CONFLICT DO NOTHING;
INSERT INTO training_diploma (id, municipality_id, code, name_sv, name_en)
    VALUES ({agency}, '{here}', 'AAS', 'AAS', 'AAS');
INSERT INTO training_course (id, municipality_id, kind, name_sv, name_en, about_sv, about_en,
        diploma_id, has_test) VALUES ({agency}, '{here}', 'aas', 'A', 'A', '', '', {agency}, false);
INSERT INTO training_person (id, municipality_id, name, email, language, masked_number, link,
        made_at)
    SELECT md5('{here}p' || n)::uuid, '{here}', 'P', '', 'sv', '', 0, now()
    FROM generate_series(1, {all} * 3) n;
INSERT INTO training_employment (person_id, venue_id, role, started_on, consented_on)
    SELECT md5('{here}p' || n)::uuid, md5('{here}v' || 1 + n % {all})::uuid, 'serving',
        '2020-01-01', '2020-01-01' FROM generate_series(1, {all} * 3) n;
INSERT INTO training_certificate (id, number, person_id, diploma_id, origin, issued_on, valid_until,
        revoked_why, reminded)
    SELECT md5('{here}c' || n)::uuid, '{here}' || n, md5('{here}p' || n)::uuid, {agency}, '',
        '2024-01-01', date '2026-06-20' + (n % 700), '', 0
    FROM generate_series(1, {all} * 3) n WHERE n % 3 > 0;
SET session_replication_role = DEFAULT;
"""
_PLACES = (("2380", 1, 1), ("2281", 3, 10))


def main() -> None:
    with own_cluster() as cluster, tempfile.TemporaryDirectory() as data:
        os.environ.update(environment(cluster.url, Path(data)))
        django.setup()
        from django.core.management import call_command  # noqa: PLC0415
        from django.db import connection as product  # noqa: PLC0415
        from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

        from accounts.models import Agency  # noqa: PLC0415
        from evidence.indicators.scope import Scope  # noqa: PLC0415
        from evidence.indicators.telling import indicators_for, reckoned  # noqa: PLC0415
        from evidence.rules.period import period_named  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        with psycopg.connect(cluster.url, autocommit=True) as connection:
            connection.execute(_START)
            for here, agency, share in _PLACES:
                connection.execute(
                    _FILL.format(
                        here=here, agency=agency, all=VENUES // share,
                        visits=VISITS // share,
                    )
                )  # fmt: skip
            connection.execute("VACUUM ANALYZE")
        agencies = {share: Agency.objects.get(pk=pk) for _here, pk, share in _PLACES}
        seconds: Counter[str] = Counter()
        statements: Counter[str] = Counter()

        def all_of(share: int) -> None:
            seconds.clear()
            statements.clear()
            for code in ("2026H1", "2025", "R12-2026-06-30"):
                period = period_named(code)
                assert period is not None
                for one in indicators_for(period):
                    begins = time.perf_counter()
                    with CaptureQueriesContext(product) as asked:
                        reckoned(one, Scope(agencies[share], period, TODAY))
                    name = f"{one.code} {code}"
                    seconds[name] += time.perf_counter() - begins
                    statements[name] += len(asked)

        all_of(1)
        told_of = ", ".join(f"{name} {t:.2f}" for name, t in seconds.most_common(10))
        print(f"{sum(statements.values())} statements for {len(seconds)} figures")
        print(f"seconds in all {seconds.total():.1f}; dearest: {told_of}")
        turns = {
            "whole": lambda: milliseconds(lambda: all_of(1)),
            "a tenth": lambda: milliseconds(lambda: all_of(10)),
        }
        found = turn_by_turn(turns, ROUNDS)
    told([ratio("whole / a tenth", found["whole"], found["a tenth"], 12, "lower")])


if __name__ == "__main__":
    main()
