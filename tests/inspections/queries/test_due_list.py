import random
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from core.identifiers import uuid7
from inspections.models import Finding, Obligation, Section, Severity, Tip, Visit
from inspections.queries.due_list import due_list, due_with_reasons
from tests.conftest import Town
from tests.inspections.story import Story
from venues.models import Assignment, BusinessKind, Holder, Licence, Venue

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
NOTED = datetime(2026, 11, 1, tzinfo=UTC)


def some_day(chance: random.Random, back: int) -> date:
    return TODAY - timedelta(days=chance.randint(0, back))


def random_venue(town: Town, chance: random.Random) -> Venue:
    venue = Venue.objects.create(
        municipality=town.municipality,
        name=f"Påhitt {chance.random()}",
        business_kind=chance.choice(BusinessKind.values),
        entry_age=chance.choice([None, 18, 20, 23]),
        annual_sales_sek=chance.choice(
            [None, 0, 999_999, 1_000_000, 4_000_000, 9_000_000]
        ),
        started_on=chance.choice([None, some_day(chance, 900)]),
    )
    for version in range(1, chance.randint(0, 3) + 1):
        begins = chance.choice([None, some_day(chance, 400)])
        Licence.objects.create(
            venue=venue,
            version=version,
            duration="permanent",
            serving_until_minute=chance.choice(
                [None, 1380, 1500, 1501, 1560, 1620, 1700]
            ),
            max_persons=chance.choice([None, 40, 49, 50, 150, 499, 500]),
            valid_from=begins,
            valid_to=chance.choice([None, None, TODAY, TODAY - timedelta(days=1)])
            if begins is None
            else None,
        )
    for _number in range(chance.randint(0, 5)):
        judged = chance.choice([None, "confirmed", "confirmed", "unfounded"])
        Tip.objects.create(
            agency=town.agencies[chance.choice(["licensing", "police"])], venue=venue,
            source="public", text="Påhitt", received_on=some_day(chance, 500),
            noted_at=NOTED, noted_by=User.objects.get_or_create(email="t@example.test")[0],
            state=judged or "new", judged_at=NOTED if judged else None,
        )  # fmt: skip
    if chance.random() < 0.6:
        holder = Holder.objects.create(municipality=town.municipality, name="Påhitt AB")
        Assignment.objects.create(
            venue=venue,
            holder=holder,
            valid_from=chance.choice([None, some_day(chance, 500)]),
        )
    return venue


def random_visit(
    town: Town, venue: Venue, chance: random.Random, checklist: str
) -> None:
    night = some_day(chance, 900)
    visit = Visit.objects.create(
        id=uuid7(),
        municipality=town.municipality,
        venue=venue,
        kind="outer",
        checklist_id=checklist,
        started_by=uuid.uuid4(),
        started_at=datetime.combine(night, datetime.min.time(), UTC),
        night=night,
    )
    agency = town.agencies[chance.choice(["licensing", "licensing", "police"])]
    section = Section.objects.create(
        visit=visit,
        code=agency.code,
        agency=agency,
        venue=venue,
        visited_on=chance.choice([night, night, None]),
    )
    for _ in range(chance.randint(0, 3)):
        finding = uuid.uuid4()
        state = chance.choice([None, "open", "remedied", "accepted", "closed"])
        if state is not None:
            over = state == "closed"
            Obligation.objects.create(
                finding=finding, agency=agency, venue=venue, visit=visit.pk,
                item="ALK-03", severity="minor", follow_up="F2", night=night,
                found_on=night, state=state, outcome="accepted" if over else "",
                opened_at=visit.started_at, closed_at=visit.started_at if over else None,
            )  # fmt: skip
        Finding.objects.create(
            finding=finding,
            section=section,
            agency=agency,
            venue=venue,
            night=night,
            item="ALK-03",
            severity=chance.choice(Severity.values),
            follow_up=chance.choice(["F1", "F2", "F3", "F4", "F5"]),
            text="Påhitt",
            corrected_on_site=chance.random() < 0.3,
            found_on=night + timedelta(days=chance.randint(0, 1)),
        )


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 2**32))
def test_sql_and_python_read_the_same_table_and_agree(
    seed: int, ostersund: Town, checklist: str
) -> None:
    chance = random.Random(seed)
    venues = [random_venue(ostersund, chance) for _ in range(6)]
    for venue in venues:
        for _ in range(chance.randint(0, 4)):
            random_visit(ostersund, venue, chance, checklist)
    for code in ("licensing", "police"):
        agency = ostersund.agencies[code]
        rows = {row.venue: row for row in due_list(agency, TODAY)}
        for venue in venues:
            reasons, row = due_with_reasons(agency, venue, TODAY), rows[venue.pk]
            assert (row.points, row.risk_class) == (reasons.points, reasons.risk_class)
            assert (row.due_on, row.reason) == (reasons.due.on, reasons.due.reason)
            assert row.visited_on == reasons.visited_on


def test_the_list_is_in_order_and_can_be_paged(ostersund: Town) -> None:
    chance = random.Random(7)
    for _ in range(10):
        random_venue(ostersund, chance)
    whole = due_list(ostersund.agencies["licensing"], TODAY)
    pages = [
        row
        for offset in (0, 4, 8)
        for row in due_list(
            ostersund.agencies["licensing"], TODAY, limit=4, offset=offset
        )
    ]

    assert pages == whole
    assert [row.due_on for row in whole] == sorted(row.due_on for row in whole)


def test_ended_venues_and_other_municipalities_are_not_on_it(
    ostersund: Town, sundsvall: Town, venue: Venue
) -> None:
    ended = random_venue(ostersund, random.Random(1))
    ended.ended_on = TODAY
    ended.save()
    random_venue(sundsvall, random.Random(2))

    rows = due_list(ostersund.agencies["licensing"], TODAY)
    assert [row.venue for row in rows] == [venue.pk]


def test_a_visit_moves_the_venue_and_its_finding_brings_it_back_sooner(
    story: Story, petra: User, ostersund: Town, venue: Venue
) -> None:
    Venue.objects.update(started_on=date(2025, 1, 1))
    agency, police = ostersund.agencies["licensing"], ostersund.agencies["police"]
    before = due_list(agency, TODAY)[0]
    story.start().answer_the_rest("ALK-08")
    story.find("ALK-08", "Servering till märkbart påverkad")
    story.finish().send()
    visited = due_list(agency, TODAY)[0]
    story.seal()
    sealed = due_list(agency, TODAY)[0]

    assert (before.reason, before.due_on) == ("never_visited", date(2026, 1, 1))
    assert (visited.reason, visited.visited_on) == ("class", date(2026, 11, 20))
    assert (sealed.reason, sealed.due_on) == ("finding", date(2026, 11, 28))
    assert sealed.points == 4
    # The police's list knows nothing of what licensing saw.
    assert due_list(police, TODAY)[0] == before
