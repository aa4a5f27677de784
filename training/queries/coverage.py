"""Are the coming nights covered? The rule of `rules/coverage.py` in SQL, venue by night.

Two statements whatever the number of venues and nights: what each requirement finds, and
for how long no serving manager is on the roster.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from training.models import Scope, StaffRole
from training.rules.coverage import SERVES, Verdict
from venues.models import HoursSpace
from venues.rules.serving_hours import LAW_CLOSES, LAW_OPENS


class CoverageRow(NamedTuple):
    """How one requirement stands at one venue on one night."""

    venue: UUID
    night: date
    requirement: int
    closes: int
    asked: int
    trained: int
    wanted: int
    verdict: Verdict


class ManagerRow(NamedTuple):
    """Serving of one night, and how many of its minutes have no serving manager on the
    roster; `on_roster` lines there are in all.
    """

    venue: UUID
    night: date
    opens: int
    closes: int
    on_roster: int
    uncovered: int


def _literal(values: frozenset[StaffRole]) -> str:
    return ", ".join(f"'{one.value}'" for one in sorted(values))


_SAID = {one.value: one for one in Verdict}
_MANAGER = f"'{StaffRole.SERVING_MANAGER.value}'"
# A licence without any hours has those of the law; one with hours, none on other days.
_SERVING = f"""
licensed AS (
  SELECT v.id AS venue_id, v.municipality_id, n.night, n.next_day, n.weekday,
         l.id AS licence_id,
         ROW_NUMBER() OVER (PARTITION BY v.id, n.night ORDER BY l.version DESC) AS place
  FROM venues_venue v
  JOIN nights n ON 1 = 1
  JOIN venues_licence l ON l.venue_id = v.id
   AND (l.valid_from IS NULL OR l.valid_from <= n.night)
   AND (l.valid_to IS NULL OR l.valid_to >= n.night)
  WHERE v.ended_on IS NULL AND v.municipality_id = %(municipality)s {{among}}
),
hours AS (
  SELECT h.licence_id, h.weekday, MIN(h.opens_minute) AS opens,
         MAX(h.closes_minute) AS closes
  FROM venues_servinghours h WHERE h.space <> '{HoursSpace.CLOSED_PARTY.value}'
  GROUP BY h.licence_id, h.weekday
),
told AS (SELECT DISTINCT licence_id FROM hours),
serving AS (
  SELECT d.venue_id, d.municipality_id, d.night, d.next_day,
         COALESCE(h.opens, {LAW_OPENS}) AS opens,
         COALESCE(h.closes, {LAW_CLOSES}) AS closes
  FROM licensed d
  LEFT JOIN hours h ON h.licence_id = d.licence_id AND h.weekday = d.weekday
  LEFT JOIN told t ON t.licence_id = d.licence_id
  WHERE d.place = 1 AND (h.licence_id IS NOT NULL OR t.licence_id IS NULL)
)"""  # noqa: S608 - constants of ours
_REQUIREMENTS = f"""
WITH {{nights}}, {_SERVING},
demanded AS (
  SELECT s.venue_id, s.night, s.next_day, s.closes, r.id AS requirement_id, r.scope,
         r.percent, r.roles, r.after_minute, r.diploma_id
  FROM serving s
  JOIN training_requirement r ON r.municipality_id = s.municipality_id
   AND (r.venue_id IS NULL OR r.venue_id = s.venue_id)
   AND r.valid_from <= s.night AND (r.valid_to IS NULL OR r.valid_to >= s.night)
   AND (r.after_minute IS NULL OR r.after_minute < s.closes)
),
rostered AS (
  SELECT s.venue_id, s.night, s.starts_minute, s.ends_minute, e.person_id, e.role
  FROM training_shift s JOIN training_employment e ON e.id = s.employment_id
  JOIN nights n ON n.night = s.night
),
sizes AS (SELECT venue_id, night, COUNT(*) AS lines FROM rostered GROUP BY venue_id, night),
on_duty AS (
  SELECT d.venue_id, d.night, d.next_day, d.requirement_id, d.diploma_id, s.person_id,
         MAX(s.ends_minute) AS ends
  FROM demanded d
  JOIN rostered s ON s.venue_id = d.venue_id AND s.night = d.night
   AND (d.after_minute IS NULL OR s.ends_minute > d.after_minute)
   AND (
     (d.scope = '{Scope.SERVING_MANAGERS.value}' AND s.role = {_MANAGER})
     OR (d.scope = '{Scope.SHARE.value}' AND s.role IN ({_literal(SERVES)}))
     OR (d.scope = '{Scope.ROLES.value}' AND {{named}})
   )
  GROUP BY d.venue_id, d.night, d.next_day, d.requirement_id, d.diploma_id, s.person_id
),
held AS (
  SELECT o.venue_id, o.night, o.requirement_id, COUNT(*) AS asked,
         SUM(CASE WHEN EXISTS (
           SELECT 1 FROM training_certificate c
           WHERE c.person_id = o.person_id AND c.diploma_id = o.diploma_id
             AND c.revoked_at IS NULL AND c.issued_on <= o.night
             AND (c.valid_until IS NULL OR c.valid_until >=
                  CASE WHEN o.ends > 1440 THEN o.next_day ELSE o.night END)
         ) THEN 1 ELSE 0 END) AS trained
  FROM on_duty o GROUP BY o.venue_id, o.night, o.requirement_id
),
counted AS (
  SELECT d.venue_id, d.night, d.requirement_id, d.closes, z.lines,
         COALESCE(h.asked, 0) AS asked, COALESCE(h.trained, 0) AS trained,
         CASE
           WHEN d.scope = '{Scope.ROLES.value}' THEN COALESCE(h.asked, 0)
           WHEN d.scope = '{Scope.SHARE.value}' AND COALESCE(h.asked, 0) > 0
             THEN (h.asked * d.percent + 99) / 100
           WHEN COALESCE(h.asked, 0) > 0 THEN h.asked
           ELSE 1
         END AS wanted
  FROM demanded d
  LEFT JOIN sizes z ON z.venue_id = d.venue_id AND z.night = d.night
  LEFT JOIN held h ON h.venue_id = d.venue_id AND h.night = d.night
   AND h.requirement_id = d.requirement_id
)
SELECT venue_id, night, requirement_id, closes, asked, trained, wanted,
       CASE WHEN lines IS NULL THEN '{Verdict.NO_ROSTER.value}'
            WHEN trained >= wanted THEN '{Verdict.COVERED.value}'
            ELSE '{Verdict.SHORT.value}' END
