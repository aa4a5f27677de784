from datetime import date

import pytest
import time_machine

from accounts.models import Membership, User
from cases.models import Authority, Case, Copy
from cases.services.reminders import remind_of_cases
from core.models import Letter
from tests.conftest import Town
from venues.models import Venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(ines: User, karin: User, ostersund: Town, venue: Venue) -> Case:
    return Case.objects.create(
        agency=ostersund.agencies["licensing"], year=2026, number=7, venue=venue,
        party="Påhitt AB", ladder="alcohol", breach_on=date(2026, 11, 1),
        matter="Servering till märkbart påverkade", opened_on=date(2026, 11, 2),
        opened_by=ines, state="communicated", answer_by=date(2026, 11, 20),
    )  # fmt: skip


def reminded(day: str) -> list[str]:
    with time_machine.travel(f"{day} 12:00", tick=False):
        remind_of_cases()
        remind_of_cases()  # another worker
    return sorted(Letter.objects.values_list("to", flat=True))


def test_the_day_after_the_time_to_answer_its_officer_hears_of_it_once(
    case: Case, ines: User
) -> None:
    assert reminded("2026-11-20") == []
    assert reminded("2026-11-21") == [ines.email]
    assert reminded("2026-12-21") == [ines.email]
    assert "Servering" not in Letter.objects.get().text
    Case.objects.update(answer_by=date(2026, 12, 24))  # communicated anew
    assert reminded("2026-12-25") == [ines.email, ines.email]


def test_who_has_left_hears_nothing_and_those_who_lead_do(
    case: Case, ines: User, karin: User
) -> None:
    Membership.objects.filter(user=ines).update(ended_on=date(2026, 11, 10))
    assert reminded("2026-11-21") == [karin.email]


def test_copies_that_are_not_sent_within_a_week_are_asked_for(
    case: Case, karin: User
) -> None:
    Case.objects.update(
        state="served", measure="varning", ground="breach", drafted_by=karin,
        decided_on=date(2026, 11, 10), served_on=date(2026, 11, 12),
        appeal_until=date(2026, 12, 3),
    )  # fmt: skip
    for one in (Authority.COUNTY, Authority.POLICE):
        Copy.objects.create(case=case, to=one)
    assert reminded("2026-11-17") == []
    assert reminded("2026-11-18") == [karin.email]
    Letter.objects.all().delete()
    Copy.objects.update(sent_on=date(2026, 11, 18))
    assert reminded("2026-11-19") == []
    assert reminded("2026-12-04") == [karin.email]  # nobody appealed
