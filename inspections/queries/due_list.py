"""The due list: computed on read, in one statement, from the tables of the rules.

Right with every background process dead. Held per agency: its own visits and its own
sealed findings count, and nobody else's. The same rule in Python shows why, venue by
venue (`due_with_reasons`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from accounts.models import Agency
from inspections.models import Finding, Section
from inspections.rules.reinspection import (
    Due,
    FoundAt,
    Reason,
    reinspection_due_on,
    visit_plan_on,
)
from inspections.rules.risk import (
    Factor,
    RiskClass,
    VenueFacts,
    choice_sql,
    ladder_sql,
    risk_class,
    risk_factors,
    risk_table_on,
)
from venues.models import Assignment, Licence, Venue

_CLASSES = {one.value: one for one in RiskClass}
_REASONS = {one.value: one for one in Reason}


class DueVenue(NamedTuple):
    """One line of the list."""

    venue: UUID
    name: str
    address: str
    visited_on: date | None
    points: int
    risk_class: RiskClass
    due_on: date
    reason: Reason


def due_list(
    agency: Agency, today: date, *, limit: int | None = None, offset: int = 0
) -> list[DueVenue]:
    """Every venue of the municipality in the order in which it falls due."""
    sql, values = due_statement(agency, today, limit=limit, offset=offset)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows = cursor.fetchall()
    if connection.vendor == "sqlite":
        rows = [_typed(row) for row in rows]
    return [
        DueVenue(pk, name, place, seen, points, _CLASSES[grade], due_on, _REASONS[why])
        for pk, name, place, seen, points, grade, due_on, why in rows
    ]


def _typed(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row as PostgreSQL gives it: SQLite knows neither UUIDs nor dates."""
    venue, name, address, visited_on, points, grade, due_on, reason = row
    return (
        UUID(venue),
        name,
        address,
        None if visited_on is None else date.fromisoformat(visited_on),
        points,
        grade,
        date.fromisoformat(due_on),
        reason,
    )


def due_statement(
    agency: Agency, today: date, *, limit: int | None, offset: int
) -> tuple[str, dict[str, str | int]]:
    """The one statement of the list, made from the rules' tables, and its values."""
    table, plan = risk_table_on(today), visit_plan_on(today)
    classes = " ".join(
        f"WHEN points >= {least} THEN '{one}'" for least, one in table.class_from_points
    )
    intervals = " ".join(
        f"WHEN '{one}' THEN {days}" for one, days in plan.interval_days.items()
    )
    deadlines = " ".join(
        f"WHEN '{code}' THEN {_plus('f.found_on', str(days))}"
        for code, days in plan.deadline_days.items()
    )
    valid = (
        "({0}.valid_from IS NULL OR {0}.valid_from <= %(today)s)"
        " AND ({0}.valid_to IS NULL OR {0}.valid_to >= %(today)s)"
    )
    sql = f"""
    WITH seen AS (
        SELECT venue_id, MAX(visited_on) AS visited_on FROM inspections_section
        WHERE agency_id = %(agency)s AND visited_on IS NOT NULL GROUP BY venue_id
    ), found AS (
        SELECT f.venue_id,
            SUM(CASE WHEN f.found_on > %(recent)s
                THEN {choice_sql(table.severity, "f.severity")} ELSE 0 END) AS points,
            MIN(CASE WHEN f.night >= seen.visited_on AND NOT f.corrected_on_site
                THEN CASE f.follow_up {deadlines} END END) AS deadline
        FROM inspections_finding f LEFT JOIN seen ON seen.venue_id = f.venue_id
        WHERE f.agency_id = %(agency)s GROUP BY f.venue_id
    ), scored AS (
        SELECT v.id, v.name, v.address, v.started_on, seen.visited_on, found.deadline,
            {ladder_sql(table.serving_until_minute, "l.serving_until_minute")}
            + {ladder_sql(table.capacity, "l.max_persons")}
            + {choice_sql(table.business_kind, "v.business_kind")}
            + CASE WHEN v.entry_age < {table.young_below_age}
                THEN {table.young_crowd} ELSE 0 END
            + {ladder_sql(table.sales_sek, "v.annual_sales_sek")}
            + CASE WHEN found.points > {table.findings_cap} THEN {table.findings_cap}
                ELSE COALESCE(found.points, 0) END
            + CASE WHEN a.valid_from > %(new_since)s THEN {table.new_holder} ELSE 0 END
            AS points
        FROM venues_venue v
        LEFT JOIN venues_licence l ON l.venue_id = v.id AND {valid.format("l")}
            AND NOT EXISTS (SELECT 1 FROM venues_licence later WHERE later.venue_id = v.id
                AND later.version > l.version AND {valid.format("later")})
        LEFT JOIN venues_assignment a ON a.venue_id = v.id AND a.valid_to IS NULL
        LEFT JOIN seen ON seen.venue_id = v.id
        LEFT JOIN found ON found.venue_id = v.id
        WHERE v.municipality_id = %(municipality)s AND v.ended_on IS NULL
    ), graded AS (
        SELECT scored.*, CASE {classes} ELSE 'D' END AS grade FROM scored
    ), dated AS (
        SELECT graded.*, {
        _plus(
            "COALESCE(visited_on, started_on, %(today)s)", f"CASE grade {intervals} END"
        )
    } AS class_due FROM graded
    )
    SELECT id, name, address, visited_on, points, grade,
        CASE WHEN deadline <= class_due THEN deadline ELSE class_due END AS due_on,
        CASE WHEN visited_on IS NULL THEN '{Reason.NEVER_VISITED}'
            WHEN deadline <= class_due THEN '{Reason.FINDING}'
            ELSE '{Reason.CLASS}' END AS reason
    FROM dated ORDER BY due_on, points DESC, name, id
    """  # noqa: S608 — numbers and words of our own tables; what is asked comes as values
    values: dict[str, str | int] = {
        "agency": agency.pk,
        "municipality": agency.municipality_id,
        "today": today.isoformat(),
        "recent": (today - timedelta(days=table.findings_days)).isoformat(),
        "new_since": (today - timedelta(days=table.new_holder_days)).isoformat(),
    }
    if limit is not None:
        sql += " LIMIT %(limit)s OFFSET %(offset)s"
        values |= {"limit": limit, "offset": offset}
    return sql, values


