"""Random histories of a small town: visits, follow-up, decisions, tips, training.

Written straight into the tables that figures read, so that every odd combination occurs.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID

from accounts.models import Agency, AgencyKind, User
from cases.models import Case, CaseState
from core.identifiers import uuid7
from core.nights import LOCAL, local, night_or_civil_date, time_zone_of
from evidence.models import Item, ItemKind, ItemState, Placement
from inspections.models import (
    Answer,
    ChecklistVersion,
    Finding,
    HeadCount,
    Obligation,
    ObligationState,
    Outcome,
    Section,
    Severity,
    Tip,
    TipSource,
    TipState,
    Visit,
    VisitKind,
)
from planning.models import Round, RoundState, Stop, StopKind, Team
from promises.models import (
    CLOSED,
    Activity,
    ActivityState,
    FollowUp,
    FollowUpState,
    Goal,
    GoalBaseline,
    GoalDirection,
    Problem,
    Promise,
    Unit,
)
from situation.models import (
    ChosenBecause,
    Cycle,
    Decision,
    DecisionState,
    Feedback,
    Measure,
    MeasureState,
    ParticipantGender,
    Participants,
    PublicWord,
    QuietWord,
    Report,
    Reporter,
    SafetyWalk,
    Walk,
    WalkAnswer,
    WalkNote,
    WalkPoint,
    WordState,
)
from tests.conftest import Town
from training.models import (
    Attendance,
    Certificate,
    Course,
    CourseKind,
    Diploma,
    Employment,
    Enrolment,
    EnrolmentState,
    Gender,
    Person,
    Session,
    SessionDay,
    Sitting,
    StaffRole,
    Trainer,
)
from venues.models import (
    Area,
    Assignment,
    Audience,
    BusinessKind,
    Duration,
    Holder,
    HolderForm,
    Licence,
    Venue,
)

BEGINS, ENDS = date(2024, 1, 1), date(2026, 12, 31)
ITEMS = ("ALK-03", "ALK-08", "ALK-09", "ALK-12", "ALK-13", "ALK-14")
VALUES = ("ok", "ok", "finding", "not_applicable", "not_checked")
SQUARE = {
    "type": "Polygon",
    "coordinates": [
        [[14.60, 63.17], [14.66, 63.17], [14.66, 63.19], [14.60, 63.19], [14.60, 63.17]]
    ],
}


@dataclass
class History:
    """What may happen, by the lot."""

    lot: Random
    town: Town
    user: User
    other: User
    checklist: ChecklistVersion

    def day(self, first: date = BEGINS, last: date = ENDS) -> date:
        return first + timedelta(days=self.lot.randint(0, (last - first).days))

    def maybe(self, chance: float) -> bool:
        return self.lot.random() < chance

    def instant(self, day: date) -> datetime:
        at = time(self.lot.randint(0, 23), self.lot.randint(0, 59))
        return datetime.combine(day, at, LOCAL).astimezone(UTC)

    def happen(self) -> None:
        """Let it all happen."""
        venues = [self._venue() for _ in range(self.lot.randint(1, 5))]
        for number in range(self.lot.randint(0, 2)):
            begins = self.day()
            Area.objects.create(
                municipality=self.town.municipality, name=f"Område {number}",
                polygon=SQUARE, valid_from=begins,
                valid_to=begins + timedelta(days=200) if self.maybe(0.6) else None,
            )  # fmt: skip
        visits: list[Visit] = []
        for _ in range(self.lot.randint(0, 14)):
            visits.append(self._visit(venues, visits))
        self._round(visits)
        for _ in range(self.lot.randint(0, 4)):
            self._case(self.lot.choice(venues))
            self._tip(self.lot.choice(venues))
        self._training(venues)
        for _ in range(self.lot.randint(0, 5)):
            self._item()
        self._situation()
        walks: list[Walk] = []
        for _ in range(self.lot.randint(0, 5)):
            walks.append(self._safety_walk(walks))
        for _ in range(self.lot.randint(0, 2)):
            self._promise()

    def _situation(self) -> None:
        town = self.town.municipality
        reporters = []
        for number in range(self.lot.randint(0, 3)):
            starts = self.day()
            reporters.append(
                Reporter.objects.create(
                    municipality=town, organisation=f"Påhittad {number}",
                    email=f"{number}@example.test", started_on=starts, made_by=self.user,
                    ended_on=starts + timedelta(days=self.lot.randint(0, 400))
                    if self.maybe(0.4) else None,
                )
            )  # fmt: skip
        first = self.day()
        for _ in range(self.lot.randint(0, 5)):
            first = self._cycle(first, reporters)

    def _safety_walk(self, earlier: list[Walk]) -> Walk:
        begins = self.instant(self.day())
        is_walked = self.maybe(0.8)
        walk = Walk.objects.create(
            municipality=self.town.municipality, agency=self.town.agencies["licensing"],
            kind="safety" if self.maybe(0.85) else "appraisal", scheme="pf-28",
            title="Påhittad", night=night_or_civil_date(begins), leader=self.user,
            made_at=begins, began_at=begins if is_walked else None,
            ended_at=begins + timedelta(hours=2) if is_walked else None,
        )  # fmt: skip
        row = SafetyWalk.objects.create(
            walk=walk, meets_at=begins, meeting_place="Påhittad",
            chosen_because=self.lot.choice(list(ChosenBecause)),
            again=self.lot.choice(earlier) if earlier and self.maybe(0.7) else None,
        )  # fmt: skip
        for gender in ParticipantGender.values:
            if self.maybe(0.6):
                Participants.objects.create(
                    walk=row, role="resident", age="30_64", gender=gender,
                    count=self.lot.randint(1, 9),
                )  # fmt: skip
        points = [self._point(row, begins) for _ in range(self.lot.randint(0, 5))]
        if points:
            for _ in range(self.lot.randint(0, 3)):
                self._measure(row, points)
        for _ in range(self.lot.randint(0, 2)):
            WalkAnswer.objects.create(
                walk=row, text="Påhittat", given_by=self.user,
                given_at=begins + timedelta(days=self.lot.randint(0, 90)),
            )  # fmt: skip
        return walk

    def _point(self, row: SafetyWalk, begins: datetime) -> WalkPoint:
        at = begins + timedelta(minutes=self.lot.randint(0, 3))
        key = UUID(int=self.lot.getrandbits(128))
        note = WalkNote.objects.create(
            digest=key.hex * 2, note=key, walk_id=row.pk, kind="saw", content=b"",
            municipality=self.town.municipality, carried_by=self.user, recorded_at=at,
            received_at=at, state="taken",
        )  # fmt: skip
        earlier = list(WalkPoint.objects.filter(walk=row.again)) if row.again else []
        is_struck, is_placed = self.maybe(0.15), self.maybe(0.7)
        return WalkPoint.objects.create(
            id=key, walk=row.walk, source=note, seen_by=self.user, seen_at=at,
            zone=time_zone_of(at) or "", feels=self.lot.choice(["unsafe", "safe", ""]),
            category=self.lot.choice(["LIGHTING", "LITTER"]),
            latitude=self.lot.choice([63.18, 63.18, 63.18, 63.3]) if is_placed else None,
            longitude=14.65 if is_placed else None,
            again_of=self.lot.choice(earlier) if earlier and self.maybe(0.8) else None,
            struck_at=at if is_struck else None, struck_why="x" if is_struck else "",
        )  # fmt: skip

    def _measure(self, row: SafetyWalk, points: list[WalkPoint]) -> None:
        state = self.lot.choice(list(MeasureState))
        decided = local(row.meets_at).date() + timedelta(days=self.lot.randint(0, 40))
        done = decided + timedelta(days=self.lot.randint(0, 200))
        is_decided = state in {"decided", "done", "verified"}
        is_done = state in {"done", "verified"}
        made = Measure.objects.create(
            walk=row, action="Påhittad", owner="Påhittad", state=state,
            decided_on=decided if is_decided else None,
            due_on=decided if is_decided else None, done_on=done if is_done else None,
            verified_on=done if state == "verified" else None,
            made_at=row.meets_at, made_by=self.user,
        )  # fmt: skip
        made.points.set(self.lot.sample(points, self.lot.randint(1, len(points))))

    def _cycle(self, first: date, reporters: list[Reporter]) -> date:
        last = first + timedelta(days=self.lot.choice([6, 13, 89]))
        due = self.instant(last + timedelta(days=1))
        meets = due + timedelta(hours=self.lot.randint(0, 40))
        is_shared = self.maybe(0.6)
        cycle = Cycle.objects.create(
            municipality=self.town.municipality, first=first, last=last, due_at=due,
            meets_at=meets, made_at=due, answer_by=last + 2 * (last - first),
            picture={} if is_shared else None, fingerprint="0" * 64 if is_shared else "",
            shared_at=meets + timedelta(hours=self.lot.randint(-5, 5))
            if is_shared else None,
            shared_by=self.user if is_shared else None,
        )  # fmt: skip
        reports = [
            self._report(cycle, self.lot.choice([*reporters, None]))
            for _ in range(self.lot.randint(0, 6))
        ]
        for one in reporters:
            if self.maybe(0.3):
                QuietWord.objects.create(
                    cycle=cycle, reporter=one,
                    said_at=due + timedelta(hours=self.lot.randint(-48, 24)),
                )  # fmt: skip
        for _ in range(self.lot.randint(0, 2)):
            self._decision(cycle)
        if reports and self.maybe(0.7):
            given = Feedback.objects.create(
                text="Påhittat", given_by=self.user,
                given_at=due + timedelta(days=self.lot.randint(0, 40)),
            )  # fmt: skip
            given.reports.set(
                self.lot.sample(reports, self.lot.randint(1, len(reports)))
            )
        return last + timedelta(days=1)

    def _report(self, cycle: Cycle, reporter: Reporter | None) -> Report:
        """Told by a reporter, or by the public."""
        seen = self.instant(self.day(cycle.first, cycle.last))
        is_back = self.maybe(0.15)
        return Report.objects.create(
            cycle=cycle, reporter=reporter, severity=self.lot.randint(1, 3),
            word=None if reporter else PublicWord.objects.create(
                municipality=cycle.municipality, category="KLOTTER", seen_at=seen,
                where="Påhittat", told_at=seen, state=WordState.TAKEN_IN,
                settled_at=seen, settled_by=self.user,
            ),
            category=self.lot.choice(["KLOTTER", "BRAK_VALD", "POSITIV_IAKTTAGELSE"]),
            seen_at=seen, night=night_or_civil_date(seen), where="Påhittat",
            cell=self.lot.choice(["", "1:1", "1:2", "2:1", "2:2", "3:1", "3:2", "3:3"]),
            reported_at=cycle.due_at + timedelta(hours=self.lot.randint(-48, 24)),
            withdrawn_at=seen if is_back else None,
            withdrawn_why="Påhittat" if is_back else "",
        )  # fmt: skip

    def _decision(self, cycle: Cycle) -> None:
        due_on = cycle.last + timedelta(days=self.lot.randint(1, 40))
        state = self.lot.choice(list(DecisionState))
        is_open = state == DecisionState.OPEN
        Decision.objects.create(
            cycle=cycle, problem="Påhittat", action="Påhittat", owner="Påhittade",
            due_on=due_on, made_at=cycle.meets_at, made_by=self.user, state=state,
            closed_on=None if is_open else due_on + timedelta(days=self.lot.randint(-5, 5)),
            closed_by=None if is_open else self.user, came="" if is_open else "Påhittat",
        )  # fmt: skip

    def _promise(self) -> None:
        begins = self.day(date(2023, 1, 1))
        made = Promise.objects.create(
            municipality=self.town.municipality, title="Påhittat", text="Påhittat",
            begins_on=begins, ends_on=begins + timedelta(days=self.lot.randint(60, 800)),
            made_at=self.instant(BEGINS), made_by=self.user,
        )  # fmt: skip
        problem = Problem.objects.create(
            promise=made, title="Påhittat", text="Påhittat", where="Påhittat",
            noted_at=self.instant(BEGINS), noted_by=self.user,
        )  # fmt: skip
        goal = Goal.objects.create(
            promise=made, text="Påhittat", measured_by="Påhittat", unit=Unit.NUMBER,
            direction=GoalDirection.UP, target=1, by_when=ENDS,
            noted_at=self.instant(BEGINS), noted_by=self.user,
        )  # fmt: skip
        if self.maybe(0.6):
            GoalBaseline.objects.create(
                goal=goal, of="2020", value=0, source="Påhittat", definition="Påhittat",
                why="Påhittat", noted_at=self.instant(BEGINS), noted_by=self.user,
            )  # fmt: skip
        for _ in range(self.lot.randint(0, 4)):
            state = self.lot.choice(list(ActivityState))
            indicator = self.lot.choice(["", "KW1"])
            Activity.objects.create(
                promise=made, problem=problem, goal=self.lot.choice([None, goal]),
                title="Påhittat", owner=self.user, due_on=self.day(), indicator=indicator,
                why_no_indicator="" if indicator else "Påhittat", state=state,
                closed_on=self.day() if state in CLOSED else None,
                made_at=self.instant(self.day()), made_by=self.user,
            )  # fmt: skip
        for last, due in (
            (date(2025, 6, 30), date(2025, 8, 15)), (date(2025, 12, 31), date(2026, 2, 15)),
        ):  # fmt: skip
            self._follow_ups(last, due)

    def _follow_ups(self, last: date, due: date) -> None:
        there = FollowUp.objects.filter(municipality=self.town.municipality, last=last)
        for revision in range(there.count() + 1, self.lot.randint(0, 2) + 1):
            state = self.lot.choice([FollowUpState.PUBLISHED, FollowUpState.RETURNED])
            at = self.instant(due + timedelta(days=self.lot.randint(-2, 4)))
            FollowUp.objects.create(
                municipality=self.town.municipality, last=last,
                first=last.replace(month=last.month - 5, day=1), revision=revision,
                reason="Påhittat", due_on=due + timedelta(days=self.lot.randint(0, 2)),
                contact="Påhittat", state=state, content={}, fingerprint="0" * 64,
                made_at=at, made_by=self.user, frozen_at=at, frozen_by=self.user,
                published_at=at if state == FollowUpState.PUBLISHED else None,
            )  # fmt: skip

    def _item(self) -> None:
        item = Item.objects.create(
            municipality=self.town.municipality, kind=ItemKind.LINK, title="Påhittat",
            owner=self.user, author=self.user, made_at=self.instant(BEGINS),
            dated_on=self.day(date(2021, 1, 1)), reason="Påhittat",
            state=self.lot.choice([ItemState.APPROVED] * 3 + [ItemState.WITHDRAWN]),
            decided_by=self.other, decided_at=self.instant(self.day()),
        )  # fmt: skip
        for attribute in self.lot.sample(["W1", "W3", "M2", "E5"], 2):
            Placement.objects.create(
                item=item, scheme_id="pf-28", attribute=attribute,
                zone=self.lot.choice(["", "17-20", "02-05"]),
            )  # fmt: skip

    def _venue(self) -> Venue:
        lot = self.lot
        begins = self.day(date(2019, 1, 1))
        venue = Venue.objects.create(
            municipality=self.town.municipality, name=f"Påhittad {lot.random()}",
            business_kind=lot.choice(list(BusinessKind)),
            latitude=lot.choice([63.18, 63.5, 63.17]), longitude=14.63,
            entry_age=lot.choice([None, 18, 23]),
            annual_sales_sek=lot.choice([None, 500_000, 5_000_000]),
            started_on=begins if self.maybe(0.7) else None,
            ended_on=begins + timedelta(days=lot.randint(1, 3000))
            if self.maybe(0.2) else None,
        )  # fmt: skip
        for version in range(lot.randint(0, 2)):
            valid_from = self.day(date(2022, 1, 1)) if self.maybe(0.8) else None
            Licence.objects.create(
                venue=venue, version=version + 1, duration=lot.choice(list(Duration)),
                audiences=lot.sample(list(Audience), lot.randint(1, 2)),
                max_persons=lot.choice([None, 60, 300]),
                serving_until_minute=lot.choice([None, 1500, 1620, 1700]),
                valid_from=valid_from,
                valid_to=(valid_from or BEGINS) + timedelta(days=lot.randint(0, 700))
                if self.maybe(0.5) else None,
            )  # fmt: skip
        if self.maybe(0.6):
            holder = Holder.objects.create(
                municipality=self.town.municipality, name="Påhittade AB",
                form=HolderForm.LEGAL_PERSON,
            )  # fmt: skip
            Assignment.objects.create(venue=venue, holder=holder, valid_from=self.day())
        return venue

    def _visit(self, venues: list[Venue], before: list[Visit]) -> Visit:
        at = self.instant(self.day())
        heads = {visit.same_as_id for visit in before}
        free = [one for one in before if one.same_as is None and one.pk not in heads]
        twin = self.lot.choice(free) if free and self.maybe(0.15) else None
        venue = twin.venue if twin else self.lot.choice(venues)
        visit = Visit.objects.create(
            id=uuid7(), municipality=self.town.municipality, venue=venue,
            kind=twin.kind if twin else self.lot.choice([*VisitKind, VisitKind.OUTER]),
            checklist=self.checklist, started_by=uuid7(),
            started_at=twin.started_at if twin else at,
            night=twin.night if twin else night_or_civil_date(at), same_as=twin,
        )  # fmt: skip
        for agency in self.town.agencies.values():
            if self.maybe(0.6):
                self._section(visit, agency)
        Section.objects.create(visit=visit, code="common", venue=venue)
        return visit

    def _section(self, visit: Visit, agency: Agency) -> None:
        is_sealed = self.maybe(0.85)
        section = Section.objects.create(
            visit=visit, code=agency.code, venue=visit.venue, agency=agency,
            visited_on=visit.night if is_sealed or self.maybe(0.5) else None,
            sealed_at=visit.started_at if is_sealed else None,
            sealed_by=self.user if is_sealed else None,
            seal=f"{uuid7()}" if is_sealed else None,
        )  # fmt: skip
        if not is_sealed:
            return
        for item in self.lot.sample(ITEMS, self.lot.randint(0, len(ITEMS))):
            value = self.lot.choice(VALUES)
            Answer.objects.create(section=section, item=item, value=value)
            for _ in range(self.lot.randint(1, 2) if value == "finding" else 0):
                self._finding(section, agency, visit, item)
        for _ in range(self.lot.randint(0, 3)):
            serving = self.lot.choice([None, 0, 3, 8])
            HeadCount.objects.create(
                section=section, entry=uuid7(),
                at=visit.started_at + timedelta(minutes=self.lot.randint(0, 3)),
                guests=self.lot.choice([None, 40, 61, 280, 400]), serving=serving,
                trained=None if serving is None else self.lot.randint(0, serving),
            )  # fmt: skip

    def _finding(
        self, section: Section, agency: Agency, visit: Visit, item: str
    ) -> None:
        finding: UUID = uuid7()
        severity = self.lot.choice(list(Severity))
        found_on = visit.started_at.astimezone(LOCAL).date()
        Finding.objects.create(
            finding=finding, section=section, agency=agency, venue=visit.venue,
            night=visit.night, item=item, severity=severity, follow_up="F2",
            text="Påhittat", corrected_on_site=self.maybe(0.3), found_on=found_on,
        )  # fmt: skip
        closed = self.maybe(0.6)
        Obligation.objects.create(
            finding=finding, agency=agency, venue=visit.venue, visit=visit.pk, item=item,
            severity=severity, follow_up="F2", night=visit.night, found_on=found_on,
            due_on=found_on + timedelta(days=self.lot.randint(0, 40))
            if self.maybe(0.9) else None,
            state=ObligationState.CLOSED if closed else ObligationState.OPEN,
            outcome=self.lot.choice(list(Outcome)) if closed else "",
            opened_at=visit.started_at,
            closed_at=visit.started_at + timedelta(hours=self.lot.randint(0, 1200))
            if closed else None,
        )  # fmt: skip

    def _round(self, visits: list[Visit]) -> None:
        for visit in visits:
            if self.maybe(0.5):
                continue
            made = Round.objects.create(
                agency=self.lot.choice(list(self.town.agencies.values())),
                night=visit.night, made_by=self.user, made_at=visit.started_at,
                state=self.lot.choice([RoundState.SET, RoundState.SET, RoundState.PLANNED]),
            )  # fmt: skip
            team = Team.objects.create(
                round=made, name="Ett", starts_at=visit.started_at,
                ends_at=visit.started_at + timedelta(hours=5),
                latitude=63.18, longitude=14.63,
            )  # fmt: skip
            Stop.objects.create(
                round=made, team=team, venue=visit.venue, kind=StopKind.ORDINARY,
                place=1, arrives_at=visit.started_at, begins_at=visit.started_at,
                leaves_at=visit.started_at + timedelta(hours=1),
                is_random=self.maybe(0.5),
            )  # fmt: skip

    def _case(self, venue: Venue) -> None:
        state = self.lot.choice(
            [CaseState.OPENED, CaseState.FINAL, CaseState.APPEALED, CaseState.SERVED]
        )
        is_decided = state != CaseState.OPENED
        decided_on = self.day()
        number = Case.objects.count() + 1
        Case.objects.create(
            agency=self.town.agencies["licensing"], year=2026, number=number,
            venue=venue, party="Påhittade AB",
            ladder=self.lot.choice(["alcohol", "alcohol", "tobacco"]),
            breach_on=decided_on, matter="Påhittat", opened_on=decided_on,
            opened_by=self.user, state=state,
            measure=self.lot.choice(["erinran", "varning"]) if is_decided else "",
            decided_on=decided_on if is_decided else None,
        )  # fmt: skip

    def _tip(self, venue: Venue) -> None:
        Tip.objects.create(
            agency=self.lot.choice(list(self.town.agencies.values())), venue=venue,
            source=TipSource.PUBLIC, received_on=self.day(), text="Påhittat",
            noted_at=self.instant(self.day()), noted_by=self.user,
            state=TipState.CONFIRMED, judged_at=self.instant(self.day()),
        )  # fmt: skip

    def _training(self, venues: list[Venue]) -> None:
        courses = []
        for number, kind in enumerate((CourseKind.AAS, CourseKind.DRUGS)):
            diploma = Diploma.objects.create(
                municipality=self.town.municipality, code="AB"[number] * 3,
                name_sv="Påhittat", name_en="Made up",
            )  # fmt: skip
            courses.append(
                Course.objects.create(
                    municipality=self.town.municipality,
                    kind=kind,
                    diploma=diploma,
                    name_sv=f"Kurs {number}",
                    name_en=f"Course {number}",
                    has_test=self.maybe(0.5),
                )
            )
        people = [
            Person.objects.create(
                municipality=self.town.municipality, name=f"Påhittad {number}",
                made_at=self.instant(BEGINS),
            )
            for number in range(self.lot.randint(0, 6))
        ]  # fmt: skip
        for person in people:
            self._staff(person, venues, courses)
        for _ in range(self.lot.randint(0, 3) if people else 0):
            self._session(people, self.lot.choice(courses))

    def _staff(
        self, person: Person, venues: list[Venue], courses: list[Course]
    ) -> None:
        for venue in self.lot.sample(venues, min(len(venues), 2)):
            starts = self.day()
            Employment.objects.create(
                person=person, venue=venue, role=self.lot.choice(list(StaffRole)),
                started_on=starts, consented_on=starts,
                ended_on=starts + timedelta(days=self.lot.randint(0, 300))
                if self.maybe(0.4) else None,
            )  # fmt: skip
        issued: set[tuple[int, date]] = set()
        for number in range(self.lot.randint(0, 3)):
            issued_on, course = self.day(), self.lot.choice(courses)
            if (course.pk, issued_on) in issued:
                continue
            issued.add((course.pk, issued_on))
            Certificate.objects.create(
                number=f"{person.pk}"[-12:] + f"-{number}", person=person,
                diploma=course.diploma, issued_on=issued_on,
                valid_until=issued_on + timedelta(days=self.lot.randint(0, 500))
                if self.maybe(0.8) else None,
                revoked_at=self.instant(self.day()) if self.maybe(0.2) else None,
            )  # fmt: skip

    def _session(self, people: list[Person], course: Course) -> None:
        starts = self.instant(self.day())
        session = Session.objects.create(
            course=course, place="Påhittat", capacity=20, made_by=self.user,
            made_at=starts, cancelled_at=starts if self.maybe(0.2) else None,
        )  # fmt: skip
        days = [
            SessionDay.objects.create(
                session=session, number=number + 1,
                starts_at=starts + timedelta(days=number),
                ends_at=starts + timedelta(days=number, hours=4),
            )
            for number in range(self.lot.randint(1, 2))
        ]  # fmt: skip
        for kind in (AgencyKind.LICENSING, AgencyKind.POLICE):
            if self.maybe(0.6):
                Trainer.objects.create(
                    session=session, name="Påhittad",
                    agency=self.town.agencies[kind.value],
                )  # fmt: skip
        for person in self.lot.sample(people, self.lot.randint(0, len(people))):
            row = Enrolment.objects.create(
                session=session, person=person, gender=self.lot.choice(list(Gender)),
                state=self.lot.choice([EnrolmentState.BOOKED] * 3 + [EnrolmentState.WAITING]),
                asked_at=starts, booked_at=starts,
            )  # fmt: skip
            for day in days:
                if self.maybe(0.8):
                    Attendance.objects.create(
                        enrolment=row, day=day, noted_at=starts, noted_by=self.user
                    )
            for attempt in range(self.lot.randint(0, 2)):
                is_in = self.maybe(0.8)
                Sitting.objects.create(
                    enrolment=row, attempt=attempt + 1, began_at=starts, ends_at=starts,
                    handed_in_at=starts if is_in else None,
                    passed=self.maybe(0.6) if is_in else None,
                )  # fmt: skip
