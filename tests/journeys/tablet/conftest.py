from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Playwright
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from benchmarks.net import Net
from core.changes import next_change
from inspections.models import ChecklistVersion
from tests.conftest import Town
from tests.journeys.tablet.officer import Officer
from venues.models import Licence, Venue

Enrolled = Callable[[User], Officer]


@pytest.fixture(autouse=True)
def built() -> None:
    """The application as `make setup` builds it."""
    index = settings.WHITENOISE_ROOT / "field" / "index.html"
    assert index.exists(), "Run make setup: the tablet's application is not built."


@pytest.fixture
def net(live_server: LiveServer) -> Iterator[Net]:
    net = Net(int(live_server.url.rsplit(":", 1)[1]))
    net.join()
    yield net
    net.cut()


@pytest.fixture
def krogen(venue: Venue, checklist: ChecklistVersion, ostersund: Town) -> Venue:
    """A venue with a licence, among others that it must be told from."""
    Licence.objects.create(
        venue=venue, duration="permanent", max_persons=150,
        conditions_text="Två ordningsvakter från 22:00",
    )  # fmt: skip
    Venue.objects.create(municipality=ostersund.municipality, name="Annat Påhitt")
    for (
        one
    ) in Venue.objects.all():  # as an import does it: the bundle asks what changed
        Venue.objects.filter(pk=one.pk).update(change=next_change("venues:2380"))
    return venue


@pytest.fixture
def officers(driver: Playwright, net: Net, tmp_path: Path) -> Iterator[Enrolled]:
    made: list[Officer] = []

    def enrol(user: User) -> Officer:
        officer = Officer(user, net, driver, tmp_path / f"tablet{len(made)}")
        made.append(officer)
        return officer.set_up()

    yield enrol
    for officer in made:
        with suppress(Exception):
            assert officer.context is not None
            officer.context.close()
    assert [officer.said for officer in made if officer.said] == []
