"""The statement says of every night what the rule says."""

import random
from collections import defaultdict
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core import clock
from tests.conftest import Town, make_town
from tests.training.school import School
from training.models import (
    Certificate,
    Diploma,
    Employment,
    Person,
    Requirement,
    Scope,
    Shift,
    StaffRole,
)
from training.queries import coverage as module
from training.queries.coverage import coverage_between, managers_between
from training.rules.coverage import (
    Demand,
    Held,
    OnDuty,
    Verdict,
    coverage,
    without_manager,
)
from venues.models import Licence, ServingHours, Venue

FIRST = date(2026, 11, 27)
NIGHTS = 9


def make_history(seed: int, town: Town, user: User) -> None:
    """A few venues, people, diplomas, rosters and requirements, all drawn."""
    lot = random.Random(seed)
    diplomas = [
        Diploma.objects.create(
            municipality=town.municipality,
            code=f"D{'XY'[one]}",
            name_sv="x",
            name_en="x",
        )
        for one in range(2)
    ]
    for number in range(4):
        venue = Venue.objects.create(
            municipality=town.municipality, name=f"Krogen {seed} {number}",
            ended_on=FIRST if lot.random() < 0.1 else None,
        )  # fmt: skip
        _licences(lot, venue)
        _staff(lot, venue, town, diplomas)
        if lot.random() < 0.6:
            _requirement(lot, town, user, diplomas, venue)
    for _one in range(2):
        _requirement(lot, town, user, diplomas, None)


def _licences(lot: random.Random, venue: Venue) -> None:
    for version in range(1, lot.randint(1, 3)):
        begins = FIRST + timedelta(days=lot.randint(-20, 5))
        licence = Licence.objects.create(
            venue=venue, version=version, duration="permanent",
            valid_from=begins if lot.random() < 0.7 else None,
            valid_to=begins + timedelta(days=lot.randint(0, 20))
            if lot.random() < 0.3 else None,
        )  # fmt: skip
        if lot.random() < 0.25:
            continue  # the law's own hours
        for weekday in lot.sample(range(7), lot.randint(1, 7)):
            for space in lot.sample(["indoor", "outdoor", "closed_party"], 2):
                opens = lot.choice([660, 900, 1080])
                ServingHours.objects.create(
                    licence=licence, space=space, weekday=weekday, opens_minute=opens,
                    closes_minute=opens + lot.choice([240, 480, 900]),
                )  # fmt: skip


def _staff(
    lot: random.Random, venue: Venue, town: Town, diplomas: list[Diploma]
) -> None:
    for number in range(lot.randint(0, 5)):
        person = Person.objects.create(
            municipality=town.municipality, name=f"P{number}", made_at=clock.now()
        )
        for diploma in lot.sample(diplomas, lot.randint(0, 2)):
            issued = FIRST - timedelta(days=lot.randint(-5, 400))
            until = max(issued, FIRST + timedelta(days=lot.randint(-3, 12)))
            Certificate.objects.create(
                number=f"{person.pk}{diploma.pk}"[-24:], person=person, diploma=diploma,
                issued_on=issued, valid_until=until if lot.random() < 0.8 else None,
                revoked_at=clock.now() if lot.random() < 0.1 else None,
            )  # fmt: skip
        for role in lot.sample(list(StaffRole), lot.randint(1, 2)):
            row = Employment.objects.create(
                person=person, venue=venue, role=role, started_on=FIRST,
                consented_on=FIRST,
            )  # fmt: skip
            _shifts(lot, row)


def _shifts(lot: random.Random, row: Employment) -> None:
    for day in range(NIGHTS):
        for starts in lot.sample([600, 1020, 1200, 1430], lot.randint(0, 2)):
            Shift.objects.create(
                employment=row, venue=row.venue, night=FIRST + timedelta(days=day),
                starts_minute=starts, ends_minute=starts + lot.choice([10, 240, 480]),
            )  # fmt: skip


def _requirement(
    lot: random.Random,
    town: Town,
    user: User,
    diplomas: list[Diploma],
    venue: Venue | None,
) -> None:
    scope = lot.choice(list(Scope))
    begins = FIRST + timedelta(days=lot.randint(-10, 4))
    Requirement.objects.create(
        municipality=town.municipality, venue=venue, diploma=lot.choice(diplomas),
        scope=scope, percent=lot.randint(1, 100) if scope == Scope.SHARE else None,
        roles=lot.sample(list(StaffRole), 2) if scope == Scope.ROLES else [],
        after_minute=lot.choice([None, 1200, 1440]), basis="Påhitt", valid_from=begins,
        valid_to=begins + timedelta(days=lot.randint(0, 9)) if lot.random() < 0.5 else None,
        noted_by=user,
    )  # fmt: skip


