import pytest
import time_machine

from accounts.models import User
from core.models import Letter
from portal.services.yearly_report import remind_of_reports
from venues.models import Licence, Venue


@pytest.mark.parametrize(
    ("day", "letters"),
    [("2027-01-29", 0), ("2027-01-30", 1), ("2027-02-22", 1), ("2027-03-02", 0)],
)
def test_the_report_is_recalled_before_the_first_of_march(
    day: str, letters: int, venue: Venue, vera: User
) -> None:
    Licence.objects.create(venue=venue, duration="permanent")
    with time_machine.travel(f"{day}T09:00:00+01:00", tick=False):
        remind_of_reports()
        remind_of_reports()
    assert Letter.objects.filter(to=vera.email).count() == letters


def test_who_has_no_permanent_licence_is_not_reminded(venue: Venue, vera: User) -> None:
    Licence.objects.create(venue=venue, duration="temporary")
    with time_machine.travel("2027-02-22T09:00:00+01:00", tick=False):
        assert remind_of_reports() == 0