def _plus(day: str, days: str) -> str:
    """A date so many days later, as the database at hand writes it."""
    if connection.vendor == "postgresql":
        return f"(CAST({day} AS date) + ({days}))"
    return f"date({day}, '+' || ({days}) || ' days')"


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a venue stands where it stands: the points of each factor, class and date."""

    factors: dict[Factor, int]
    points: int
    risk_class: RiskClass
    visited_on: date | None
    due: Due


def due_with_reasons(agency: Agency, venue: Venue, today: date) -> Reasons:
    """The same rule in Python for one venue, with every factor shown."""
    table, plan = risk_table_on(today), visit_plan_on(today)
    findings = list(Finding.objects.filter(agency=agency, venue=venue))
    licence = (
        Licence.objects.valid_on(today).filter(venue=venue).order_by("version").last()
    )
    present = Assignment.objects.filter(venue=venue, valid_to=None).first()
    factors = risk_factors(
        VenueFacts(
            business_kind=venue.business_kind,
            serving_until_minute=licence.serving_until_minute if licence else None,
            capacity=licence.max_persons if licence else None,
            entry_age=venue.entry_age,
            sales_sek=venue.annual_sales_sek,
            findings=tuple((one.severity, one.found_on) for one in findings),
            holder_since=present.valid_from if present else None,
        ),
        today,
        table,
    )
    points = sum(factors.values())
    grade = risk_class(points, table)
    visited_on = _last_visit(agency, venue)
    due = reinspection_due_on(
        visited_on=visited_on,
        in_register_since=venue.started_on or today,
        findings=_deadlines(findings),
        risk_class=grade,
        plan=plan,
    )
    return Reasons(factors, points, grade, visited_on, due)


def _last_visit(agency: Agency, venue: Venue) -> date | None:
    rows = Section.objects.filter(agency=agency, venue=venue).exclude(visited_on=None)
    return rows.order_by("-visited_on").values_list("visited_on", flat=True).first()


def _deadlines(findings: Sequence[Finding]) -> list[FoundAt]:
    return [
        FoundAt(one.night, one.found_on, one.follow_up, one.corrected_on_site)
        for one in findings
    ]
