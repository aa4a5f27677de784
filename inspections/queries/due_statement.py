"""The SQL of the due list, made from the tables of the rules."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from accounts.models import Agency
from inspections.models import TipState
from inspections.rules.obligation import SETTLED
from inspections.rules.reinspection import Reason, VisitPlan, visit_plan_on
from inspections.rules.risk import RiskTable, choice_sql, ladder_sql, risk_table_on
from venues.models import Venue


class DueOrder(StrEnum):
    """By what the list is ordered; each is turned round with a minus sign before it."""

    DUE = "due"
    NAME = "name"
    POINTS = "points"
    VISITED = "visited"


_VENUE = "<venue>"
_ORDERS = {
    DueOrder.DUE: "due_on {0}, points DESC, name, id",
    DueOrder.NAME: "name {0}, id",
    DueOrder.POINTS: "points {0}, due_on, name, id",
    DueOrder.VISITED: "visited_on {0}, name, id",
}


@dataclass(frozen=True, slots=True)
class DueFilter:
    """What of the list is asked for. `among`: venues to choose from, all when None.

    `due_by`: due on that day at the latest; `has_deadline`: with a finding that is to be
    put right.
    """

    among: QuerySet[Venue] | None = None
    grade: str = ""
    due_by: date | None = None
    has_deadline: bool = False
    order: DueOrder = DueOrder.DUE
    is_turned: bool = False

    @property
    def asks_for_score(self) -> bool:
        """Whether a venue fits only when its score or its deadlines say so."""
        return bool(self.grade or self.due_by or self.has_deadline)


EVERYTHING = DueFilter()


def due_statement(
    agency: Agency,
    today: date,
    asked: DueFilter,
    *,
    limit: int | None,
    offset: int,
) -> tuple[str, dict[str, Any]]:
    """The one statement of the list, made from the rules' tables, and its values."""
    table, plan = risk_table_on(today), visit_plan_on(today)
    among, chosen = _among(asked.among)
    sql = _statement(table, plan, among, asked)
    values: dict[str, Any] = {
        **chosen,
        "grade": asked.grade,
        "due_by": None if asked.due_by is None else asked.due_by.isoformat(),
        "agency": agency.pk,
        "municipality": agency.municipality_id,
        "today": today.isoformat(),
        "recent": (today - timedelta(days=table.findings_days)).isoformat(),
        "complained": (today - timedelta(days=table.complaints_days)).isoformat(),
        "new_since": (today - timedelta(days=table.new_holder_days)).isoformat(),
    }
    if limit is not None:
        sql += " LIMIT %(limit)s OFFSET %(offset)s"
        values |= {"limit": limit, "offset": offset}
    return sql, values


def _among(venues: QuerySet[Venue] | None) -> tuple[str, dict[str, Any]]:
    """The condition that the venue in `_VENUE` is one of these, with its values by name.

    It stands wherever rows are read, or a page of fifty would still read them all.
    """
    if venues is None:
        return "1 = 1", {}
    try:
        sql, values = venues.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return "1 = 0", {}
    parts = sql.split("%s")
    names = [f"among{number}" for number in range(len(values))]
    named = "".join(
        f"{part}%({name})s" for part, name in zip(parts, names, strict=False)
    )
    return (
        f"{_VENUE} IN ({named}{parts[-1]})",
        dict(zip(names, values, strict=True)),
    )


def _conditions(asked: DueFilter) -> str:
    conditions = [
        condition
        for is_asked, condition in (
            (asked.grade, "grade = %(grade)s"),
            (asked.due_by, "due_on <= %(due_by)s"),
            (asked.has_deadline, "deadline IS NOT NULL"),
        )
        if is_asked
    ]
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""


