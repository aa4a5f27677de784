"""A new version of the application comes while work is unsent."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from benchmarks.net import Net
from inspections.models import Entry
from tests.journeys.tablet.conftest import Enrolled
from tests.journeys.tablet.officer import Officer
from venues.models import Venue

pytestmark = pytest.mark.django_db(transaction=True)

Serve = Callable[..., None]
LISTED = re.compile("(/field/index.html`,revision:`)[0-9a-f]+")


@pytest.fixture
def serve(net: Net, settings: Settings, tmp_path: Path) -> Iterator[Serve]:
    """Serve a site that says another title; `breaks` leaves out a file that it names."""
    servers: list[LiveServer] = []
    built = settings.WHITENOISE_ROOT

    def begin(title: str, *, breaks: bool = False) -> None:
        site = tmp_path / title
        shutil.copytree(built, site)
        page, worker = site / "field" / "index.html", site / "field" / "sw.js"
        page.write_text(page.read_text().replace("Lykta på plats", title))
        text, found = LISTED.subn(rf"\g<1>{title}", worker.read_text())
        assert found == 1
        worker.write_text(text)
        if breaks:
            page.unlink()
        settings.WHITENOISE_ROOT = site
        servers.append(LiveServer("localhost"))
        net.server_port = int(servers[-1].url.rsplit(":", 1)[1])

    yield begin
    for server in servers:
        server.stop()


def look_for_newer(officer: Officer) -> None:
    asked = (
        "navigator.serviceWorker.getRegistration('/field/').then(one => one.update())"
    )
    officer.page.evaluate(f"{asked}.catch(() => null)")


def test_unsent_work_goes_on_under_the_old_version_until_the_new_one_is_asked_for(
    officers: Enrolled, net: Net, krogen: Venue, ines: User, serve: Serve
) -> None:
    officer = officers(ines)
    officer.sign_out().start_visit(krogen.name).note("Före bytet")

    serve("Trasig", breaks=True)
    look_for_newer(officer)
    net.cut()
    officer.reopen()
    expect(officer.page).to_have_title("Lykta på plats")
    expect(officer.page.get_by_text("En ny version")).not_to_be_visible()

    net.join()
    serve("Nyare")
    look_for_newer(officer)
    officer.page.goto(f"{officer.root}/field/#/tonight")
    expect(officer.page.get_by_text("En ny version")).to_be_visible()
    officer.page.reload()
    officer.unlock()
    expect(officer.page).to_have_title("Lykta på plats")
    officer.page.get_by_text(krogen.name).first.click()
    officer.at("Bild och text").page.get_by_label("Skriv fritt").fill(
        "Ännu inte sparat"
    )
    officer.page.goto(f"{officer.root}/field/#/tonight")

    officer.press("Byt till nya versionen")
    expect(officer.page).to_have_title("Nyare")
    officer.unlock()
    expect(officer.page.get_by_text("En text är inte sparad")).to_be_visible()
    assert Entry.objects.count() == 0

    officer.sign_in().reopen().send()
    assert Entry.objects.filter(kind="noted").count() == 1
