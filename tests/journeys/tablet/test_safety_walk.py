"""A safety walk in a real browser: offline, killed, sent; and walked again point by point."""

import re

import pytest
from playwright.sync_api import expect

from accounts.models import User
from benchmarks.net import Net
from situation.models import NotePhoto, SafetyWalk, WalkPoint
from situation.queries.safety_walks import rewalked
from situation.rules.rewalk import Became
from tests.conftest import Town
from tests.journeys.tablet.conftest import Enrolled
from tests.journeys.tablet.officer import Officer
from tests.journeys.tablet.test_evening import picture
from tests.journeys.tablet.test_screens import sound
from tests.situation.walking import planned, walked

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "Vandring i Badhusparken"
HERE = {"latitude": 63.1771, "longitude": 14.6301, "accuracy": 7}


def walk(officer: Officer) -> Officer:
    officer.page.goto(f"{officer.root}/field/#/tonight")
    officer.page.get_by_role("link", name=TITLE).first.click()
    return officer


def see(officer: Officer, feels: str, whom: str, text: str) -> None:
    page = officer.page
    page.get_by_role("group", name="Hur känns det här?").get_by_role(
        "button", name=feels
    ).click()
    page.get_by_role("group", name="För vem?").get_by_role("button", name=whom).click()
    page.get_by_label("Vad handlar det om?").select_option("LIGHTING")
    page.get_by_label("Var, med ord").fill("Gångtunneln")
    page.get_by_label("Vad ser ni? Aldrig vem.").fill(text)
    officer.press("Spara noteringen")
    expect(page.get_by_role("listitem").filter(has_text=text)).to_be_visible()


def test_a_safety_walk_without_a_net_survives_a_dead_battery_and_is_counted(
    officers: Enrolled, net: Net, ines: User, karin: User, ostersund: Town
) -> None:
    row = planned(karin, ostersund)
    officer = officers(ines)
    page = officer.page
    assert officer.context is not None
    officer.context.grant_permissions(["geolocation"], origin=officer.root)
    officer.context.set_geolocation(HERE)
    net.cut()
    walk(officer).press("Börja vandringen")
    page.get_by_label("Hur många").fill("6")
    officer.press("Lägg till").saved()
    expect(page.get_by_text("6 är med")).to_be_visible()
    page.get_by_role("button", name="mörker").click()
    officer.saved()
    officer.press("Ta med platsen")
    expect(page.get_by_text("Platsen är känd på 7 m när")).to_be_visible()
    see(officer, "Otryggt", "kvinnor", "Trasig lampa")
    page.locator("input[type=file]").set_input_files(
        {"name": "b.jpg", "mimeType": "image/jpeg", "buffer": picture((900, 700))}
    )
    expect(page.locator("figure img")).to_be_visible()
    sound(page, "safety")
    page.get_by_label("Vad ser ni? Aldrig vem.").fill("Halvskrivet")
    page.wait_for_timeout(900)
    officer.kill().reopen()
    page = officer.page
    page.get_by_role("link", name="Halvskrivet").click()
    expect(page.get_by_text("6 är med")).to_be_visible()
    expect(page.get_by_text("Trasig lampa", exact=True)).to_be_visible()
    # Without saying how it feels, nothing is saved: and nothing is lost.
    officer.press("Spara noteringen")
    expect(page.get_by_text("Välj om det känns otryggt eller tryggt.")).to_be_visible()
    expect(page.get_by_label("Vad ser ni? Aldrig vem.")).to_have_value("Halvskrivet")
    assert WalkPoint.objects.count() == 0

    page.get_by_role("button", name="Tryggt", exact=True).click()
    officer.press("Spara noteringen").saved()

    net.join()
    officer.press("Avsluta vandringen").saved()
    officer.send().hand_back()
    row.refresh_from_db()
    assert row.light == "dark"
    assert [(one.gender, one.count) for one in row.participants.all()] == [("women", 6)]
    point, photo, last = WalkPoint.objects.order_by("seen_at")
    assert (point.feels, point.for_whom, point.category) == (
        "unsafe", ["women"], "LIGHTING",
    )  # fmt: skip
    assert (point.where, point.latitude, point.accuracy_m) == (
        "Gångtunneln",
        63.1771,
        7,
    )
    assert photo.latitude == 63.1771
    assert NotePhoto.objects.count() == 1
    assert (last.feels, last.text, last.for_whom) == ("safe", "Halvskrivet", [])
    assert SafetyWalk.objects.get().walk.ended_at is not None


def test_a_walk_is_walked_again_point_by_point(
    officers: Enrolled, ines: User, karin: User, ostersund: Town
) -> None:
    before = walked(karin, ostersund, title="Den förra")
    row = planned(karin, ostersund, again=before.walk)
    officer = officers(ines)
    page = officer.page
    walk(officer).press("Börja vandringen")
    expect(page.get_by_text("0 av 1 sedda på nytt")).to_be_visible()
    page.get_by_role("button", name="Tryggt nu").click()
    expect(page.get_by_text("1 av 1 sedda på nytt")).to_be_visible()
    expect(page.get_by_role("button", name="Tryggt nu")).to_have_attribute(
        "aria-pressed", "true"
    )
    # A count that was wrong is put right before the walk goes on.
    page.get_by_label("Hur många").fill("många")
    officer.press("Lägg till")
    expect(page.get_by_text("Skriv ett tal från 1 till 500.")).to_be_visible()
    page.get_by_label("Hur många").fill("3")
    officer.press("Lägg till").saved()
    page.get_by_role("button", name=re.compile("^Ta bort: 3 kvinnor")).click()
    expect(page.get_by_text("Ingen är räknad än.")).to_be_visible()
    officer.send().hand_back()
    row.refresh_from_db()
    first = before.walk.points.get()
    assert rewalked(row) == {first.pk: Became.SAFE}
    assert not row.participants.exists()
