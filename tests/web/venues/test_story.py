"""What a venue's page tells of it, and to whom."""

from datetime import date

import pytest

from accounts.models import User
from cases.models import Case
from inspections.models import TipSource
from inspections.services.tips import note_tip
from tests.conftest import Town
from venues.models import Venue
from web.venues.story import EventKind, story_of

pytestmark = pytest.mark.django_db


def test_tips_and_cases_are_part_of_it_for_those_who_may_read_them(
    venue: Venue, ines: User, petra: User, ostersund: Town
) -> None:
    agency = ostersund.agencies["licensing"]
    note_tip(
        user=ines, agency=agency, venue=venue, source=TipSource.NEIGHBOUR,
        text="Slagsmål i kön", received_on=date(2026, 11, 1),
    )  # fmt: skip
    Case.objects.create(
        agency=agency, year=2026, number=7, venue=venue, party="Påhitt AB",
        ladder="alcohol", breach_on=date(2026, 11, 1), matter="Servering",
        opened_on=date(2026, 11, 2), opened_by=ines, state="decided",
        measure="varning", ground="breach", decided_on=date(2026, 11, 10),
    )  # fmt: skip
    told = [(one.on.day, one.kind) for one in story_of(ines, venue, "")]
    assert told == [(10, "case"), (2, "case"), (1, "tip")]
    assert story_of(petra, venue, "") == []
    assert {one.kind for one in story_of(ines, venue, "case")} == {EventKind.CASE}
