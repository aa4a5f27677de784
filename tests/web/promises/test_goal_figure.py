"""A published figure is noted as a goal's number by a button."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from promises.models import GoalReading
from tests.conftest import Town
from tests.evidence.services.test_goal_numbers import published
from tests.promises.town import goal, promise

pytestmark = pytest.mark.django_db


def test_a_coordinator_notes_it_and_a_reader_is_offered_nothing(
    karin: User, petra: User, ostersund: Town
) -> None:
    aim = goal(karin, promise(karin, ostersund), indicator="KI7")
    row = published(ostersund, karin)
    desk, reader = Client(), Client()
    desk.force_login(karin)
    reader.force_login(petra)
    page, deed = (
        reverse("goal_detail", args=[aim.pk]),
        reverse("goal_figure", args=[aim.pk, row.pk]),
    )
    assert deed in desk.get(page).content.decode()
    assert deed not in reader.get(page).content.decode()
    assert reader.post(deed).status_code == 404
    assert desk.post(deed)["Location"] == page
    assert GoalReading.objects.get().value == 0.25
    assert "publicerade nyckeltal 1" in desk.get(page).content.decode()
