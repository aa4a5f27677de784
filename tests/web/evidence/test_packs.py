from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from evidence.documents.check_pack import opened, problems_of
from evidence.models import Pack, PackState
from evidence.services.packing import build_packs, pack_path
from tests.evidence.conftest import scheme
from tests.evidence.packs import LATER, Compiled, compiled

__all__ = ["compiled", "scheme"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(compiled: Compiled) -> Client:
    client = Client()
    with time_machine.travel(LATER, tick=False):
        client.force_login(compiled.karin)
    return client


def asked(compiled: Compiled, **said: str) -> dict[str, str]:
    return {
        "title": "Purple Flag 2027", "agency": str(compiled.town.agencies["licensing"].pk),
        "until": "2026-12-31", "edition": "assessor", "language": "sv", **said,
    }  # fmt: skip


def bytes_of(answer: object) -> bytes:
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def ask(desk: Client, compiled: Compiled, **said: str) -> Pack:
    with time_machine.travel(LATER, tick=False):
        answer = desk.post(reverse("pack_new"), asked(compiled, **said))
    return Pack.objects.get(pk=answer["Location"].split("/")[-2])


def build(row: Pack) -> Pack:
    with time_machine.travel(LATER, tick=False):
        build_packs()
    row.refresh_from_db()
    assert row.state == PackState.READY, row.problem
    return row


def test_one_button_and_the_pack_can_be_fetched_and_checked(
    desk: Client, compiled: Compiled
) -> None:
    row = ask(desk, compiled)
    waiting = desk.get(reverse("pack_detail", args=[row.pk])).content.decode()
    assert "hx-trigger" in waiting
    assert "Sluta bygga" in waiting
    assert desk.get(reverse("pack_file", args=[row.pk, "zip"])).status_code == 404
    build(row)
    page = desk.get(reverse("pack_detail", args=[row.pk])).content.decode()
    assert row.fingerprint in page
    assert "hx-trigger" not in page
    assert "Purple Flag 2027" in desk.get(reverse("pack_list")).content.decode()
    whole = bytes_of(desk.get(reverse("pack_file", args=[row.pk, "zip"])))
    with opened(BytesIO(whole)) as pack:
        assert problems_of(pack) == ([], row.fingerprint)
    with ZipFile(BytesIO(whole)) as archive:
        for form, name in (("pdf", "pack.pdf"), ("xlsx", "figures.xlsx")):
            answer = desk.get(reverse("pack_file", args=[row.pk, form]))
            assert answer.content == archive.read(name)
    assert desk.get(reverse("pack_file", args=[row.pk, "exe"])).status_code == 404


def test_a_spoilt_archive_is_not_handed_out(desk: Client, compiled: Compiled) -> None:
    row = build(ask(desk, compiled))
    content = bytearray(pack_path(row).read_bytes())
    content[500] ^= 1
    pack_path(row).write_bytes(content)
    for form in ("zip", "pdf", "xlsx"):
        assert desk.get(reverse("pack_file", args=[row.pk, form])).status_code == 409
    pack_path(row).unlink()
    assert desk.get(reverse("pack_file", args=[row.pk, "zip"])).status_code == 409


def test_anybody_may_check_a_fingerprint(desk: Client, compiled: Compiled) -> None:
    row = build(ask(desk, compiled))
    stranger = Client()

    def said(digest: str) -> str:
        page = stranger.get(reverse("pack_check"), {"digest": digest})
        assert page.status_code == 200
        return page.content.decode()

    assert "Fingeravtrycket är känt: Östersund" in said(f" {row.fingerprint.upper()} ")
    assert "till sista byten" in said(row.sha256)
    assert "Ingen pärm härifrån" in said("0" * 64)
    assert "64 tecken" in said("nej")
    script = stranger.get(reverse("pack_script"))
    assert b"def problems_of" in script.content


def test_what_changed_since_the_last_pack_is_told(
    desk: Client, compiled: Compiled
) -> None:
    first = build(ask(desk, compiled))
    compiled.item(title="Nytt avtal om nattbuss", attribute="M1")
    second = build(ask(desk, compiled))
    page = desk.get(reverse("pack_detail", args=[second.pk])).content.decode()
    where = reverse("pack_compare", args=[second.pk, first.pk])
    assert where in page
    told = desk.get(where).content.decode()
    assert "Nytt avtal om nattbuss" in told
    assert "KA4" in told
    other = build(ask(desk, compiled, edition="public"))
    across = reverse("pack_compare", args=[second.pk, other.pk])
    assert desk.get(across).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [{"until": "2026-12-30"}, {"agency": "0"}, {"edition": "x"}, {"title": ""},
     {"language": "de"}],
)  # fmt: skip
def test_what_cannot_be_asked_for_is_said_beside_its_field(
    desk: Client, compiled: Compiled, wrong: dict[str, str]
) -> None:
    with time_machine.travel(LATER, tick=False):
        page = desk.post(reverse("pack_new"), asked(compiled) | wrong)
    assert page.status_code == 200
    assert page.context["form"].errors
    assert not Pack.objects.exists()


def test_the_half_years_offered_have_ended(desk: Client, compiled: Compiled) -> None:
    with time_machine.travel(date(2027, 1, 1), tick=False):
        page = desk.get(reverse("pack_new"))
    offered = [value for value, _name in page.context["form"].fields["until"].choices]
    assert offered[0] == "2026-12-31"
    assert len(offered) == 8
