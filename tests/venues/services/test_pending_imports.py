from typing import Any

import pytest
from django.core.cache import cache

from accounts.models import User
from demo.register import demo_register
from tests.conftest import Town
from venues.models import ImportState, RegisterImport, RestaurangnummerPrefix, Venue
from venues.queries.import_progress import ImportProgress, progress_key, progress_of
from venues.rules.register_layout import OPEN_DATA
from venues.services import pending_imports
from venues.services.import_register import confirm_register, upload_register
from venues.services.pending_imports import handle_pending_imports

pytestmark = pytest.mark.django_db


@pytest.fixture
def uploaded(karin: User, ostersund: Town) -> RegisterImport:
    RestaurangnummerPrefix.objects.create(
        municipality=ostersund.municipality, prefix="2380"
    )
    return upload_register(
        user=karin, municipality=ostersund.municipality, file_name="r.csv",
        content=demo_register(7), layout=OPEN_DATA, is_full=False,
    )  # fmt: skip


def test_an_import_is_read_then_waits_for_a_person_then_is_applied(
    uploaded: RegisterImport, karin: User
) -> None:
    assert handle_pending_imports() == 1
    uploaded.refresh_from_db()
    assert (uploaded.state, uploaded.counts["new"]) == (ImportState.PREVIEWED, 7)

    assert handle_pending_imports() == 0
    assert Venue.objects.count() == 0

    confirm_register(user=karin, batch=uploaded.pk)
    assert Venue.objects.count() == 0
    assert handle_pending_imports() == 1
    uploaded.refresh_from_db()
    assert (uploaded.state, uploaded.applied_by) == (ImportState.APPLIED, karin)
    assert Venue.objects.count() == 7
    assert handle_pending_imports() == 0


def test_what_stops_an_import_is_said_in_the_uploaders_language(
    uploaded: RegisterImport, karin: User
) -> None:
    RestaurangnummerPrefix.objects.all().delete()
    karin.language = "en"
    karin.save()
    handle_pending_imports()
    uploaded.refresh_from_db()
    assert uploaded.state == ImportState.REFUSED
    assert uploaded.problem.startswith("No restaurant number prefix is entered")


def test_an_import_overtaken_by_another_is_shown_again_and_not_applied(
    uploaded: RegisterImport, karin: User, ostersund: Town
) -> None:
    handle_pending_imports()
    confirm_register(user=karin, batch=uploaded.pk)
    venue = Venue.objects.create(
        municipality=ostersund.municipality, name="Mellanrummet",
        restaurangnummer="23800003",
    )  # fmt: skip

    handle_pending_imports()
    uploaded.refresh_from_db()
    assert (uploaded.state, uploaded.confirmed_by) == (ImportState.UPLOADED, None)
    assert uploaded.problem
    assert list(Venue.objects.all()) == [venue]

    handle_pending_imports()
    uploaded.refresh_from_db()
    assert uploaded.state == ImportState.PREVIEWED
    assert uploaded.counts["changed"] == 1


def test_the_bar_is_told_row_by_row_and_gone_at_the_end(
    uploaded: RegisterImport, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    asked = pending_imports.preview_register

    def watched(**options: object) -> object:
        options["progress"](500, 20_000)  # type: ignore[operator]
        seen.append(progress_of(uploaded.pk))
        return asked(**options)  # type: ignore[arg-type]

    monkeypatch.setattr(pending_imports, "preview_register", watched)
    handle_pending_imports()
    assert seen == [ImportProgress(500, 20_000)]
    assert seen[0].percent == 2
    assert cache.get(progress_key(uploaded.pk)) is None


def test_an_import_that_another_worker_has_in_hand_is_left_to_it(
    uploaded: RegisterImport, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds: list[int] = []
    read = pending_imports.preview_register

    def slowly(**arguments: Any) -> None:
        rounds.append(handle_pending_imports())  # the clock strikes meanwhile
        read(**arguments)

    monkeypatch.setattr(pending_imports, "preview_register", slowly)
    assert (handle_pending_imports(), rounds) == (1, [0])
    assert handle_pending_imports() == 0
