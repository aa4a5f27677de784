import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import Role, User
from core.models import Letter
from core.post import send_letters
from tests.conftest import Town, make_person

pytestmark = pytest.mark.django_db


def test_whoever_is_invited_chooses_a_password_and_comes_in(ostersund: Town) -> None:
    administrator = Client()
    administrator.force_login(
        make_person("Anna", ostersund, "licensing", Role.ADMINISTRATOR)
    )
    administrator.post(
        reverse("people"),
        {
            "email": "ny@example.test", "name": "Ny Person", "language": "en",
            "role": "inspector", "agency": ostersund.agencies["licensing"].pk,
            "municipality": "2380", "started_on": "2026-01-01",
        },
    )  # fmt: skip
    assert send_letters() == 1
    (letter,) = mail.outbox
    assert letter.to == ["ny@example.test"]
    assert "Anna has given you a role in Lykta" in letter.body
    assert "http" not in Letter.objects.get().text  # the link is nobody else's
    link = re.search(r"http\S+", letter.body)
    assert link is not None

    person = Client()
    page = person.get(link.group(), follow=True)
    chosen = {"password1": "natten-ar-lang-47", "password2": "natten-ar-lang-47"}
    done = person.post(page.redirect_chain[-1][0], chosen, follow=True)
    assert done.status_code == 200
    assert User.objects.get(email="ny@example.test").check_password("natten-ar-lang-47")
    assert person.login(username="ny@example.test", password="natten-ar-lang-47")

    # The link is used up.
    again = Client().get(link.group(), follow=True)
    assert "password1" not in again.content.decode()


def test_what_is_set_for_an_agency_is_the_administrators_to_change(
    ostersund: Town,
) -> None:
    police = ostersund.agencies["police"]
    address = reverse("agency_settings", args=[police.pk])
    field = f"{police.pk}-night_phone"
    administrator, inspector = Client(), Client()
    administrator.force_login(
        make_person("Anna", ostersund, "licensing", Role.ADMINISTRATOR)
    )
    inspector.force_login(make_person("Ines", ostersund, "licensing", Role.INSPECTOR))

    assert inspector.post(address, {field: "112"}).status_code == 404
    eyes = f"{police.pk}-second_pair_of_eyes"
    days = {f"{police.pk}-reply_days": 21, f"{police.pk}-answer_working_days": 5}
    administrator.post(address, {field: "063-000 00", eyes: "on", **days})
    police.refresh_from_db()
    assert (police.night_phone, police.second_pair_of_eyes) == ("063-000 00", True)
    assert (police.reply_days, police.answer_working_days) == (21, 5)
    page = administrator.post(address, {field: "0" * 41, **days}, follow=True)
    assert "40" in page.content.decode()
    police.refresh_from_db()
    assert police.night_phone == "063-000 00"
    administrator.post(address, {field: "063-000 00", **days})
    police.refresh_from_db()
    assert not police.second_pair_of_eyes
