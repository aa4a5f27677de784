from datetime import date, timedelta

import pytest
import time_machine
from django.db import transaction
from django.db.utils import IntegrityError
from django.utils.translation import override

from accounts.models import Membership, Role, User
from core import clock
from core.errors import Invalid, NotAllowed, NotFound
from core.models import Letter
from evidence.models import Certification, Milestone
from evidence.services.certification import (
    add_milestone,
    begin_certification,
    finish_milestone,
    plan_milestone,
)
from evidence.services.milestone_reminders import remind_of_milestones
from tests.conftest import Town, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(karin: User, ostersund: Town) -> Certification:
    return begin_certification(
        user=karin, municipality=ostersund.municipality, title="Purple Flag 2027"
    )


def step(of: Certification, place: int = 1) -> Milestone:
    return of.milestones.get(place=place)


def test_a_round_begins_with_every_step_from_registration_to_renewal(
    begun: Certification,
) -> None:
    with override("sv"):
        names = [one.name for one in begun.milestones.all()]
    assert len(names) == 12
    assert (names[0], names[4], names[-1]) == (
        "Anmälan och avgift", "Egen vandring genom kvällen och natten", "Förnyelse",
    )  # fmt: skip
    with override("en"):
        assert step(begun, 10).name == "The panel’s decision"


def test_who_answers_for_a_step_is_reminded_once_before_and_once_after_its_day(
    begun: Certification, karin: User, ines: User
) -> None:
    day = clock.today() + timedelta(days=30)
    plan_milestone(user=karin, milestone=step(begun).pk, due_on=day, owner=ines)
    assert remind_of_milestones() == 0
    for left, letters in ((14, 1), (13, 1), (0, 1), (-1, 2), (-9, 2)):
        with time_machine.travel(day - timedelta(days=left), tick=False):
            remind_of_milestones()
        assert Letter.objects.filter(to=ines.email).count() == letters
    moved = day + timedelta(days=60)
    plan_milestone(user=karin, milestone=step(begun).pk, due_on=moved, owner=ines)
    with time_machine.travel(moved, tick=False):
        remind_of_milestones()
    assert Letter.objects.filter(to=ines.email).count() == 3


def test_what_is_done_is_not_reminded_of_and_can_be_opened_again(
    begun: Certification, karin: User, ines: User
) -> None:
    row = step(begun)
    plan_milestone(user=karin, milestone=row.pk, due_on=clock.today(), owner=ines)
    finish_milestone(user=ines, milestone=row.pk, done_on=clock.today(), note=" Klart ")
    row.refresh_from_db()
    assert (row.done_by, row.note) == (ines, "Klart")
    assert remind_of_milestones() == 0
    finish_milestone(user=ines, milestone=row.pk, done_on=None, note="")
    row.refresh_from_db()
    assert (row.done_on, row.done_by) == (None, None)
    assert remind_of_milestones() == 1


def test_only_who_leads_plans_and_only_who_answers_or_leads_finishes(
    begun: Certification, ines: User, karin: User, ostersund: Town
) -> None:
    row = step(begun)
    with pytest.raises(NotAllowed):
        plan_milestone(user=ines, milestone=row.pk, due_on=None, owner=None)
    with pytest.raises(NotAllowed):
        finish_milestone(user=ines, milestone=row.pk, done_on=clock.today(), note="")
    with pytest.raises(NotAllowed):
        add_milestone(user=ines, certification=begun.pk, name="Eget")
    with pytest.raises(NotAllowed):
        begin_certification(
            user=ines, municipality=ostersund.municipality, title="Annan"
        )
    finish_milestone(user=karin, milestone=row.pk, done_on=clock.today(), note="")
    nobody = make_person("Nils", ostersund, "licensing", Role.TRAINER)
    with pytest.raises(NotFound):
        finish_milestone(user=nobody, milestone=row.pk, done_on=None, note="")


def test_a_day_to_come_is_not_done_and_a_stranger_answers_for_nothing(
    begun: Certification, karin: User, ostersund: Town
) -> None:
    row, ahead = step(begun), clock.today() + timedelta(days=1)
    with pytest.raises(Invalid):
        finish_milestone(user=karin, milestone=row.pk, done_on=ahead, note="")
    with pytest.raises(Invalid):
        plan_milestone(
            user=karin, milestone=row.pk, due_on=date(2199, 1, 1), owner=None
        )
    trainer = make_person("Tore", ostersund, "licensing", Role.TRAINER)
    with pytest.raises(Invalid):
        plan_milestone(user=karin, milestone=row.pk, due_on=None, owner=trainer)


def test_a_step_of_ones_own_comes_last(begun: Certification, karin: User) -> None:
    row = add_milestone(user=karin, certification=begun.pk, name="Ceremoni")
    assert (row.place, row.name) == (13, "Ceremoni")


def test_the_database_itself_wants_somebody_behind_what_is_done(
    begun: Certification,
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Milestone.objects.filter(place=1).update(done_on=clock.today())


def test_another_owner_is_reminded_on_the_same_day(
    begun: Certification, karin: User, ines: User
) -> None:
    day = clock.today()
    for owner in (ines, karin):
        plan_milestone(user=karin, milestone=step(begun).pk, due_on=day, owner=owner)
        remind_of_milestones()
    assert set(Letter.objects.values_list("to", flat=True)) == {ines.email, karin.email}


def test_who_may_not_see_the_round_does_not_answer_for_a_step(
    begun: Certification, karin: User, ines: User, ostersund: Town
) -> None:
    partner = make_person("Berit", ostersund, "licensing")
    Membership.objects.create(
        user=partner, municipality=ostersund.municipality, role=Role.PARTNER,
        started_on="2020-01-01",
    )  # fmt: skip
    row = step(begun)
    with pytest.raises(Invalid):
        plan_milestone(user=karin, milestone=row.pk, due_on=None, owner=partner)
    plan_milestone(user=karin, milestone=row.pk, due_on=clock.today(), owner=ines)
    ines.memberships.update(ended_on=clock.today() - timedelta(days=1))
    remind_of_milestones()
    assert not Letter.objects.filter(to=ines.email).exists()
