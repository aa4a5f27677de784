"""Every indicator a second time: slowly, in plain Python over plain rows.

Written from the definitions (domain note purple-flag-and-safety 1.7 and 1.8), not from
the declarations: rows are read whole, nothing is asked of the database.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from statistics import median
from types import SimpleNamespace as Row
from typing import Any

from cases.models import Case
from core.nights import LOCAL, time_zone_of
from evidence.indicators.scope import Scope
from evidence.models import Item, Placement
from inspections.models import (
    Answer,
    Finding,
    HeadCount,
    Obligation,
    Section,
    Tip,
    Visit,
)
from inspections.rules.risk import VenueFacts, risk_factors, risk_table_on
from planning.models import Stop
from promises.models import Activity, FollowUp, GoalBaseline, Promise
from situation.models import (
    Cycle,
    Decision,
    Feedback,
    Measure,
    Participants,
    QuietWord,
    Report,
    Reporter,
    SafetyWalk,
    Walk,
    WalkAnswer,
    WalkPoint,
)
from training.models import (
    Attendance,
    Certificate,
    Course,
    Employment,
    Enrolment,
    Session,
    SessionDay,
    Sitting,
    Trainer,
)
from venues.models import Area, Assignment, Licence, Venue

Said = tuple[float | None, float | None, float | None]
"""Value, counted, among."""


class Plain:
    """The rows of every table, each table read once."""

    def __init__(self) -> None:
        self._known: dict[Any, list[Any]] = {}

    def __call__(self, model: Any, *more: str) -> list[Any]:
        if (model, more) not in self._known:
            fields = [field.attname for field in model._meta.concrete_fields]
            self._known[model, more] = [
                Row(**row) for row in model.objects.values(*fields, *more)
            ]
        return self._known[model, more]


def share(rows: Iterable[bool]) -> Said:
    said = list(rows)
    return (sum(said) / len(said) if said else None, sum(said), len(said))


def local_day(at: datetime) -> date:
    return at.astimezone(LOCAL).date()


@dataclass
class Reference:
    """The whole town, asked for one scope."""

    scope: Scope
    read: Plain

    def __post_init__(self) -> None:
        self.agency, period = self.scope.agency, self.scope.period
        self.first, self.last = period.first, period.last
        self.until = min(period.last, self.scope.today)
        self.all_visits = {row.id: row for row in self.read(Visit)}
        self.sections = [
            row
            for row in self.read(Section, "agency__kind")
            if row.agency_id is not None
        ]
        self.answers, self.found = self.read(Answer), self.read(Finding)
        self.town = self.agency.municipality_id
        self.venues = [
            row for row in self.read(Venue) if row.municipality_id == self.town
        ]

    def group(self, visit: Any) -> set[Any]:
        head = visit.same_as_id or visit.id
        return {
            one.id
            for one in self.all_visits.values()
            if head in {one.id, one.same_as_id}
        }

    @cached_property
    def visits(self) -> list[Any]:
        """Own sealed sections, one for visits that were one, with their visit."""
        mine: dict[Any, Any] = {}
        for row in self.sections:
            visit = self.all_visits[row.visit_id]
            if row.agency_id != self.agency.pk or row.sealed_at is None:
                continue
            if visit.kind != "outer" or not self.first <= visit.night <= self.last:
                continue
            row.visit = visit
            head = visit.same_as_id or visit.id
            if head not in mine or visit.id == head:
                mine[head] = row
        return [row for row in mine.values() if self._is_asked(row)]

    def _is_asked(self, row: Any) -> bool:
        zone = self.scope.zone
        if zone is not None and time_zone_of(row.visit.started_at) != zone:
            return False
        return not self.scope.is_drawn or any(
            stop.is_random
            and stop.round__state == "set"
            and stop.round__agency == self.agency.pk
            and stop.round__night == row.visit.night
            and stop.venue_id == row.venue_id
            for stop in self._stops
        )

    @cached_property
    def _stops(self) -> list[Any]:
        return self.read(Stop, "round__state", "round__agency", "round__night")

    def kinds(self, row: Any) -> set[str]:
        group = self.group(row.visit)
        return {one.agency__kind for one in self.sections if one.visit_id in group}

    @cached_property
    def joint(self) -> list[Any]:
        return [
            row for row in self.visits if {"licensing", "police"} <= self.kinds(row)
        ]

    def values(self, row: Any, *items: str) -> list[str]:
        return [
            one.value
            for one in self.answers
            if one.section_id == row.id and (not items or one.item in items)
        ]

    def findings(self, row: Any) -> list[Any]:
        return [one for one in self.found if one.section_id == row.id]

    # Supervision

    def _permanent(self, first: date, last: date) -> list[Any]:
        by_id = {venue.id: venue for venue in self.venues}
        return [
            row
            for row in self.read(Licence)
            if row.venue_id in by_id
            and row.duration in {"permanent", "seasonal"}
            and "public" in row.audiences
            and (row.valid_from or date.min) <= last
            and (row.valid_to or date.max) >= first
            and (by_id[row.venue_id].ended_on or date.max) >= first
        ]

    def ki1(self) -> Said:
        licensed = {row.venue_id for row in self._permanent(self.first, self.until)}
        seen = {row.venue_id for row in self.visits}
        return share(venue in seen for venue in licensed)

    def ki2(self) -> Said:
        def is_peak(row: Any) -> bool:
            hour = row.visit.started_at.astimezone(LOCAL).hour
            return row.visit.night.weekday() in {4, 5} and (hour >= 22 or hour < 5)

        return share(is_peak(row) for row in self.visits)

    def ki3(self) -> Said:
        nights = {row.visit.night for row in self.joint}
        return (len(nights), len(nights), None)

    def ki4(self) -> Said:
        return (len(self.joint), len(self.joint), None)

    def ki4a(self) -> Said:
        venues = {row.venue_id for row in self.joint}
        return (len(venues), len(venues), None)

    def ki4b(self) -> Said:
        nights = len({row.visit.night for row in self.joint})
        return (len(self.joint) / nights if nights else None, len(self.joint), nights)

    def ki5(self) -> Said:
        return share(row in self.joint for row in self.visits)

    def ki6(self) -> Said:
        nights = {row.visit.night for row in self.joint}
        further = {
            row.visit.night
            for row in self.joint
            if self.kinds(row) - {"licensing", "police"}
        }
        return share(night in further for night in nights)

    def _points(self, venue: Any, day: date) -> int:
        table = risk_table_on(day)
        licence = max(
            (
                row
                for row in self.read(Licence)
                if row.venue_id == venue.id
                and (row.valid_from or date.min) <= day <= (row.valid_to or date.max)
            ),
            key=lambda row: row.version,
            default=None,
        )
        holder = next(
            (
                row
                for row in self.read(Assignment)
                if row.venue_id == venue.id and (row.valid_from or date.min) <= day
            ),
            None,
        )
        facts = VenueFacts(
            business_kind=venue.business_kind,
            serving_until_minute=licence.serving_until_minute if licence else None,
            capacity=licence.max_persons if licence else None,
            entry_age=venue.entry_age,
            sales_sek=venue.annual_sales_sek,
            findings=tuple(
                (one.severity, one.found_on)
                for one in self.found
                if one.agency_id == self.agency.pk
                and one.venue_id == venue.id
                and one.found_on <= day
            ),
            holder_since=holder.valid_from if holder else None,
            complaints=tuple(
                tip.received_on
                for tip in self.read(Tip)
                if tip.agency_id == self.agency.pk
                and tip.venue_id == venue.id
                and tip.state == "confirmed"
                and tip.received_on <= day
            ),
        )
        return sum(risk_factors(facts, day, table).values())

    def ki21(self) -> Said:
        points = {
            venue.id: self._points(venue, self.first)
            for venue in self.venues
            if (venue.started_on or date.min) <= self.first
            and (venue.ended_on or date.max) > self.first
        }
        ranked = sorted(points.values(), reverse=True)
        least = ranked[max(len(ranked) // 4, 1) - 1] if ranked else 0
        top = {venue for venue, score in points.items() if score >= least}
        return share(row.venue_id in top for row in self.visits)

    def ki22(self) -> Said:
        places = {venue.id: venue for venue in self.venues}

        def is_inside(row: Any) -> bool:
            venue = places[row.venue_id]
            return (
                venue.latitude is not None
                and 63.17 <= venue.latitude <= 63.19
                and any(
                    area.valid_from <= row.visit.night <= (area.valid_to or date.max)
                    for area in self.read(Area)
                )
            )

        return share(is_inside(row) for row in self.visits)

    # What was found

    def _checked(self) -> list[Any]:
        return [
            row
            for row in self.visits
            if {"ok", "finding"} & set(self.values(row, "ALK-08", "ALK-09"))
        ]

    def _over_served(self, row: Any) -> bool:
        return any(one.item in {"ALK-08", "ALK-09"} for one in self.findings(row))

    def ki7(self) -> Said:
        return share(self._over_served(row) for row in self._checked())

    def ki10(self) -> Said:
        rows = []
        for row in self.visits:
            values = self.values(row)
            checked = values.count("ok") + values.count("finding")
            applied = checked + values.count("not_checked")
            # Where no point applied there is nothing to comply with.
            if (
                values
                and (checked >= 0.8 * applied)
                and set(values) != {"not_applicable"}
            ):
                rows.append(row)
        return share(
            not any(
                one.severity in {"serious", "critical"} for one in self.findings(row)
            )
            for row in rows
        )

    def ki11(self) -> Said:
        found = sum(len(self.findings(row)) for row in self.visits)
        points = sum(
            value in {"ok", "finding"}
            for row in self.visits
            for value in self.values(row)
        )
        return (found / points * 100 if points else None, found, points)

    def _point(self, item: str) -> Said:
        return share(
            value == "ok"
            for row in self.visits
            for value in self.values(row, item)
            if value in {"ok", "finding"}
        )

    def ki17(self) -> Said:
        return self._point("ALK-14")

    def ki18(self) -> Said:
        said = []
        for row in self.visits:
            guests = [
                one.guests
                for one in self.read(HeadCount)
                if one.section_id == row.id and one.guests is not None
            ]
            held = [
                one
                for one in self.read(Licence)
                if one.venue_id == row.venue_id
                and (one.valid_from or date.min)
                <= row.visit.night
                <= (one.valid_to or date.max)
            ]
            most = max(held, key=lambda one: one.version).max_persons if held else None
            if guests and most is not None:
                said.append(max(guests) <= most)
        return share(said)

    def ki19(self) -> Said:
        return share(
            value == "ok"
            and not any(one.item == "ALK-12" for one in self.findings(row))
            for row in self.visits
            for value in self.values(row, "ALK-13")
            if value in {"ok", "finding"}
        )

    # Follow-up

    def ki12(self) -> Said:
        return share(
            row.closed_at is not None and local_day(row.closed_at) <= row.due_on
            for row in self.read(Obligation)
            if row.agency_id == self.agency.pk
            and row.due_on is not None
            and self.first <= row.due_on <= self.until
            and row.outcome != "withdrawn"
        )

    def _middle(self, rows: list[tuple[date, list[date]]]) -> Said:
        days = [(min(ends) - start).days for start, ends in rows if ends]
        return (median(days) if days else None, len(days), len(rows))

    def _seen(self, venue: Any) -> list[date]:
        return [
            row.visited_on
            for row in self.sections
            if row.agency_id == self.agency.pk
            and row.venue_id == venue
            and row.visited_on is not None
            and row.visited_on <= self.scope.today
        ]

    def ki13(self) -> Said:
        return self._middle(
            [
                (
                    row.visit.night,
                    [on for on in self._seen(row.venue_id) if on > row.visit.night],
                )
                for row in self.visits
                if any(not one.corrected_on_site for one in self.findings(row))
            ]
        )

    def ki14(self) -> Said:
        end, said = self.until, []
        mine = [one for one in self.found if one.agency_id == self.agency.pk]
        sections = {row.id: row for row in self.sections}

        def year_before(day: date, years: int) -> date:
            try:
                return day.replace(year=day.year - years)
            except ValueError:
                return date(day.year - years, 2, 28)

        for venue, item in {(one.venue_id, one.item) for one in mine}:
            all_of_it = [
                one for one in mine if (one.venue_id, one.item) == (venue, item)
            ]
            first = min(all_of_it, key=lambda one: (one.found_on, one.id))
            if not year_before(end, 2) < first.found_on <= year_before(end, 1):
                continue
            checked = any(
                one.item == item
                and one.value in {"ok", "finding"}
                and sections[one.section_id].venue_id == venue
                and sections[one.section_id].agency_id == self.agency.pk
                and first.night
                < self.all_visits[sections[one.section_id].visit_id].night
                <= end
                for one in self.answers
            )
            if checked:
                said.append(
                    any(
                        one.night > first.night
                        and one.found_on <= first.found_on + timedelta(days=365)
                        for one in all_of_it
                    )
                )
        return share(said)

    def _decisions(self, measure: str) -> Said:
        count = sum(
            row.agency_id == self.agency.pk
            and row.ladder == "alcohol"
            and row.measure == measure
            and row.state in {"final", "appealed"}
            and self.first <= row.decided_on <= self.until
            for row in self.read(Case)
        )
        days = max((self.until - self.first).days + 1, 0)
        held = sum(
            len({row.venue_id for row in self._permanent(day, day)})
            for day in (self.first + timedelta(days=number) for number in range(days))
        )
        hundreds = held / days / 100 if days else 0.0
        return (count / hundreds if hundreds else None, count, hundreds)

    def ki15(self) -> Said:
        return self._decisions("erinran")

    def ki15a(self) -> Said:
        return self._decisions("varning")

    def ki15b(self) -> Said:
        return self._decisions("aterkallelse")

    def ki16(self) -> Said:
        return self._middle(
            [
                (
                    row.received_on,
                    [on for on in self._seen(row.venue_id) if on >= row.received_on],
                )
                for row in self.read(Tip)
                if row.agency_id == self.agency.pk
                and self.first <= row.received_on <= self.until
            ]
        )

    # Training

    def _held(self, person: Any, diploma: Any = None) -> list[Any]:
        serving = {
            row.diploma_id
            for row in self.read(Course)
            if row.kind in {"aas", "renewal"}
        }
        return [
            row
            for row in self.read(Certificate)
            if row.person_id == person
            and (
                row.diploma_id in serving
                if diploma is None
                else row.diploma_id == diploma
            )
            and row.issued_on <= self.until
            and (row.valid_until or date.max) >= self.until
            and (row.revoked_at is None or local_day(row.revoked_at) > self.until)
        ]

    def _trained(self, venue: Any) -> bool:
        staff = {
            row.person_id
            for row in self.read(Employment)
            if row.venue_id == venue
            and row.started_on <= self.until <= (row.ended_on or date.max)
        }
        return sum(bool(self._held(person)) for person in staff) >= 2

    def _licensed_at_the_end(self) -> set[Any]:
        return {row.venue_id for row in self._permanent(self.until, self.until)}

    def kt1(self) -> Said:
        return share(self._trained(venue) for venue in self._licensed_at_the_end())

    def kt2(self) -> Said:
        trained = serving = 0
        for row in self.visits:
            counts = [
                one
                for one in self.read(HeadCount)
                if one.section_id == row.id and one.serving is not None
            ]
            if counts:
                last = max(counts, key=lambda one: (one.at, one.entry))
                trained, serving = trained + last.trained, serving + last.serving
        return (trained / serving if serving else None, trained, serving)

    def _days(self, session: Any) -> list[Any]:
        return [row for row in self.read(SessionDay) if row.session_id == session]

    def _sessions(self) -> list[Any]:
        return [
            row
            for row in self.read(Session)
            if row.cancelled_at is None
            and self.first
            <= local_day(max(day.starts_at for day in self._days(row.id)))
            <= self.until
        ]

    def _enrolments(self) -> list[Any]:
        held = {row.id for row in self._sessions()}
        return [
            row
            for row in self.read(Enrolment)
            if row.session_id in held
            and row.state == "booked"
            and self.scope.gender in {None, row.gender}
        ]

    def _was_there(self, row: Any) -> set[Any]:
        return {
            one.day_id for one in self.read(Attendance) if one.enrolment_id == row.id
        }

    def _completed(self, row: Any) -> bool:
        course = {one.id: one.course_id for one in self.read(Session)}[row.session_id]
        has_test = {one.id: one.has_test for one in self.read(Course)}[course]
        passed = any(
            one.enrolment_id == row.id and one.passed for one in self.read(Sitting)
        )
        days = {day.id for day in self._days(row.session_id)}
        return days <= self._was_there(row) and (passed or not has_test)

    def kt3(self) -> Said:
        count = sum(self._completed(row) for row in self._enrolments())
        return (count, count, None)

    def kt4(self) -> Said:
        return share(
            self._completed(row)
            for row in self._enrolments()
            if any(
                day.number == 1 and day.id in self._was_there(row)
                for day in self._days(row.session_id)
            )
        )

    def kt5(self) -> Said:
        mine = {row.id for row in self._enrolments()}
        return share(
            one.passed
            for one in self.read(Sitting)
            if one.enrolment_id in mine
            and one.attempt == 1
            and one.handed_in_at is not None
        )

    def kt6(self) -> Said:
        trained = {
            venue for venue in self._licensed_at_the_end() if self._trained(venue)
        }
        one = share(
            self._over_served(row) for row in self._checked() if row.venue_id in trained
        )
        other = share(
            self._over_served(row)
            for row in self._checked()
            if row.venue_id not in trained
        )
        value = None if one[0] is None or not other[0] else one[0] / other[0]
        return (value, one[1], one[2])

    def kt7(self) -> Said:
        kinds = {
            (row.session_id, row.agency__kind)
            for row in self.read(Trainer, "agency__kind")
        }
        return share(
            {(row.id, "licensing"), (row.id, "police")} <= kinds
            for row in self._sessions()
        )

    def kt8(self) -> Said:
        sessions = {row.id: row for row in self.read(Session)}
        diplomas = {row.id: row.diploma_id for row in self.read(Course)}

        def is_booked(person: Any, diploma: Any) -> bool:
            return any(
                row.person_id == person
                and row.state == "booked"
                and sessions[row.session_id].cancelled_at is None
                and diplomas[sessions[row.session_id].course_id] == diploma
                and any(
                    local_day(day.starts_at) > self.until
                    for day in self._days(row.session_id)
                )
                for row in self.read(Enrolment)
            )

        last = []
        for row in self.read(Certificate):
            held = self._held(row.person_id, row.diploma_id)
            if held and row.id == max(held, key=lambda one: one.issued_on).id:
                last.append(row)
        return share(
            row.valid_until is not None
            and row.valid_until <= self.until + timedelta(days=90)
            and not is_booked(row.person_id, row.diploma_id)
            for row in last
        )

    # Evidence

    def _counting(self) -> list[Any]:
        placed = []
        for row in self.read(Item):
            if (
                row.municipality_id == self.town
                and row.state == "approved"
                and local_day(row.decided_at) <= self.until
                and self._years_before(2) < row.dated_on <= self.until
            ):
                placed += [one for one in self.read(Placement) if one.item_id == row.id]
        return placed

    def _years_before(self, years: int) -> date:
        try:
            return self.until.replace(year=self.until.year - years)
        except ValueError:
            return date(self.until.year - years, 2, 28)

    def ka4(self) -> Said:
        attributes = {row.attribute for row in self._counting()}
        return (len(attributes) / 28, len(attributes), 28)

    def ka5(self) -> Said:
        # The first letter of an attribute's code tells its focus area.
        cells = {(row.attribute[0], row.zone) for row in self._counting() if row.zone}
        return (len(cells) / 20, len(cells), 20)

    # Reports

    def _past(self, day: date) -> bool:
        return self.first <= day <= self.last and day < self.scope.today

    def _cycles(self) -> dict[Any, Any]:
        return {
            row.id: row for row in self.read(Cycle) if row.municipality_id == self.town
        }

    def _reports(self) -> list[Any]:
        return [
            row
            for row in self.read(Report)
            if row.cycle_id in self._cycles() and row.withdrawn_at is None
        ]

    def ke1(self) -> Said:
        words = [
            (row.cycle_id, row.reporter_id, row.reported_at)
            for row in self.read(Report)
        ] + [
            (row.cycle_id, row.reporter_id, row.said_at) for row in self.read(QuietWord)
        ]
        return share(
            any(
                (cycle.id, one.id) == (of, by) and at <= cycle.due_at
                for of, by, at in words
            )
            for cycle in self._cycles().values()
            if self._past(local_day(cycle.due_at))
            for one in self.read(Reporter)
            if one.municipality_id == self.town
            and one.started_on <= cycle.last
            and (one.ended_on is None or one.ended_on > cycle.last)
        )

    def ke2(self) -> Said:
        return share(
            row.shared_at is not None and row.shared_at <= row.meets_at
            for row in self._cycles().values()
            if self._past(local_day(row.meets_at))
        )

    def ke3(self) -> Said:
        return share(
            row.state == "done" and row.closed_on <= row.due_on
            for row in self.read(Decision)
            if row.cycle_id in self._cycles() and self._past(row.due_on)
        )

    def ke4(self) -> Said:
        given = {row.id: local_day(row.given_at) for row in self.read(Feedback)}
        told = [
            (row.report_id, given[row.feedback_id])
            for row in self.read(Feedback.reports.through)
        ]
        ends = {key: row.answer_by for key, row in self._cycles().items()}
        return share(
            any(of == row.id and day <= ends[row.cycle_id] for of, day in told)
            for row in self._reports()
            if row.reporter_id is not None and self._past(ends[row.cycle_id])
        )

    def ke5(self) -> Said:
        squares = Counter(
            row.cell
            for row in self._reports()
            if row.cell
            and self.first <= row.night <= self.until
            and row.category != "POSITIV_IAKTTAGELSE"
        )
        among = squares.total()
        counted = sum(count for _cell, count in squares.most_common(5))
        return (counted / among if among else None, counted, among)

    # Safety walks

    def _planned(self) -> list[Any]:
        return [
            row
            for row in self.read(Walk)
            if row.municipality_id == self.town
            and row.kind == "safety"
            and self._past(row.night)
        ]

    def _walks(self) -> dict[Any, Any]:
        return {row.id: row for row in self._planned() if row.ended_at is not None}

    def _noted(self) -> list[Any]:
        return [
            row
            for row in self.read(WalkPoint)
            if row.walk_id in self._walks() and row.struck_at is None
        ]

    def _is_in_area(self, row: Any, night: date) -> bool:
        return (
            row.latitude is not None
            and 63.17 <= row.latitude <= 63.19
            and 14.60 <= row.longitude <= 14.66
            and any(
                area.valid_from <= night <= (area.valid_to or date.max)
                for area in self.read(Area)
            )
        )

    def _safety(self) -> dict[Any, Any]:
        return {row.walk_id: row for row in self.read(SafetyWalk)}

    def _measures(self) -> list[Any]:
        ours = {row.id for row in self.read(Walk) if row.municipality_id == self.town}
        return [row for row in self.read(Measure) if row.walk_id in ours]

    def _points_of(self, measure: Any) -> list[Any]:
        points = {row.id: row for row in self.read(WalkPoint)}
        return [
            points[row.walkpoint_id]
            for row in self.read(Measure.points.through)
            if row.measure_id == measure.id
            and points[row.walkpoint_id].struck_at is None
        ]

    def kw1(self) -> Said:
        return share(row.ended_at is not None for row in self._planned())

    def kw2(self) -> Said:
        zones = {
            row.zone
            for row in self._noted()
            if row.zone and self._is_in_area(row, self._walks()[row.walk_id].night)
        }
        return (len(zones) / 4, len(zones), 4)

    def kw3(self) -> Said:
        came = [row for row in self.read(Participants) if row.walk_id in self._walks()]
        women = sum(row.count for row in came if row.gender == "women")
        stated = sum(row.count for row in came if row.gender != "unstated")
        return (women / stated if stated else None, women, stated)

    def kw4(self) -> Said:
        points, walks = len(self._noted()), len(self._walks())
        return (points / walks if walks else None, points, walks)

    def kw5(self) -> Said:
        return share(
            row.state == "verified"
            for row in self._measures()
            if row.state in {"decided", "done", "verified"}
            and self.first <= row.decided_on <= self.until
        )

    def _days_to(self, measures: list[Any]) -> Said:
        days = [
            (
                row.done_on
                - local_day(min(one.seen_at for one in self._points_of(row)))
            ).days
            for row in measures
        ]
        return (float(median(days)) if days else None, len(days), len(days))

    def _done(self) -> list[Any]:
        return [
            row
            for row in self._measures()
            if row.done_on is not None
            and self.first <= row.done_on <= self.until
            and self._points_of(row)
        ]

    def kw6(self) -> Said:
        return self._days_to(self._done())

    def kw7(self) -> Said:
        given: dict[Any, list[date]] = {}
        for row in self.read(WalkAnswer):
            given.setdefault(row.walk_id, []).append(local_day(row.given_at))
        ended = {
            row.id: local_day(row.ended_at) + timedelta(days=60)
            for row in self.read(Walk)
            if row.municipality_id == self.town
            and row.kind == "safety"
            and row.ended_at is not None
        }
        return share(
            any(day <= by for day in given.get(key, []))
            for key, by in ended.items()
            if self._past(by)
        )

    def kw8(self) -> Said:
        nights = {row.id: row.night for row in self.read(Walk)}
        return self._days_to(
            [
                row
                for row in self._done()
                if any(
                    one.category == "LIGHTING"
                    and one.feels != "safe"
                    and self._is_in_area(one, nights[one.walk_id])
                    for one in self._points_of(row)
                )
            ]
        )

    def kw9(self) -> Said:
        before = {
            row.id
            for row in self.read(WalkPoint)
            if row.feels == "unsafe" and row.struck_at is None
        }
        last: dict[Any, tuple[Any, str]] = {}
        for row in self._noted():
            if row.feels and row.again_of_id in before:
                place = (row.walk_id, row.again_of_id)
                at = (row.seen_at, row.id.hex)
                if place not in last or at > last[place][0]:
                    last[place] = at, row.feels
        return share(feels == "safe" for _at, feels in last.values())

    def kw10(self) -> Said:
        safety = self._safety()
        return share(
            key in safety and safety[key].chosen_because in {"residents", "reports"}
            for key in self._walks()
        )

    # Promises

    def ka1(self) -> Said:
        kept, among = 0, 0
        for year in range(self.first.year - 1, self.last.year + 1):
            for last, due in (
                (date(year, 6, 30), date(year, 8, 15)),
                (date(year, 12, 31), date(year + 1, 2, 15)),
            ):
                begins = last.replace(month=last.month - 5, day=1)
                is_promised = any(
                    row.municipality_id == self.town
                    and row.begins_on <= last
                    and row.ends_on >= begins
                    for row in self.read(Promise)
                )
                if not is_promised or not self._past(due):
                    continue
                among += 1
                told = [
                    row
                    for row in self.read(FollowUp)
                    if row.last == last
                    and row.municipality_id == self.town
                    and row.state == "published"
                ]
                first = min(told, key=lambda row: row.revision, default=None)
                kept += first is not None and (
                    local_day(first.published_at) <= first.due_on
                )
        return (kept / among if among else None, kept, among)

    def ka2(self) -> Said:
        promises = {row.id: row for row in self.read(Promise)}
        based = {row.goal_id for row in self.read(GoalBaseline)}
        rows = []
        for row in self.read(Activity):
            of = promises[row.promise_id]
            if (
                of.municipality_id == self.town
                and of.begins_on <= self.until <= of.ends_on
                and local_day(row.made_at) <= self.until
            ):
                rows.append(row.indicator != "" and row.goal_id in based)
        return share(rows)

    def ka3(self) -> Said:
        return share(
            row.state == "done" and row.closed_on <= self.until
            for row in self.read(Activity, "promise__municipality")
            if row.promise__municipality == self.town and self._past(row.due_on)
        )


def said_by_reference(code: str, scope: Scope, rows: Plain) -> Said:
    """Value, counted and among, as the reference reckons them."""
    method: Callable[[], Said] = getattr(Reference(scope, rows), code.lower())
    return method()
