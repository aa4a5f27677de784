"""Ways in which tablets lose work, one by one, in a real browser against the real server."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Role, User
from benchmarks.net import Net
from inspections.models import Entry, HeldEntry, Photo, Stream
from inspections.rules.judgement import Case, Judgement, Verdict, judge
from inspections.services import arrival
from tests.conftest import Town, make_person
from tests.journeys.tablet.conftest import Enrolled
from tests.journeys.tablet.officer import PIN, Officer
from tests.journeys.tablet.test_evening import picture
from venues.models import Venue

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officer(officers: Enrolled, krogen: Venue, ines: User) -> Officer:
    return officers(ines)


def texts() -> list[str]:
    rows = Entry.objects.filter(kind="noted").order_by("seq")
    return [str(row.payload) for row in rows]


def test_a_word_that_was_being_typed_survives_the_death_of_the_page(
    officer: Officer, net: Net, krogen: Venue
) -> None:
    net.cut()
    officer.reopen().start_visit(krogen.name).at("Bild och text")
    box = officer.page.get_by_label("Skriv fritt")
    box.press_sequentially("Vakten visade in en gäst som ", delay=5)
    officer.page.wait_for_timeout(1000)
    box.press_sequentially("vac", delay=5)
    address = officer.page.url
    officer.kill().page.goto(address)
    officer.unlock()
    officer.page.goto(address)
    expect(officer.page.get_by_label("Skriv fritt")).to_have_value(
        re.compile("^Vakten visade in en gäst som ")
    )


def test_the_death_of_the_page_while_the_camera_is_open_loses_nothing(
    officer: Officer, net: Net, krogen: Venue
) -> None:
    net.cut()
    officer.reopen().start_visit(krogen.name).note("Före bilden")
    with officer.page.expect_file_chooser():
        officer.page.get_by_text("Ta bild", exact=True).click()
    officer.kill().reopen()
    net.join()
    officer.send().hand_back()
    assert len(texts()) == 1


@pytest.mark.parametrize("photos", [0, 1])
def test_a_reply_lost_after_the_server_stored_it_and_a_death_double_nothing(
    officer: Officer, net: Net, krogen: Venue, photos: int
) -> None:
    net.cut()
    officer.reopen().start_visit(krogen.name).note("En gång")
    for _photo in range(photos):
        officer.photograph(picture((800, 600)))
    net.swallows_replies = True
    net.join()
    officer.page.goto(f"{officer.root}/field/#/tonight")
    officer.press("Skicka nu")
    for _moment in range(50):
        if Entry.objects.filter(kind="noted").exists():
            break
        officer.page.wait_for_timeout(100)
    assert len(texts()) == 1
    net.cut()
    officer.kill()
    net.swallows_replies = False
    net.join()
    officer.reopen().send().hand_back()
    assert len(texts()) == 1
    assert Photo.objects.count() == photos


FULL = """() => {
    for (const verb of ['add', 'put']) {
        const write = IDBObjectStore.prototype[verb]
        IDBObjectStore.prototype[verb] = function (...given) {
            if (self.isFull) throw new DOMException('full', 'QuotaExceededError')
            return write.apply(this, given)
        }
    }
    self.isFull = true
}"""


def test_a_full_tablet_says_so_and_keeps_the_words(
    officer: Officer, krogen: Venue
) -> None:
    """Headless Chromium keeps no quota, so the disk's own refusal is played."""
    officer.start_visit(krogen.name).at("Bild och text")
    officer.page.evaluate(FULL)
    officer.page.get_by_label("Skriv fritt").fill("Detta måste sparas")
    officer.press("Spara anteckningen")
    expect(officer.page.locator(".toast.bad")).to_contain_text("full")
    expect(officer.page.get_by_label("Skriv fritt")).to_have_value("Detta måste sparas")
    officer.page.evaluate("self.isFull = false")
    officer.press("Spara anteckningen")
    expect(
        officer.page.get_by_role("listitem").filter(has_text="Detta måste")
    ).to_be_visible()
    officer.send().hand_back()
    assert len(texts()) == 1


@pytest.mark.parametrize(
    ("left", "said"), [(100_000_000, "ont om plats"), (1_000_000, "nästan full")]
)
def test_little_room_is_said_before_it_is_too_late(
    officer: Officer, krogen: Venue, left: int, said: str
) -> None:
    assert officer.context is not None
    officer.context.add_init_script(
        f"navigator.storage.estimate = async () => ({{quota: {left}, usage: 0}})"
    )
    officer.reopen()
    expect(officer.page.get_by_text(said)).to_be_visible()
    officer.start_visit(krogen.name).note("Text får plats").at("Bild och text")
    photo = officer.page.get_by_text("Ta bild", exact=True)
    expect(photo).to_have_count(0 if left < 20_000_000 else 1)


