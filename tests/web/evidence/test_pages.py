import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import Role, User
from core import clock
from evidence.models import Item, Score
from evidence.services.schemes import FOLDER, publish_scheme
from tests.architecture.world import picture
from tests.conftest import Town, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def scheme(db: None) -> None:
    publish_scheme((FOLDER / "pf-28.json").read_bytes())


@pytest.fixture
def other_desk(ostersund: Town) -> Client:
    client = Client()
    client.force_login(make_person("Pelle", ostersund, "police", Role.COORDINATOR))
    return client


def said(**more: object) -> dict[str, object]:
    return {
        "attributes": ["W3"], "zones": ["23-02", "02-05"], "kind": "document",
        "title": "Tillsynsplan 2026", "text": "Antagen", "is_public": "on",
        "dated_on": clock.today().isoformat(), **more,
    }  # fmt: skip


def test_evidence_goes_from_draft_to_the_grid(desk: Client, other_desk: Client) -> None:
    made = desk.post(reverse("item_new"), said())
    item = Item.objects.get()
    assert made["Location"] == reverse("item_detail", args=[item.pk])
    desk.post(
        reverse("item_files", args=[item.pk]),
        {"received": SimpleUploadedFile("plan.jpg", picture(), "image/jpeg")},
    )
    desk.post(reverse("item_decide", args=[item.pk, "offer"]))
    own = desk.get(reverse("item_detail", args=[item.pk])).content.decode()
    assert "item_decide" not in own
    assert f"{item.pk}/approve" not in own
    theirs = other_desk.get(reverse("item_detail", args=[item.pk])).content.decode()
    assert f"{item.pk}/approve" in theirs
    other_desk.post(reverse("item_decide", args=[item.pk, "approve"]))
    page = desk.get(reverse("evidence_board"))
    grid = dict(page.context["grid"])
    assert [cell.count for cell in grid["Säkerhet"]] == [0, 0, 1, 1]
    assert [cell.count for cell in grid["Policy"]] == [0, 0, 0, 0]
    attribute = desk.get(reverse("attribute_detail", args=["W3"])).content.decode()
    assert "Tillsynsplan 2026" in attribute
    got = desk.get(reverse("item_file", args=[item.files.get().pk]))
    assert got["Content-Disposition"].startswith("attachment")
    rows = desk.get(reverse("figure_rows", args=["KA5"])).content.decode()
    assert "Tillsynsplan 2026" in rows


def test_what_is_missing_stands_beside_its_field_and_nothing_written_is_lost(
    desk: Client,
) -> None:
    page = desk.post(reverse("item_new"), said(attributes=[], title="Halvt")).content
    assert b'value="Halvt"' in page
    assert not Item.objects.exists()
    desk.post(reverse("item_new"), said())
    item = Item.objects.get()
    changed = desk.post(
        reverse("item_detail", args=[item.pk]), said(title="", text="Mycket text")
    )
    assert b"Mycket text" in changed.content
    item.refresh_from_db()
    assert item.title == "Tillsynsplan 2026"


def test_a_score_and_a_question_are_given_on_the_attribute(
    desk: Client, karin: User
) -> None:
    where = reverse("attribute_score", args=["W3"])
    given = {
        "by": "assessor", "score": "4", "reason": "Väl dokumenterat",
        "scored_on": clock.today().isoformat(),
    }  # fmt: skip
    desk.post(where, given)
    assert Score.objects.get().score == 4
    assert desk.post(where, given | {"score": "9"}).status_code == 200
    asked = {
        "title": "Statistik över tillsyn", "owner": str(karin.pk),
        "wanted_by": clock.today().isoformat(), "zone": "",
    }  # fmt: skip
    desk.post(reverse("attribute_ask", args=["W3"]), asked)
    mine = desk.get(reverse("evidence_mine")).content.decode()
    assert "Statistik över tillsyn" in mine
    assert "1 underlag väntar" in mine


def test_the_board_comes_as_a_file(desk: Client) -> None:
    for form in ("csv", "xlsx"):
        file = desk.get(reverse("evidence_board"), {"export": form})
        assert file["Content-Disposition"].endswith(f'underlag.{form}"')


@pytest.mark.parametrize(
    ("name", "args", "asked"),
    [
        ("evidence_board", [], {"scheme": "none"}),
        ("attribute_detail", ["W99"], {}),
        ("item_detail", ["00000000-0000-7000-8000-000000000000"], {}),
    ],
)
def test_what_is_not_there_is_not_found(
    desk: Client, name: str, args: list[str], asked: dict[str, str]
) -> None:
    assert desk.get(reverse(name, args=args), asked).status_code == 404