def _statement(table: RiskTable, plan: VisitPlan, among: str, asked: DueFilter) -> str:
    states = ", ".join(f"'{one.value}'" for one in sorted(SETTLED))
    order = _ORDERS[asked.order].format("DESC" if asked.is_turned else "ASC")
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
    return f"""
    WITH seen AS (
        SELECT venue_id, MAX(visited_on) AS visited_on FROM inspections_section
        WHERE agency_id = %(agency)s AND visited_on IS NOT NULL
            AND {among.replace(_VENUE, "venue_id")} GROUP BY venue_id
    ), found AS (
        SELECT f.venue_id,
            SUM(CASE WHEN f.found_on > %(recent)s
                THEN {choice_sql(table.severity, "f.severity")} ELSE 0 END) AS points,
            MIN(CASE WHEN f.night >= seen.visited_on AND NOT f.corrected_on_site
                AND settled.id IS NULL THEN CASE f.follow_up {
        deadlines
    } END END) AS deadline
        FROM inspections_finding f LEFT JOIN seen ON seen.venue_id = f.venue_id
        LEFT JOIN inspections_obligation settled ON settled.finding = f.finding
            AND settled.agency_id = f.agency_id AND settled.state IN ({states})
        WHERE f.agency_id = %(agency)s AND {among.replace(_VENUE, "f.venue_id")}
        GROUP BY f.venue_id
    ), told AS (
        SELECT venue_id, COUNT(*) * {table.complaint} AS points FROM inspections_tip
        WHERE agency_id = %(agency)s AND state = '{TipState.CONFIRMED}'
            AND received_on > %(complained)s AND {among.replace(_VENUE, "venue_id")}
        GROUP BY venue_id
    ), scored AS (
        SELECT v.id, v.name, v.address, v.business_kind, v.started_on, seen.visited_on,
            found.deadline,
            {ladder_sql(table.serving_until_minute, "l.serving_until_minute")}
            + {ladder_sql(table.capacity, "l.max_persons")}
            + {choice_sql(table.business_kind, "v.business_kind")}
            + CASE WHEN v.entry_age < {table.young_below_age}
                THEN {table.young_crowd} ELSE 0 END
            + {ladder_sql(table.sales_sek, "v.annual_sales_sek")}
            + CASE WHEN found.points > {table.findings_cap} THEN {table.findings_cap}
                ELSE COALESCE(found.points, 0) END
            + CASE WHEN a.valid_from > %(new_since)s THEN {table.new_holder} ELSE 0 END
            + CASE WHEN told.points > {table.complaints_cap} THEN {table.complaints_cap}
                ELSE COALESCE(told.points, 0) END
            AS points
        FROM venues_venue v
        LEFT JOIN venues_licence l ON l.venue_id = v.id AND {valid.format("l")}
            AND NOT EXISTS (SELECT 1 FROM venues_licence later WHERE later.venue_id = v.id
                AND later.version > l.version AND {valid.format("later")})
        LEFT JOIN venues_assignment a ON a.venue_id = v.id AND a.valid_to IS NULL
        LEFT JOIN seen ON seen.venue_id = v.id
        LEFT JOIN found ON found.venue_id = v.id
        LEFT JOIN told ON told.venue_id = v.id
        WHERE v.municipality_id = %(municipality)s AND v.ended_on IS NULL
            AND {among.replace(_VENUE, "v.id")}
    ), graded AS (
        SELECT scored.*, CASE {classes} ELSE 'D' END AS grade FROM scored
    ), dated AS (
        SELECT graded.*, {
        _plus(
            "COALESCE(visited_on, started_on, %(today)s)", f"CASE grade {intervals} END"
        )
    } AS class_due FROM graded
    ), listed AS (
        SELECT dated.*,
            CASE WHEN deadline <= class_due THEN deadline ELSE class_due END AS due_on,
            CASE WHEN visited_on IS NULL THEN '{Reason.NEVER_VISITED}'
                WHEN deadline <= class_due THEN '{Reason.FINDING}'
                ELSE '{Reason.CLASS}' END AS reason
        FROM dated
    )
    SELECT id, name, address, business_kind, visited_on, points, grade, due_on, reason
    FROM listed {_conditions(asked)} ORDER BY {order}
    """


def _plus(day: str, days: str) -> str:
    """A date so many days later, as the database at hand writes it."""
    if connection.vendor == "postgresql":
        return f"(CAST({day} AS date) + ({days}))"
    return f"date({day}, '+' || ({days}) || ' days')"