def test_a_sign_in_that_expired_loses_nothing(officer: Officer, krogen: Venue) -> None:
    officer.start_visit(krogen.name)
    officer.sign_out().note("Efter att inloggningen gått ut")
    officer.page.goto(f"{officer.root}/field/#/tonight")
    expect(officer.page.get_by_role("link", name="Logga in")).to_be_visible()
    officer.sign_in().reopen().send().hand_back()
    assert len(texts()) == 1


def test_another_officer_neither_reads_nor_sends_what_the_first_one_wrote(
    officer: Officer, net: Net, krogen: Venue, ines: User, ostersund: Town
) -> None:
    other = make_person("Ivar", ostersund, "licensing", Role.INSPECTOR)
    net.cut()
    officer.reopen().start_visit(krogen.name).note("Bara Ines läser detta")
    net.join()
    officer.user = other
    officer.sign_in()
    officer.press("Lås").press("En annan inspektör ska använda plattan")
    officer.page.get_by_label(re.compile("^Välj en kod")).fill("937264")
    officer.page.get_by_label("Koden en gång till").fill("937264")
    officer.press("Gör redo")
    expect(officer.page.get_by_text(re.compile("Redo för kvällen"))).to_be_visible()
    expect(officer.page.get_by_text("Inga besök än i kväll")).to_be_visible()
    officer.hand_back()
    assert Entry.objects.count() == 0

    officer.press("Lås").press("I · licensing").unlock("937264")
    expect(officer.page.get_by_text("Fel kod")).to_be_visible()
    officer.unlock(PIN)  # her own PIN, while the other one is signed in
    officer.page.goto(f"{officer.root}/field/#/tonight")
    officer.press("Hämta registret")
    expect(officer.page.get_by_text("En annan person är inloggad")).to_be_visible()
    officer.press("Lås").press("I · licensing")
    officer.user = ines
    officer.sign_in().unlock(PIN)
    officer.send().hand_back()
    assert {
        row.stream.officer for row in Entry.objects.select_related("stream__officer")
    } == {ines}


def test_a_second_tab_does_not_write_beside_the_first(
    officer: Officer, krogen: Venue
) -> None:
    officer.start_visit(krogen.name)
    assert officer.context is not None
    first, second = officer.page, officer.context.new_page()
    second.goto(f"{officer.root}/field/")
    second.get_by_label("Kod", exact=True).fill(PIN)
    second.get_by_role("button", name="Öppna", exact=True).click()
    expect(second.get_by_text("öppen i en annan flik")).to_be_visible()
    second.get_by_role("button", name="Fortsätt här").click()
    expect(second.get_by_role("heading", name="I kväll", exact=True)).to_be_visible()
    expect(first.get_by_role("heading", name="Lås upp")).to_be_visible()
    officer._page = second
    officer.send().hand_back()
    assert HeldEntry.objects.count() == 0


def test_one_bad_entry_does_not_hold_up_the_others(
    officer: Officer, krogen: Venue, monkeypatch: pytest.MonkeyPatch
) -> None:
    def strict(case: Case) -> Judgement:
        if "giftig" in str(case.entry.payload):
            return Judgement(Verdict.QUARANTINED, "unknown_item")
        return judge(case)

    monkeypatch.setattr(arrival, "judge", strict)
    officer.start_visit(krogen.name).note("giftig rad").note("frisk rad")
    officer.send().hand_back()
    expect(officer.page.get_by_text("Behöver samordnarens öga")).to_be_visible()
    assert len(texts()) == 1
    assert HeldEntry.objects.count() == 1


@pytest.mark.parametrize("hours", [-5, 30])
def test_a_clock_that_is_wrong_by_hours_is_corrected(
    officer: Officer, net: Net, krogen: Venue, hours: int
) -> None:
    assert officer.context is not None
    officer.context.add_init_script(
        f"const now = Date.now; Date.now = () => now.call(Date) + {hours * 3600_000}"
    )
    net.cut()
    officer.reopen().start_visit(krogen.name).note("Med fel klocka")
    net.join()
    officer.send().hand_back()
    (entry,) = Entry.objects.filter(kind="noted")
    assert abs(entry.recorded_at - timezone.now()) < timedelta(minutes=5)
    assert abs(entry.clock_offset_ms + hours * 3600_000) < 300_000


