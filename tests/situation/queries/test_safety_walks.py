from datetime import timedelta

import pytest

from accounts.models import User
from core import clock
from situation.models import MeasureState, WalksFor
from situation.queries.safety_walks import (
    checks_of,
    measures_visible_to,
    safety_walks_visible_to,
)
from situation.rules.gender_checks import Check
from situation.services.measures import move_measure
from tests.conftest import Town
from tests.situation.walking import measure, planned, saw, walked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


def test_walks_and_measures_are_the_towns_to_see(
    karin: User, ines: User, sten: User, ostersund: Town
) -> None:
    row = walked(karin, ostersund)
    made = measure(karin, row)
    assert list(safety_walks_visible_to(ines)) == [row]
    assert list(measures_visible_to(ines)) == [made]
    assert not safety_walks_visible_to(sten).exists()
    assert not measures_visible_to(sten).exists()


def test_the_checks_ask_the_walks_that_were_walked_within_the_days(
    karin: User, ostersund: Town
) -> None:
    row = walked(karin, ostersund, walks_for=WalksFor.WOMEN_LED)
    first = row.walk.points.get()
    saw(karin, row, for_whom=[], text="Öde")
    saw(karin, row, feels="safe", for_whom=[], text="Bra ljus")
    planned(karin, ostersund)
    one = measure(karin, row, first)
    today = clock.today()

    def checks() -> object:
        return checks_of(ostersund.municipality, today, today)

    said = checks_of(ostersund.municipality, today, today)
    assert said.women == Check(6, 9, is_met=False)
    assert said.walks_of_women == Check(1, 1, is_met=True)
    assert said.points_with_whom == Check(1, 2, is_met=False)
    assert said.answered_for_women == Check(0, 1, is_met=None)
    move_measure(
        user=karin, measure=one.pk, state=MeasureState.DECIDED, on=today,
        due_on=today, words="",
    )  # fmt: skip
    assert (
        checks_of(ostersund.municipality, today, today).answered_for_women.counted == 1
    )
    before = today - timedelta(days=1)
    assert checks_of(ostersund.municipality, before, before).women == Check(0, 0, None)
