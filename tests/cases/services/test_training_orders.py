from datetime import timedelta

import pytest

from accounts.models import User
from cases.models import TrainingOrder
from cases.services.training_orders import (
    meet_training_orders,
    order_training,
    withdraw_order,
)
from core import clock
from core.errors import Invalid, NotFound
from inspections.models import Obligation
from tests.conftest import Town
from tests.inspections.story import Story
from tests.portal.premises import given, holder, vera
from tests.training.school import School, make_school, works_at
from training.models import Person, StaffRole
from training.services.certifying import issue, revoke_certificate
from venues.models import Venue

__all__ = ["given", "holder", "vera"]


@pytest.fixture
def school(ostersund: Town, karin: User) -> School:
    return make_school(ostersund, karin)


@pytest.fixture
def finding(given: Story) -> Obligation:
    return Obligation.objects.get()


def passes(school: School, person: Person) -> object:
    return issue(
        person=person, diploma=school.diploma, issued_on=clock.today(), until=None,
        by=school.organiser,
    )  # fmt: skip


def test_the_finding_is_closed_when_so_many_have_passed(
    finding: Obligation, karin: User, school: School, venue: Venue
) -> None:
    staff = [school.person(name) for name in "AB"]
    for person in staff:
        works_at(venue, person)
    order_training(
        user=karin, finding=finding.finding, diploma=school.diploma, wanted=2
    )
    passes(school, staff[0])
    assert meet_training_orders() == 0
    passes(school, staff[1])
    assert meet_training_orders() == 1
    assert meet_training_orders() == 0
    finding.refresh_from_db()
    assert (finding.state, finding.outcome) == ("closed", "trained")


def test_what_was_passed_before_elsewhere_or_in_another_role_does_not_count(
    finding: Obligation, karin: User, school: School, venue: Venue
) -> None:
    before, elsewhere, kitchen, imported, taken_back = (
        school.person(name) for name in "ABCDE"
    )
    for person in (before, imported, taken_back):
        works_at(venue, person)
    works_at(venue, kitchen, StaffRole.KITCHEN)
    order_training(
        user=karin, finding=finding.finding, diploma=school.diploma, wanted=1,
        roles=[StaffRole.SERVING],
    )  # fmt: skip
    issue(
        person=before, diploma=school.diploma, until=None, by=karin,
        issued_on=clock.today() - timedelta(days=1),
    )  # fmt: skip
    issue(
        person=imported, diploma=school.diploma, until=None, by=karin,
        issued_on=clock.today(), origin="gammalt.csv",
    )  # fmt: skip
    passes(school, elsewhere)
    passes(school, kitchen)
    gone = passes(school, taken_back)
    revoke_certificate(user=karin, certificate=gone.pk, why="Av misstag")  # type: ignore[attr-defined]
    assert meet_training_orders() == 0


def test_an_order_is_given_once_and_may_be_taken_back(
    finding: Obligation, karin: User, petra: User, school: School
) -> None:
    asked = {"finding": finding.finding, "diploma": school.diploma, "wanted": 1}
    order = order_training(user=karin, **asked)
    with pytest.raises(Invalid):
        order_training(user=karin, **asked)
    with pytest.raises(NotFound):
        withdraw_order(user=petra, order=order.pk)
    withdraw_order(user=karin, order=order.pk)
    assert order_training(user=karin, **asked).waits
    assert TrainingOrder.objects.count() == 2