def test_a_signature_survives_turning_the_tablet_and_an_empty_one_is_refused(
    officer: Officer, krogen: Venue
) -> None:
    officer.start_visit(krogen.name).answer("ALK-03").at("Gå")
    officer.press("Skriv under")
    page = officer.page
    page.get_by_label("Namn som det skrivs").fill("Åsa Ångström")
    officer.press("Spara underskriften")
    expect(page.get_by_text("Rutan är tom")).to_be_visible()
    canvas = page.locator(".signature canvas")
    canvas.scroll_into_view_if_needed()
    box: Any = canvas.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + 90, steps=10)
    page.mouse.up()
    page.set_viewport_size({"width": 1180, "height": 820})
    page.wait_for_timeout(300)
    is_drawn = """canvas => canvas.getContext('2d')
        .getImageData(0, 0, canvas.width, canvas.height).data.some(value => value > 0)"""
    assert canvas.evaluate(is_drawn)
    officer.press("Spara underskriften")
    expect(page.get_by_text("Åsa Ångström har skrivit under")).to_be_visible()
    officer.send()
    assert Entry.objects.filter(kind="signed").count() == 1


def test_a_rescue_file_brings_everything_in_without_the_pin(
    officer: Officer, net: Net, krogen: Venue, karin: User, tmp_path: Path
) -> None:
    net.cut()
    officer.reopen().start_visit(krogen.name).note("Räddad").photograph(
        picture((800, 600))
    )
    officer.press("Lås")
    officer.page.get_by_text("Nödfil", exact=True).click()
    with officer.page.expect_download() as download:
        officer.press("Spara nödfilen")
    file = tmp_path / "tablet.rescue"
    download.value.save_as(file)
    assert b"R\xc3\xa4ddad" not in file.read_bytes()

    desk = Client()
    desk.force_login(karin)
    for _twice in range(2):
        with file.open("rb") as content:
            assert desk.post(reverse("rescue"), {"file": content}).status_code == 302
    assert len(texts()) == 1
    assert Photo.objects.count() == 1
    assert not HeldEntry.objects.exists()
    net.join()
    officer.unlock()
    officer.send().hand_back()
    assert len(texts()) == 1


def test_a_lost_tablet_is_revoked_and_what_it_sends_waits_for_a_person(
    officer: Officer, net: Net, krogen: Venue, karin: User
) -> None:
    net.cut()
    officer.reopen().start_visit(krogen.name).note("Från en borttappad platta")
    desk = Client()
    desk.force_login(karin)
    stream = Stream.objects.get(device__isnull=False)
    desk.post(reverse("device_revoke", args=[stream.pk]), {"reason": "Borttappad"})
    net.join()
    officer.send()
    assert Entry.objects.count() == 0
    assert HeldEntry.objects.count() == 4


MARKERS = [f"Markör{number:03}påhittad" for number in range(500)]


def found_on_disk(folder: Path) -> int:
    """How many markers the browser's files hold, in either of a browser's encodings."""
    content = b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())
    return sum(
        any(
            marker.encode(code) in content for code in ("utf-8", "latin-1", "utf-16-le")
        )
        for marker in MARKERS
    )


def test_a_stolen_tablet_tells_nothing(
    officer: Officer, net: Net, krogen: Venue
) -> None:
    net.cut()
    officer.reopen().start_visit(krogen.name)
    for start in range(0, len(MARKERS), 100):
        officer.note(" ".join(MARKERS[start : start + 100]))
    assert officer.context is not None
    officer.context.close()
    assert found_on_disk(officer.folder) == 0

    officer.switch_on()  # the search must find what stands in the clear
    officer.page.goto(f"{officer.root}/field/")
    officer.page.evaluate(
        """markers => new Promise(resolve => {
            const asked = indexedDB.open('clear', 1)
            asked.onupgradeneeded = () => { asked.result.createObjectStore('rows') }
            asked.onsuccess = () => {
                const work = asked.result.transaction('rows', 'readwrite')
                for (const one of markers) work.objectStore('rows').put({ text: one }, one)
                work.oncomplete = () => { asked.result.close(); resolve(null) }
            }
        })""",
        MARKERS,
    )
    officer.context.close()
    # The database's log is cut into blocks of 32 kB, and so may be a marker or two.
    assert found_on_disk(officer.folder) >= len(MARKERS) * 0.95


def test_what_is_typed_and_not_saved_does_not_reach_the_disk_in_the_clear(
    officer: Officer, net: Net, krogen: Venue
) -> None:
    """A browser keeps what stands in a page's fields, to bring the page back."""
    net.cut()
    officer.reopen().start_visit(krogen.name).at("Bild och text")
    page = officer.page
    typed = page.get_by_label("Skriv fritt")

    def reaches_the_disk(markers: list[str]) -> bool:
        typed.fill(" ".join(markers))
        for _second in range(8):  # Chromium writes its session within three
            page.wait_for_timeout(1000)
            if found_on_disk(officer.folder):
                return True
        return False

    assert not reaches_the_disk(MARKERS[:100])
    # The search must find what a form that may be kept leaves behind.
    typed.evaluate("area => { area.form.autocomplete = 'on' }")
    assert reaches_the_disk(MARKERS[100:200])
