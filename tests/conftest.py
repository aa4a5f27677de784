"""The fixed cast: inspector Ines, coordinator Karin, officer Petra, stranger Sten."""

import os
import shutil
from collections.abc import Generator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as properties
from pytest_django.plugin import blocking_manager_key

from accounts.models import Agency, AgencyKind, Membership, Municipality, Role, User
from core import clock
from demo.tablet import Tablet
from inspections import guards
from inspections.models import Device, Entry, Stream
from inspections.services.checklists import FOLDER, publish_checklist
from tests.inspections.story import Story
from venues.models import Venue

SINCE = date(2020, 1, 1)
# The processes of one run share a Redis: what one keeps must not hold up another.
settings.CACHES["default"]["KEY_PREFIX"] = os.environ.get("PYTEST_XDIST_WORKER", "main")

# No test asserts seconds: another process on the machine must not fail a property.
properties.register_profile(
    "lykta", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
properties.load_profile("lykta")


@dataclass
class Town:
    """A municipality with its agencies by code."""

    municipality: Municipality
    agencies: dict[str, Agency]


def make_town(code: str, name: str) -> Town:
    municipality = Municipality.objects.create(code=code, name=name)
    kinds = (AgencyKind.LICENSING, AgencyKind.POLICE, AgencyKind.FIRE)
    return Town(
        municipality,
        {
            kind.value: Agency.objects.create(
                municipality=municipality,
                code=kind.value,
                kind=kind,
                name=f"{kind.label} {name}",
            )
            for kind in kinds
        },
    )


def make_person(name: str, town: Town, agency: str, *roles: Role) -> User:
    user = User.objects.create_user(
        f"{name.lower()}@example.test", name, "lösenord-för-test"
    )
    for role in roles:
        Membership.objects.create(
            user=user,
            municipality=town.municipality,
            agency=town.agencies[agency],
            role=role,
            started_on=SINCE,
        )
    return user


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept for a minute would outlive the test that made it."""
    monkeypatch.setattr("inspections.queries.coverage.KEPT_SECONDS", 0)
    monkeypatch.setattr("evidence.indicators.telling.KEPT_SECONDS", 0)


@pytest.fixture
def ostersund(db: None) -> Town:
    return make_town("2380", "Östersund")


@pytest.fixture
def sundsvall(db: None) -> Town:
    return make_town("2281", "Sundsvall")


@pytest.fixture
def ines(ostersund: Town) -> User:
    return make_person("Ines", ostersund, "licensing", Role.INSPECTOR)


@pytest.fixture
def karin(ostersund: Town) -> User:
    return make_person("Karin", ostersund, "licensing", Role.COORDINATOR)


@pytest.fixture
def petra(ostersund: Town) -> User:
    return make_person("Petra", ostersund, "police", Role.INSPECTOR)


@pytest.fixture
def sten(sundsvall: Town) -> User:
    return make_person("Sten", sundsvall, "licensing", Role.INSPECTOR, Role.COORDINATOR)


@pytest.fixture
def venue(ostersund: Town) -> Venue:
    return Venue.objects.create(
        municipality=ostersund.municipality,
        restaurangnummer="23800001",
        name="Krogen Påhittad",
        address="Exempelgatan 1",
        latitude=63.1767,
        longitude=14.6361,
    )


@pytest.fixture
def checklist(db: None) -> str:
    publish_checklist(path=FOLDER / "2026-01.json")
    return "2026-01"


@pytest.fixture
def late_evening() -> datetime:
    """A Friday night, an hour before the clock of the test machine at the latest."""
    return datetime(2026, 11, 20, 22, 40, tzinfo=UTC)


def enrol(officer: User, agency: Agency) -> Tablet:
    """A tablet whose key the server knows."""
    tablet = Tablet(officer=str(officer.pk), agency=agency.code)
    device = Device.objects.create(
        id=tablet.device,
        municipality=agency.municipality,
        label="Platta",
        enrolled_at=clock.now(),
    )
    Stream.objects.create(
        id=tablet.stream,
        device=device,
        officer=officer,
        municipality=agency.municipality,
        agency=agency,
        public_key=tablet.spki,
        enrolled_at=clock.now(),
    )
    return tablet


@pytest.fixture
def tablet(ines: User, ostersund: Town) -> Tablet:
    return enrol(ines, ostersund.agencies["licensing"])


@pytest.fixture
def police_tablet(petra: User, ostersund: Town) -> Tablet:
    return enrol(petra, ostersund.agencies["police"])


@pytest.fixture
def story(
    ines: User, tablet: Tablet, venue: Venue, checklist: str, late_evening: datetime
) -> Story:
    return Story(tablet, ines, venue, late_evening)


@pytest.fixture
def police_story(
    petra: User,
    police_tablet: Tablet,
    venue: Venue,
    checklist: str,
    late_evening: datetime,
) -> Story:
    return Story(police_tablet, petra, venue, late_evening)


def missing(what: str, reason: str) -> None:
    """Skip with the reason, unless the machine said that it has what is missing."""
    if what in os.environ.get("LYKTA_MUST_RUN", "").split():
        pytest.fail(f"{reason} LYKTA_MUST_RUN says that this machine has {what}.")
    pytest.skip(reason)


@pytest.fixture
def poppler() -> None:
    if shutil.which("pdfinfo") is None:
        missing("poppler", "Poppler's pdfinfo is not on this machine.")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """Let Django empty the tables after a test with real transactions.

    SQLite empties them row by row, which the guards of the log rightly refuse.
    """
    mark = item.get_closest_marker("django_db")
    guarded = mark is not None and mark.kwargs.get("transaction") and is_sqlite()
    if guarded:
        with item.config.stash[blocking_manager_key].unblock():
            guards.remove(connection.schema_editor(atomic=False))
    try:
        return (yield)
    finally:
        if guarded:
            with item.config.stash[blocking_manager_key].unblock():
                if Entry._meta.db_table in connection.introspection.table_names():
                    guards.install(connection.schema_editor(atomic=False))


def is_sqlite() -> bool:
    return connection.vendor == "sqlite"
