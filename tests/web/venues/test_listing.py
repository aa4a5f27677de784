from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role, User
from tests.conftest import Town, make_person
from venues.models import Area, Assignment, Holder, Licence, Venue
from web.venues.selection import COUNTED

pytestmark = pytest.mark.django_db
URL = "venue_list"
SQUARE = [[14.6, 63.1], [14.7, 63.1], [14.7, 63.2], [14.6, 63.2], [14.6, 63.1]]


@pytest.fixture
def town(ostersund: Town) -> dict[str, Venue]:
    """Three venues: a late bar in the centre, a restaurant outside it, an ended one."""
    made = {}
    for name, kind, until, place, ended in (
        ("Sena Baren", "pub_bar", 1560, (63.15, 14.65), None),
        ("Tidiga Köket", "restaurant", 1320, (63.5, 14.65), None),
        ("Stängda Dörren", "nightclub", 1680, None, date(2026, 1, 1)),
    ):
        venue = Venue.objects.create(
            municipality=ostersund.municipality, name=name, business_kind=kind,
            latitude=place and place[0], longitude=place and place[1],
            started_on=date(2024, 1, 1), ended_on=ended,
        )  # fmt: skip
        Licence.objects.create(
            venue=venue, duration="permanent", serving_until_minute=until
        )
        made[name] = venue
    holder = Holder.objects.create(
        municipality=ostersund.municipality, name="Påhittade AB",
        form="legal_person", organisation_number="556016-0680",
    )  # fmt: skip
    Assignment.objects.create(venue=made["Tidiga Köket"], holder=holder)
    Area.objects.create(
        municipality=ostersund.municipality, name="Centrum", valid_from="2020-01-01",
        polygon={"type": "Polygon", "coordinates": [SQUARE]},
    )  # fmt: skip
    return made


def names(client: Client, **asked: object) -> list[str]:
    table = client.get(reverse(URL), asked).context["table"]
    return [str(row[0].text) for row in table.rows]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["Sena Baren", "Tidiga Köket"]),
        ({"sort": "-name"}, ["Tidiga Köket", "Sena Baren"]),
        ({"late": "on"}, ["Sena Baren"]),
        ({"kind": "restaurant"}, ["Tidiga Köket"]),
        ({"q": "556016"}, ["Tidiga Köket"]),
        ({"q": "påhittade ab"}, ["Tidiga Köket"]),
        ({"grade": "C"}, ["Sena Baren"]),
        ({"grade": "A"}, []),
        ({"due": "overdue"}, ["Sena Baren", "Tidiga Köket"]),
        ({"findings": "on"}, []),
        ({"ended": "on"}, ["Sena Baren", "Stängda Dörren", "Tidiga Köket"]),
        (
            {"ended": "on", "sort": "-name"},
            ["Tidiga Köket", "Stängda Dörren", "Sena Baren"],
        ),
        ({"ended": "on", "grade": "C"}, ["Sena Baren"]),
        ({"q": "' OR 1=1 --"}, []),
        ({"q": "100%"}, []),
        ({"sort": "points; DROP TABLE"}, ["Sena Baren", "Tidiga Köket"]),
        ({"page": "999999"}, []),
    ],
)
def test_the_address_says_what_the_list_shows(
    asked: dict[str, str], found: list[str], town: dict[str, Venue], karin: User
) -> None:
    client = Client()
    client.force_login(karin)
    assert names(client, **asked) == found
    if "page" not in asked:
        assert client.get(reverse(URL), asked).context["count"] == len(found)


@pytest.mark.parametrize("asked", [{}, {"grade": "C"}], ids=str)
def test_a_long_list_is_counted_no_further_than_anybody_reads(
    asked: dict[str, str], ostersund: Town, karin: User
) -> None:
    Venue.objects.bulk_create(
        Venue(
            municipality=ostersund.municipality, name=f"Påhitt {n:04}",
            business_kind="nightclub", started_on=date(2024, 1, 1),
        )
        for n in range(COUNTED + 2)
    )  # fmt: skip
    client = Client()
    client.force_login(karin)
    assert client.get(reverse(URL), asked).context["count"] == COUNTED
    lines = client.get(reverse(URL), {**asked, "export": "csv"}).content.decode(
        "utf-8-sig"
    )
    kinds = {line.split(";")[2] for line in lines.splitlines()[1:]}
    assert (len(lines.splitlines()), kinds) == (COUNTED + 3, {"nattklubb eller dans"})


def test_the_area_holds_what_lies_in_it(town: dict[str, Venue], karin: User) -> None:
    client = Client()
    client.force_login(karin)
    assert names(client, area=Area.objects.get().pk) == ["Sena Baren"]


def test_who_has_no_due_list_sees_the_venues_alone(
    town: dict[str, Venue], ostersund: Town
) -> None:
    client = Client()
    client.force_login(
        make_person("Olle", ostersund, "licensing", Role.TRAINING_ORGANISER)
    )
    page = client.get(reverse(URL))
    assert len(page.context["table"].columns) == 3
    assert names(client) == ["Sena Baren", "Tidiga Köket"]


def test_what_is_shown_is_what_is_exported(town: dict[str, Venue], karin: User) -> None:
    client = Client()
    client.force_login(karin)
    text = client.get(reverse(URL), {"late": "on", "export": "csv"}).content.decode(
        "utf-8-sig"
    )
    assert [line.split(";")[0] for line in text.splitlines()[1:]] == ["Sena Baren"]


def test_the_map_shows_the_places_of_the_list_and_the_areas(
    town: dict[str, Venue], karin: User
) -> None:
    client = Client()
    client.force_login(karin)
    found = client.get(reverse("venue_places"), {"kind": "pub_bar"}).json()["features"]
    assert [one["properties"]["name"] for one in found] == ["Sena Baren", "Centrum"]


def test_a_filter_is_kept_under_its_name_and_forgotten_again(
    town: dict[str, Venue], karin: User, ines: User
) -> None:
    client = Client()
    client.force_login(karin)
    client.post(reverse("filter_save"), {"name": "Sena", "query": "late=on"})
    (saved,) = client.get(reverse(URL)).context["saved"]
    other = Client()
    other.force_login(ines)
    assert list(other.get(reverse(URL)).context["saved"]) == []
    other.post(reverse("filter_forget", args=[saved.pk]))
    assert len(client.get(reverse(URL)).context["saved"]) == 1
    client.post(reverse("filter_forget", args=[saved.pk]))
    assert len(client.get(reverse(URL)).context["saved"]) == 0


@pytest.mark.parametrize(
    "asked",
    [{}, {"late": "on"}, {"grade": "C"}, {"due": "overdue"}, {"findings": "on"},
     {"ended": "on", "grade": "C"}],
)  # fmt: skip
def test_the_map_shows_the_venues_of_the_list(
    asked: dict[str, str], town: dict[str, Venue], karin: User
) -> None:
    client = Client()
    client.force_login(karin)
    shown = client.get(reverse("venue_places"), asked).json()["features"]
    places = [one["properties"]["name"] for one in shown if "href" in one["properties"]]
    assert sorted(places) == sorted(names(client, **asked))
