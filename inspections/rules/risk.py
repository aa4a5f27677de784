"""How much does a venue ask for a visit? Points with their factors, and a class.

A proposal of ours (domain note 5.3): no source gives a points table for alcohol. A score
ranks visits; it never decides a sanction, and test purchases never touch it. The table is
dated, and a municipality may decide another one. Python and SQL read the same table; a
property test proves that they agree.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from inspections.models import Severity
from venues.models import BusinessKind


class RiskClass(StrEnum):
    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Factor(StrEnum):
    SERVING_UNTIL = "serving_until"
    CAPACITY = "capacity"
    BUSINESS_KIND = "business_kind"
    YOUNG_CROWD = "young_crowd"
    SALES = "sales"
    FINDINGS = "findings"
    NEW_HOLDER = "new_holder"
    COMPLAINTS = "complaints"


# A ladder: points for the first bound that the value does not pass, else the last ones.
Ladder = tuple[tuple[tuple[int, int], ...], int]


@dataclass(frozen=True, slots=True)
class RiskTable:
    """The numbers of the rule, in force from a day on."""

    since: date
    serving_until_minute: Ladder
    capacity: Ladder
    business_kind: Mapping[str, int]
    young_below_age: int
    young_crowd: int
    sales_sek: Ladder
    severity: Mapping[str, int]
    findings_cap: int
    findings_days: int
    new_holder: int
    new_holder_days: int
    complaint: int
    complaints_cap: int
    complaints_days: int
    class_from_points: Sequence[tuple[int, RiskClass]]


TABLES = (
    RiskTable(
        since=date(2020, 1, 1),
        serving_until_minute=(((1500, 0), (1560, 2), (1620, 4)), 6),  # 01, 02, 03:00
        capacity=(((49, 0), (149, 1), (499, 2)), 3),
        business_kind={
            BusinessKind.RESTAURANT: 0,
            BusinessKind.PUB_BAR: 2,
            BusinessKind.NIGHTCLUB: 4,
        },
        young_below_age=20,
        young_crowd=2,
        sales_sek=(((999_999, 0), (4_000_000, 1)), 2),
        severity={Severity.MINOR: 1, Severity.SERIOUS: 2, Severity.CRITICAL: 4},
        findings_cap=8,
        findings_days=730,
        new_holder=2,
        new_holder_days=365,
        complaint=1,
        complaints_cap=3,
        complaints_days=365,
        class_from_points=((14, RiskClass.A), (8, RiskClass.B), (3, RiskClass.C)),
    ),
)


def risk_table_on(day: date) -> RiskTable:
    """The table in force on a day."""
    return [table for table in TABLES if table.since <= day][-1]


@dataclass(frozen=True, slots=True)
class VenueFacts:
    """What the score reads. None: not known, which gives no points.

    `findings` are severities and civil dates from the reader's own agency's sealed
    sections; `holder_since` when the present holder began; `complaints` the days of those
    that the agency has confirmed.
    """

    business_kind: str
    serving_until_minute: int | None = None
    capacity: int | None = None
    entry_age: int | None = None
    sales_sek: int | None = None
    findings: tuple[tuple[str, date], ...] = ()
    holder_since: date | None = None
    complaints: tuple[date, ...] = ()


def risk_factors(facts: VenueFacts, today: date, table: RiskTable) -> dict[Factor, int]:
    """The points of every factor that gives any."""
    recent = today - timedelta(days=table.findings_days)
    begun = facts.holder_since
    points = {
        Factor.SERVING_UNTIL: _climb(
            table.serving_until_minute, facts.serving_until_minute
        ),
        Factor.CAPACITY: _climb(table.capacity, facts.capacity),
        Factor.BUSINESS_KIND: table.business_kind.get(facts.business_kind, 0),
        Factor.YOUNG_CROWD: table.young_crowd
        if facts.entry_age is not None and facts.entry_age < table.young_below_age
        else 0,
        Factor.SALES: _climb(table.sales_sek, facts.sales_sek),
        Factor.FINDINGS: min(
            table.findings_cap,
            sum(table.severity[grade] for grade, on in facts.findings if on > recent),
        ),
        Factor.NEW_HOLDER: table.new_holder
        if begun is not None and begun > today - timedelta(days=table.new_holder_days)
        else 0,
        Factor.COMPLAINTS: min(
            table.complaints_cap,
            table.complaint
            * sum(
                on > today - timedelta(days=table.complaints_days)
                for on in facts.complaints
            ),
        ),
    }
    return {factor: count for factor, count in points.items() if count}


def risk_class(points: int, table: RiskTable) -> RiskClass:
    """The class of a number of points."""
    return next(
        (one for least, one in table.class_from_points if points >= least), RiskClass.D
    )


def _climb(ladder: Ladder, value: int | None) -> int:
    if value is None:
        return 0
    steps, above = ladder
    return next((points for bound, points in steps if value <= bound), above)


def ladder_sql(ladder: Ladder, column: str) -> str:
    """The ladder as an SQL expression over a column; integers of our own table only."""
    steps, above = ladder
    rungs = " ".join(
        f"WHEN {column} <= {bound} THEN {points}" for bound, points in steps
    )
    return f"CASE WHEN {column} IS NULL THEN 0 {rungs} ELSE {above} END"


def choice_sql(points: Mapping[str, int], column: str) -> str:
    """A table of words and points as an SQL expression over a column."""
    words = " ".join(f"WHEN '{word}' THEN {count}" for word, count in points.items())
    return f"CASE {column} {words} ELSE 0 END"
