"""The page that brings in the outline of the area."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from venues.models import Area

pytestmark = pytest.mark.django_db
CORNERS = [
    [14.62, 63.17],
    [14.65, 63.17],
    [14.65, 63.19],
    [14.62, 63.19],
    [14.62, 63.17],
]


def _file(corners: object) -> SimpleUploadedFile:
    content = json.dumps({"type": "Polygon", "coordinates": [corners]}).encode()
    return SimpleUploadedFile("omrade.geojson", content)


def test_an_outline_is_in_force_from_its_day_and_shown_with_its_corners(
    desk: Client,
) -> None:
    address = reverse("area_list")
    for valid_from in ("2026-01-01", "2026-06-01"):
        sent = {"name": "Stadskärnan", "valid_from": valid_from, "file": _file(CORNERS)}
        assert desk.post(address, sent)["Location"] == address
    page = desk.get(address).content.decode()
    assert page.index("2026-06-01") < page.index("2026-05-31")
    assert Area.objects.count() == 2


def test_a_file_the_wrong_way_round_is_refused_with_what_to_change(
    desk: Client,
) -> None:
    turned = [[y, x] for x, y in CORNERS]
    sent = {"name": "Stadskärnan", "valid_from": "2026-01-01", "file": _file(turned)}
    page = desk.post(reverse("area_list"), sent).content.decode()
    assert "bytt plats" in page
    assert 'value="Stadskärnan"' in page
    assert not Area.objects.exists()
