from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core import clock
from evidence.models import Certification

pytestmark = pytest.mark.django_db


def test_a_round_is_begun_planned_and_worked_off(
    desk: Client, ines: User, karin: User
) -> None:
    made = desk.post(reverse("certification_list"), {"title": "Purple Flag 2027"})
    row = Certification.objects.get()
    where = reverse("certification_detail", args=[row.pk])
    assert made["Location"] == where
    first, second = row.milestones.all()[:2]
    late = clock.today() - timedelta(days=3)
    desk.post(
        reverse("milestone_plan", args=[first.pk]),
        {"due_on": late.isoformat(), "owner": str(ines.pk)},
    )
    page = desk.get(where).content.decode()
    assert late.isoformat() in page
    assert ines.name in page
    inspector = Client()
    inspector.force_login(ines)
    theirs = inspector.get(where).content.decode()
    assert reverse("milestone_done", args=[first.pk]) in theirs
    assert reverse("milestone_done", args=[second.pk]) not in theirs
    assert reverse("milestone_plan", args=[first.pk]) not in theirs
    inspector.post(
        reverse("milestone_done", args=[first.pk]),
        {"done_on": clock.today().isoformat(), "note": "Avgiften betald"},
    )
    assert "Avgiften betald" in desk.get(where).content.decode()
    desk.post(reverse("milestone_add", args=[row.pk]), {"name": "Ceremoni på torget"})
    assert "Ceremoni på torget" in desk.get(where).content.decode()


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(
    desk: Client,
) -> None:
    desk.post(reverse("certification_list"), {"title": "Purple Flag"})
    step = Certification.objects.get().milestones.all()[0]
    ahead = (clock.today() + timedelta(days=9)).isoformat()
    page = desk.post(
        reverse("milestone_done", args=[step.pk]),
        {"done_on": ahead, "note": "För tidigt"},
    )
    assert page.status_code == 200
    assert "För tidigt" in page.content.decode()
    assert "en dag som har varit" in page.content.decode()
    step.refresh_from_db()
    assert (step.done_on, step.note) == (None, "")
    empty = desk.post(reverse("certification_list"), {"title": ""})
    assert empty.context["form"].errors
