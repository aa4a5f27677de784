"""The evening as it must go, in a real browser against the real server."""

import io
from datetime import timedelta

import pytest
from PIL import Image
from playwright.sync_api import expect

from accounts.models import Agency, User
from benchmarks.net import Net
from core import clock
from core.models import Letter
from core.nights import night_or_civil_date
from inspections.models import Entry, HeldEntry, Photo
from planning.models import Round, Stop, Team
from tests.journeys.tablet.conftest import Enrolled
from venues.models import Venue

pytestmark = pytest.mark.django_db(transaction=True)


def picture(size: tuple[int, int] = (2400, 1800)) -> bytes:
    file = io.BytesIO()
    Image.effect_noise(size, 40).convert("RGB").save(file, "JPEG", quality=80)
    return file.getvalue()


def test_a_visit_without_coverage_arrives_whole_and_the_tablet_may_be_handed_back(
    officers: Enrolled, net: Net, krogen: Venue, ines: User
) -> None:
    officer = officers(ines)
    net.cut()
    officer.reopen().start_visit(krogen.name)
    officer.answer("ALK-03").find(
        "ALK-08", "En gäst som sluddrade serverades öl i baren"
    )
    officer.at("Se").press("Ny iakttagelse").press("märkbart påverkad").press(
        "sluddrar"
    )
    officer.press("serverade").press("Spara iakttagelsen")
    officer.at("Räkna")
    for _guest in range(3):
        officer.press("+ In")
    officer.press("Spara räkningen")
    serving, trained = (
        officer.page.get_by_label(one)
        for one in ("Serverar just nu", "Varav med giltigt intyg")
    )
    serving.fill("4")
    trained.fill("5")
    officer.press("Spara räkningen")
    expect(officer.page.get_by_text("de med intyg kan inte vara fler")).to_be_visible()
    trained.fill("3")
    officer.press("Spara räkningen")
    expect(
        officer.page.get_by_text("Serverar just nu 4, Varav med giltigt intyg 3")
    ).to_be_visible()
    officer.note("Lugnt vid entrén").photograph(picture()).at("Gå")
    officer.page.get_by_text("Mejla till stället").click()
    officer.page.get_by_label("E-postadress").fill("krogen@example.test")
    officer.press("Mejla sammanfattningen")
    expect(officer.page.get_by_text("Mejlas till krogen@example.test")).to_be_visible()
    officer.close_visit()
    assert Entry.objects.count() == 0

    net.join()
    officer.send().hand_back()

    kinds = list(Entry.objects.order_by("seq").values_list("kind", flat=True))
    assert kinds[:3] == ["started", "joined", "arrived"]
    assert {
        "answered",
        "observed",
        "counted",
        "noted",
        "photographed",
        "signed",
    } <= set(kinds)
    assert kinds[-3:] == ["left", "closed", "closed"]
    assert not HeldEntry.objects.exists()
    assert Photo.objects.count() == 1
    assert Photo.objects.get().width == 1600
    (letter,) = Letter.objects.all()
    assert letter.to == "krogen@example.test"
    assert "En gäst som sluddrade serverades öl i baren" in letter.text
    assert "serverade 4, varav 3 med giltigt intyg" in letter.text


def test_the_seal_needs_no_more_than_what_the_tablet_asked_for(
    officers: Enrolled, krogen: Venue, ines: User
) -> None:
    officer = officers(ines)
    officer.start_visit(krogen.name).answer("ALK-03").close_visit()
    officer.press("Försegla avsnittet")
    expect(officer.page.get_by_text("Avsnittet är förseglat").first).to_be_visible()


def test_the_round_comes_down_in_order_and_a_visit_says_which_stop_it_was(
    officers: Enrolled, net: Net, krogen: Venue, ines: User, karin: User
) -> None:
    row = Round.objects.create(
        agency=Agency.objects.get(municipality=krogen.municipality, code="licensing"),
        night=night_or_civil_date(clock.now()), state="set", made_by=karin,
        made_at=clock.now(),
    )  # fmt: skip
    now = clock.now()
    team = Team.objects.create(
        round=row, name="Lag 1", starts_at=now, ends_at=now + timedelta(hours=6),
        latitude=63.17, longitude=14.63,
    )  # fmt: skip
    team.officers.add(ines)
    later = Venue.objects.get(name="Annat Påhitt")
    stops = [
        Stop.objects.create(
            round=row, team=team, venue=venue, place=place,
            kind="ordinary" if place == 1 else "closing",
            arrives_at=now + timedelta(hours=place),
            begins_at=now + timedelta(hours=place),
            leaves_at=now + timedelta(hours=place, minutes=30),
        )
        for place, venue in ((2, later), (1, krogen))
    ]  # fmt: skip
    officer = officers(ines)
    net.cut()
    officer.reopen()
    shown = officer.page.locator("section[aria-labelledby=h-round] ol li")
    expect(shown).to_have_count(2)
    expect(shown.nth(0)).to_contain_text(krogen.name)
    expect(shown.nth(1)).to_contain_text("när serveringen slutar")
    officer.start_visit(krogen.name)
    officer.answer("ALK-03")
    net.join()
    officer.send()
    started = Entry.objects.get(kind="started")
    assert f'"stop":"{stops[1].pk}"' in (started.payload or "")
