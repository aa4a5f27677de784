import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from situation.models import Measure, MeasurePhoto, SafetyWalk
from tests.conftest import Town
from tests.situation.walking import walked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


@pytest.fixture
def row(client: Client, karin: User, ostersund: Town) -> SafetyWalk:
    client.force_login(karin)
    return walked(karin, ostersund)


def test_a_measure_is_followed_from_a_point_to_a_photo(
    client: Client, row: SafetyWalk, photo: bytes
) -> None:
    add = reverse("measure_add", args=[row.pk])
    point = row.walk.points.get()
    said = {"action": "Byt lamporna", "owner": "Påhittad ägare", "cost": ""}
    assert client.post(add, said).status_code == 200
    html = client.post(
        add, {**said, "points": [point.pk]}, follow=True
    ).content.decode()
    assert "Mörkt vid gångtunneln" in html
    measure = Measure.objects.get()
    page = reverse("measure_detail", args=[measure.pk])

    def move(**said: object) -> str:
        answer = client.post(page, {"on": "2026-11-09", **said}, follow=True)
        return answer.content.decode()

    assert "Skriv vilken dag det ska vara genomfört" in move(state="decided")
    assert "Rätta detta först" in move(state="verified")
    move(state="decided", due_on="2026-12-01")
    move(state="done")
    assert "Lägg till en bild" in move(state="verified")
    after = SimpleUploadedFile("efter.jpg", photo, "image/jpeg")
    assert "Genomförd och kontrollerad" in move(state="verified", photos=after)
    kept = MeasurePhoto.objects.get()
    shown = client.get(reverse("measure_photo", args=[kept.pk]))
    assert shown.content == photo
    assert "Nästa steg" not in client.get(page).content.decode()


def test_what_is_late_says_so(client: Client, row: SafetyWalk, karin: User) -> None:
    client.post(
        reverse("measure_add", args=[row.pk]),
        {
            "action": "Byt lamporna",
            "owner": "Ägare",
            "points": [row.walk.points.get().pk],
        },
    )
    Measure.objects.update(
        state="decided", decided_on="2026-10-01", due_on="2026-11-08"
    )
    page = reverse("walk_detail", args=[row.pk])
    assert "ska genomföras, försenad" in client.get(page).content.decode()


def test_a_photo_is_shown_to_whoever_sees_the_walk(
    client: Client, row: SafetyWalk, sten: User
) -> None:
    unknown = "00000000-0000-7000-8000-000000000000"
    assert client.get(reverse("measure_photo", args=[unknown])).status_code == 404
    assert client.get(reverse("measure_detail", args=[unknown])).status_code == 404