FROM counted
ORDER BY venue_id, night, requirement_id"""  # noqa: S608 - constants of ours
# Islands of shifts: a line begins a gap when everything before it ended earlier.
_MANAGERS = f"""
WITH {{nights}}, {_SERVING},
managed AS (
  SELECT s.venue_id, s.night,
         CASE WHEN t.starts_minute > s.opens THEN t.starts_minute ELSE s.opens END AS begins,
         CASE WHEN t.ends_minute < s.closes THEN t.ends_minute ELSE s.closes END AS ends
  FROM serving s
  JOIN training_shift t ON t.venue_id = s.venue_id AND t.night = s.night
  JOIN training_employment e ON e.id = t.employment_id AND e.role = {_MANAGER}
  WHERE t.starts_minute < s.closes AND t.ends_minute > s.opens
),
run AS (
  SELECT venue_id, night, begins, ends,
         MAX(ends) OVER (PARTITION BY venue_id, night ORDER BY begins, ends
           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
  FROM managed
),
covered AS (
  SELECT venue_id, night, SUM(
           CASE WHEN reached IS NULL OR reached <= begins THEN ends - begins
                WHEN ends > reached THEN ends - reached ELSE 0 END) AS minutes
  FROM run GROUP BY venue_id, night
),
sizes AS (
  SELECT t.venue_id, t.night, COUNT(*) AS lines FROM training_shift t
  JOIN nights n ON n.night = t.night GROUP BY t.venue_id, t.night
)
SELECT s.venue_id, s.night, s.opens, s.closes, COALESCE(z.lines, 0),
       s.closes - s.opens - COALESCE(c.minutes, 0)
FROM serving s
LEFT JOIN covered c ON c.venue_id = s.venue_id AND c.night = s.night
LEFT JOIN sizes z ON z.venue_id = s.venue_id AND z.night = s.night
ORDER BY s.venue_id, s.night"""  # noqa: S608 - constants of ours


def coverage_between(
    municipality: str, first: date, nights: int, venues: Sequence[UUID] | None = None
) -> list[CoverageRow]:
    """Every requirement at every venue that serves, night by night; of some venues or of
    all that the municipality has.
    """
    return [
        CoverageRow(
            venue, night, requirement, closes, asked, trained, wanted, _SAID[verdict]
        )
        for venue, night, requirement, closes, asked, trained, wanted, verdict in _ask(
            _REQUIREMENTS, municipality, first, nights, venues
        )
    ]


def managers_between(
    municipality: str, first: date, nights: int, venues: Sequence[UUID] | None = None
) -> list[ManagerRow]:
    """Serving hours, and the minutes of them without a serving manager on the roster."""
    return [
        ManagerRow._make(row)
        for row in _ask(_MANAGERS, municipality, first, nights, venues)
    ]


def statement(
    text: str,
    municipality: str,
    first: date,
    nights: int,
    venues: Sequence[UUID] | None,
) -> tuple[str, dict[str, Any]]:
    """The statement for those nights and venues, and its values."""
    values: dict[str, Any] = {"municipality": municipality}
    rows = []
    for number in range(nights):
        night = first + timedelta(days=number)
        values |= {f"n{number}": night.isoformat()}
        values |= {f"x{number}": (night + timedelta(days=1)).isoformat()}
        rows.append(
            f"(CAST(%(n{number})s AS {_date()}), CAST(%(x{number})s AS {_date()}), "
            f"{night.weekday()})"
        )
    among = ""
    if venues is not None:
        names = []
        for number, venue in enumerate(venues):
            values[f"v{number}"] = (
                venue.hex if connection.vendor == "sqlite" else str(venue)
            )
            names.append(f"CAST(%(v{number})s AS {_uuid()})")
        among = f"AND v.id IN ({', '.join(names) or 'NULL'})"
    listed = f"nights(night, next_day, weekday) AS (VALUES {', '.join(rows)})"
    return text.format(nights=listed, among=among, named=_named()), values


def _ask(
    text: str,
    municipality: str,
    first: date,
    nights: int,
    venues: Sequence[UUID] | None,
) -> list[tuple[Any, ...]]:
    sql, values = statement(text, municipality, first, nights, venues)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    if connection.vendor == "sqlite":  # it knows neither UUIDs nor dates
        return [(UUID(row[0]), date.fromisoformat(row[1]), *row[2:]) for row in rows]
    return rows


def _date() -> str:
    return "text" if connection.vendor == "sqlite" else "date"


def _uuid() -> str:
    return "text" if connection.vendor == "sqlite" else "uuid"


def _named() -> str:
    """Whether the requirement's list of roles holds the role."""
    if connection.vendor == "sqlite":
        return "EXISTS (SELECT 1 FROM json_each(d.roles) j WHERE j.value = s.role)"
    return "d.roles @> to_jsonb(s.role::text)"