def hours_by_rule(venue: Venue, night: date) -> tuple[int, int] | None:
    licence = (
        Licence.objects.valid_on(night).filter(venue=venue).order_by("version").last()
    )
    if licence is None or venue.ended_on is not None:
        return None
    known = [one for one in licence.hours.all() if one.space != "closed_party"]
    if not known:
        return 660, 1500
    there = [one for one in known if one.weekday == night.weekday()]
    if not there:
        return None
    return min(o.opens_minute for o in there), max(o.closes_minute for o in there)


def roster_of(venue: Venue, night: date) -> list[OnDuty]:
    found = []
    for shift in Shift.objects.filter(venue=venue, night=night).select_related(
        "employment"
    ):
        person = shift.employment.person
        held = [
            Held(one.diploma_id, one.issued_on, one.valid_until)
            for one in person.certificates.filter(revoked_at=None)
        ]
        found.append(
            OnDuty(
                str(person.pk), shift.employment.role, shift.starts_minute,
                shift.ends_minute, held,
            )
        )  # fmt: skip
    return found


def by_rule(town: Town) -> tuple[dict[object, object], dict[object, object]]:
    """The same by the slow rule, venue by venue and night by night."""
    answers: dict[object, object] = {}
    managers: dict[object, object] = {}
    for venue in Venue.objects.filter(municipality=town.municipality):
        for night in (FIRST + timedelta(days=one) for one in range(NIGHTS)):
            serving = hours_by_rule(venue, night)
            if serving is None:
                continue
            roster = roster_of(venue, night)
            gaps = without_manager(roster, *serving)
            managers[venue.pk, night] = (*serving, sum(e - b for b, e in gaps))
            for row in Requirement.objects.filter(municipality=town.municipality):
                if row.venue_id not in {None, venue.pk} or not (
                    row.valid_from <= night <= (row.valid_to or date.max)
                ):
                    continue
                demand = Demand(
                    row.diploma_id, row.scope, row.percent or 100, frozenset(row.roles),
                    row.after_minute,
                )  # fmt: skip
                found = coverage(demand, roster, night, serving[1])
                if found.verdict is not Verdict.NOT_ASKED:
                    answers[venue.pk, night, row.pk] = found.verdict
    return answers, managers


def by_statement(town: Town) -> tuple[dict[object, object], dict[object, object]]:
    rows = coverage_between(town.municipality.pk, FIRST, NIGHTS)
    hours = managers_between(town.municipality.pk, FIRST, NIGHTS)
    return (
        {(row.venue, row.night, row.requirement): row.verdict for row in rows},
        {
            (row.venue, row.night): (row.opens, row.closes, row.uncovered)
            for row in hours
        },
    )


@pytest.mark.parametrize("seed", range(12))
def test_the_statement_and_the_rule_agree_on_drawn_histories(
    seed: int, ostersund: Town, ines: User
) -> None:
    make_history(seed, ostersund, ines)
    assert by_statement(ostersund) == by_rule(ostersund)


def test_the_drawn_histories_hold_every_verdict(ostersund: Town, ines: User) -> None:
    seen = defaultdict(int)
    for seed in range(3):
        town = make_town(f"99{seed:02}", f"Påhitt {seed}")
        make_history(seed, town, ines)
        for verdict in by_statement(town)[0].values():
            seen[verdict] += 1
    assert set(seen) == {Verdict.COVERED, Verdict.SHORT, Verdict.NO_ROSTER}


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("c.revoked_at IS NULL", "1 = 1"),
        ("THEN o.next_day ELSE o.night END", "THEN o.night ELSE o.night END"),
        ("(h.asked * d.percent + 99) / 100", "(h.asked * d.percent) / 100"),
        ("AND (d.after_minute IS NULL OR s.ends_minute > d.after_minute)", ""),
        ("AND (l.valid_to IS NULL OR l.valid_to >= n.night)", ""),
        ("ORDER BY l.version DESC", "ORDER BY l.version"),
    ],
)
def test_a_slip_in_the_statement_would_be_found(
    right: str, wrong: str, ostersund: Town, ines: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert right in module._REQUIREMENTS
    monkeypatch.setattr(
        module, "_REQUIREMENTS", module._REQUIREMENTS.replace(right, wrong)
    )
    for seed in range(12):
        town = make_town(f"99{seed:02}", f"Påhitt {seed}")
        make_history(seed, town, ines)
        if by_statement(town)[0] != by_rule(town)[0]:
            return
    pytest.fail("No drawn history shows the slip.")


def test_two_statements_answer_whatever_is_asked(school: School, venue: Venue) -> None:
    with CaptureQueriesContext(connection) as asked:
        coverage_between("2380", FIRST, 14)
        managers_between("2380", FIRST, 14, [venue.pk])
    assert len(asked) == 2


def test_another_municipalitys_venues_are_not_told(
    ostersund: Town, sundsvall: Town, ines: User
) -> None:
    make_history(1, sundsvall, ines)
    assert coverage_between("2380", FIRST, NIGHTS) == []
    assert managers_between("2380", FIRST, NIGHTS) == []
