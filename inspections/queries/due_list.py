"""The due list: computed on read, in one statement, from the tables of the rules.

Right with every background process dead. Held per agency: its own visits and its own
sealed findings count, and nobody else's. The same rule in Python shows why, venue by
venue (`due_with_reasons`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from accounts.models import Agency
from inspections.models import Finding, Obligation, Section
from inspections.queries.due_statement import EVERYTHING, DueFilter, due_statement
from inspections.queries.tips import confirmed_since
from inspections.rules.obligation import SETTLED
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
    business_kind: str
    visited_on: date | None
    points: int
    risk_class: RiskClass
    due_on: date
    reason: Reason


def due_list(
    agency: Agency,
    today: date,
    asked: DueFilter = EVERYTHING,
    *,
    limit: int | None = None,
    offset: int = 0,
) -> list[DueVenue]:
    """Every venue of the municipality in the order in which it falls due, unless another
    part or order is asked for.
    """
    sql, values = due_statement(agency, today, asked, limit=limit, offset=offset)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows = cursor.fetchall()
    if connection.vendor == "sqlite":
        rows = [_typed(row) for row in rows]
    return [
        DueVenue(
            pk, name, place, kind, seen, points, _CLASSES[grade], due_on, _REASONS[why]
        )
        for pk, name, place, kind, seen, points, grade, due_on, why in rows
    ]


def due_count(agency: Agency, today: date, asked: DueFilter, at_most: int) -> int:
    """How many venues the list has; counted no further than `at_most`."""
    sql, values = due_statement(agency, today, asked, limit=at_most, offset=0)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM ({sql}) listed", values)  # noqa: S608 - no input in it
        return int(cursor.fetchone()[0])


def _typed(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row as PostgreSQL gives it: SQLite knows neither UUIDs nor dates."""
    venue, name, address, kind, visited_on, points, grade, due_on, reason = row
    return (
        UUID(venue),
        name,
        address,
        kind,
        None if visited_on is None else date.fromisoformat(visited_on),
        points,
        grade,
        date.fromisoformat(due_on),
        reason,
    )


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
            complaints=tuple(confirmed_since(agency, venue.pk, today)),
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
    settled = set(
        Obligation.objects.filter(
            finding__in=[one.finding for one in findings],
            agency__in={one.agency_id for one in findings},
            state__in=SETTLED,
        ).values_list("finding", flat=True)
    )
    return [
        FoundAt(
            one.night,
            one.found_on,
            one.follow_up,
            one.corrected_on_site or one.finding in settled,
        )
        for one in findings
    ]
