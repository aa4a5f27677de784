"""An overnight appraisal in a real browser: offline, killed, sent, and evidence in the end."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import User
from benchmarks.net import Net
from core import clock
from evidence.models import Item, ItemState
from evidence.rules.scheme import Scheme
from evidence.services.appraisals import land_appraisals
from situation.models import NotePhoto, WalkKind, WalkPoint
from situation.services.walks import plan_walk
from tests.conftest import Town
from tests.evidence.conftest import scheme  # noqa: F401 — the scheme of the repository
from tests.journeys.tablet.conftest import Enrolled
from tests.journeys.tablet.officer import Officer
from tests.journeys.tablet.test_evening import picture
from tests.journeys.tablet.test_screens import sound

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "Genomgång i november"


@pytest.fixture
def planned(karin: User, ostersund: Town, scheme: Scheme) -> None:  # noqa: F811
    plan_walk(
        user=karin, agency=ostersund.agencies["licensing"], kind=WalkKind.APPRAISAL,
        title=TITLE, night=clock.today(), scheme=scheme.it.code,
    )  # fmt: skip


def walk(officer: Officer) -> Officer:
    officer.page.goto(f"{officer.root}/field/#/tonight")
    officer.page.get_by_role("link", name=TITLE).click()
    return officer


def see(officer: Officer, attribute: str, score: str, text: str) -> None:
    page = officer.page
    page.get_by_label("Vad gäller det?").select_option(attribute)
    page.get_by_role("button", name=re.compile(f"^{score} ")).click()
    page.get_by_label("Vad ser ni? Aldrig vem.").fill(text)
    officer.press("Spara noteringen")
    expect(page.get_by_role("listitem").filter(has_text=text)).to_be_visible()


def test_a_walk_without_a_net_survives_a_dead_battery_and_becomes_evidence(
    officers: Enrolled, net: Net, planned: None, ines: User
) -> None:
    officer = officers(ines)
    net.cut()
    walk(officer).press("Börja vandringen")
    see(officer, "P5", "2", "Trasig lampa vid gången")
    see(officer, "W5", "4", "Toaletten är öppen")
    officer.page.get_by_label("Vad ser ni? Aldrig vem.").fill("Halvskrivet")
    officer.page.wait_for_timeout(900)
    officer.kill().reopen()
    expect(officer.page.get_by_role("link", name="Halvskrivet")).to_be_visible()
    officer.page.get_by_role("link", name="Halvskrivet").click()
    expect(officer.page.get_by_text("Trasig lampa vid gången")).to_be_visible()
    officer.press("Spara noteringen").saved()
    officer.page.locator("input[type=file]").set_input_files(
        {"name": "b.jpg", "mimeType": "image/jpeg", "buffer": picture((900, 700))}
    )
    expect(officer.page.locator("figure img")).to_be_visible()
    officer.page.goto(f"{officer.root}/field/#/back")
    assert WalkPoint.objects.count() == 0

    net.join()
    walk(officer).press("Avsluta vandringen").saved()
    officer.send().hand_back()
    points = WalkPoint.objects.order_by("seen_at")
    assert [(one.attribute, one.score, one.text) for one in points] == [
        ("P5", 2, "Trasig lampa vid gången"),
        ("W5", 4, "Toaletten är öppen"),
        ("", None, "Halvskrivet"),
        ("", None, ""),
    ]
    assert NotePhoto.objects.count() == 1
    assert land_appraisals() == 1
    item = Item.objects.get()
    assert item.state == ItemState.OFFERED
    assert set(item.placements.values_list("attribute", flat=True)) == {"P5", "W5"}


def test_a_coordinator_walks_without_seeing_a_venue(
    officers: Enrolled, planned: None, karin: User
) -> None:
    officer = officers(karin)
    page = officer.page
    expect(page.get_by_label("Sök serveringsställe")).to_have_count(0)
    walk(officer).press("Börja vandringen")
    see(officer, "M3", "1", "Mörkt på hela vägen")
    sound(page, "walk")
    page.get_by_text("Stryk", exact=True).click()
    page.get_by_label("Varför?").fill("fel gata")
    officer.press("Stryk noteringen")
    expect(page.get_by_text("Inget än.")).to_be_visible()
    officer.send().hand_back()
    assert WalkPoint.objects.get().struck_why == "fel gata"


def test_what_a_lost_tablet_saw_comes_in_by_a_rescue_file(
    officers: Enrolled, net: Net, planned: None, ines: User, karin: User, tmp_path: Path
) -> None:
    officer = officers(ines)
    net.cut()
    walk(officer).press("Börja vandringen")
    see(officer, "P5", "2", "Räddad notering")
    officer.page.locator("input[type=file]").set_input_files(
        {"name": "b.jpg", "mimeType": "image/jpeg", "buffer": picture((900, 700))}
    )
    expect(officer.page.locator("figure img")).to_be_visible()
    officer.page.goto(f"{officer.root}/field/#/back")
    officer.page.get_by_text("Nödfil", exact=True).click()
    with officer.page.expect_download() as coming:
        officer.press("Spara nödfilen")
    file = tmp_path / "lost.rescue"
    coming.value.save_as(file)
    net.join()

    desk = Client()
    desk.force_login(karin)
    for _twice in range(2):
        with file.open("rb") as content:
            assert desk.post(reverse("rescue"), {"file": content}).status_code == 302
    assert [one.text for one in WalkPoint.objects.order_by("pk")] == [
        "Räddad notering", "",
    ]  # fmt: skip
    assert NotePhoto.objects.count() == 1
    assert set(WalkPoint.objects.values_list("seen_by", flat=True)) == {ines.pk}
    officer.send().hand_back()
    assert WalkPoint.objects.count() == 2
