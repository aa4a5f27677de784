from collections import Counter
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from pytest_django.live_server_helper import LiveServer

from core import clock
from evidence.models import Item, Pack
from evidence.rules.scheme import Scheme
from inspections.models import ChecklistVersion, Entry, HeldEntry, Section
from promises.models import Promise
from promises.queries.promises import standings_of
from situation.models import (
    Measure,
    NotePhoto,
    PublicWord,
    SafetyWalk,
    WalkPoint,
)
from tests.evidence.conftest import scheme  # noqa: F401 — of the repository
from venues.models import Area, Venue

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_demo_tells_its_night_and_a_second_one_doubles_nothing(
    live_server: LiveServer,
    checklist: ChecklistVersion,
    scheme: Scheme,  # noqa: F811
    settings: LazySettings,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings.DATA_DIR = tmp_path / "data"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.DATA_DIR.mkdir()
    found = []
    for _twice in range(2):
        call_command(
            "demo", address=live_server.url, folder=str(tmp_path / "protocols")
        )
        protocols = {
            one.name: one.read_bytes() for one in (tmp_path / "protocols").iterdir()
        }
        found.append((Venue.objects.count(), Entry.objects.count(), protocols))
        states = list(Item.objects.order_by("pk").values_list("kind", "state"))
        assert states.count(("walk", "approved")) == 1
        kinds = WalkPoint.objects.values_list("walk__kind", flat=True)
        assert Counter(kinds.order_by()) == {"appraisal": 8, "safety": 8}
        assert NotePhoto.objects.count() == 1
        assert (SafetyWalk.objects.count(), Measure.objects.count()) == (3, 3)
        assert PublicWord.objects.count() == 2
        promises = list(Promise.objects.all())
        statuses = [
            one.status for one in standings_of(promises, clock.today()).values()
        ]
        assert len(promises) == 7
        assert set(statuses) == {"kept", "at_risk", "too_early"}
        assert (Area.objects.count(), Pack.objects.count(), len(states)) == (1, 1, 7)
    assert found[0] == found[1]
    venues, entries, protocols = found[0]
    sealed = Section.objects.exclude(sealed_at=None).exclude(code="common").count()
    assert (venues, sealed) == (60, len(protocols))
    assert entries > 300
    assert all(content.startswith(b"%PDF") for content in protocols.values())
    assert not HeldEntry.objects.exists()
    said = capsys.readouterr().out
    assert "Due list, the first ten" in said
    assert "karin@demo.example" in said
