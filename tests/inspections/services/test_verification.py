import hashlib
import io
import random
import uuid
from datetime import date, timedelta
from io import StringIO
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import F
from PIL import Image

from accounts.models import User
from inspections import guards
from inspections.models import (
    ChecklistItem,
    Entry,
    HeldEntry,
    Parcel,
    RecipientKind,
    Release,
    SealChain,
    Section,
    Stream,
    Visit,
)
from inspections.services.photos import keep_photo, photo_path
from inspections.services.releasing import release_section
from inspections.services.verification import verify_everything
from tests.inspections.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(story: Story) -> Story:
    """Two sealed visits."""
    for _ in range(2):
        story.start().answer_the_rest().finish().send()
        story.seal()
    return story


def take_guards_away() -> None:
    """As a forger with every right would; the test's transaction puts them back."""
    guards.remove(connection.schema_editor(atomic=False))


FORGERIES = {
    "kind": "left",
    "section": "police",
    "device_at": "2026-11-20T23:00:00.000+01:00",
    "mono_ms": 5,
    "seq": 999_999,
    "boot": uuid.UUID(int=7),
    "payload": '{"item":"ALK-03","supersedes":[],"value":"not_checked"}',
    "payload_hash": "a" * 64,
    "header_hash": "b" * 64,
    "salt": "c" * 32,
}


def test_an_untouched_record_holds(sealed: Story) -> None:
    verified = verify_everything()

    assert verified.fault is None
    assert verified.seals == 2
    out = StringIO()
    call_command("verify_seals", stdout=out)
    assert "all hold" in out.getvalue()


@pytest.mark.parametrize("column", FORGERIES)
def test_a_changed_column_of_any_entry_is_found_and_named(
    sealed: Story, column: str
) -> None:
    take_guards_away()
    victim = random.Random(column).choice(list(Entry.objects.filter(kind="answered")))
    Entry.objects.filter(pk=victim.pk).update(**{column: FORGERIES[column]})

    fault = verify_everything().fault

    assert fault is not None
    assert fault.record == str(victim.pk)
    err = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify_seals", stderr=err)
    assert str(victim.pk) in err.getvalue()


def test_a_removed_entry_is_found(sealed: Story) -> None:
    take_guards_away()
    victim = Entry.objects.filter(kind="answered").order_by("?").first()
    assert victim is not None
    Entry.objects.filter(pk=victim.pk).delete()

    fault = verify_everything().fault
    assert fault is not None
    assert str(victim.pk) in fault.reason


def test_payloads_of_two_entries_exchanged_are_found(sealed: Story) -> None:
    take_guards_away()
    one, other = Entry.objects.filter(kind="answered").order_by("pk")[:2]
    Entry.objects.filter(pk=one.pk).update(payload=other.payload, salt=other.salt)

    fault = verify_everything().fault
    assert fault is not None
    assert fault.record == str(one.pk)


def test_the_tail_of_a_chain_cut_off_is_found(sealed: Story) -> None:
    take_guards_away()
    last = Entry.objects.filter(kind="sealed").order_by("-seq").first()
    assert last is not None
    Entry.objects.filter(pk=last.pk).delete()

    assert verify_everything().fault is not None


def test_a_section_that_claims_another_seal_is_found(sealed: Story) -> None:
    Section.objects.exclude(seal=None).update(seal="d" * 64)

    fault = verify_everything().fault
    assert fault is not None
    assert fault.what == "section"


def test_a_chain_that_counts_otherwise_is_found(sealed: Story) -> None:
    SealChain.objects.update(length=F("length") + 1)

    assert verify_everything().fault is not None


def test_a_signature_exchanged_is_found(sealed: Story) -> None:
    take_guards_away()
    one, other = Parcel.objects.order_by("pk")[:2]
    Parcel.objects.filter(pk=one.pk).update(signature=other.signature)

    fault = verify_everything().fault
    assert fault is not None
    assert (fault.what, fault.record) == ("parcel", str(one.pk))


def test_a_content_that_nobody_decided_to_destroy_is_missed(sealed: Story) -> None:
    Entry.objects.filter(kind="answered").update(payload=None, salt=None)

    fault = verify_everything().fault
    assert fault is not None
    assert fault.reason == "its content is gone, and nobody decided so"


def test_a_changed_text_of_a_published_checklist_is_found(sealed: Story) -> None:
    ChecklistItem.objects.filter(code="ALK-08").update(lagrum="AL 99:9")

    fault = verify_everything().fault
    assert fault is not None
    assert (fault.what, fault.record) == ("checklist", "2026-01")


def test_a_photo_that_changed_on_the_disk_is_found(sealed: Story) -> None:
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(file, "JPEG")
    digest = hashlib.sha256(file.getvalue()).hexdigest()
    stream = Stream.objects.get(pk=sealed.tablet.stream)
    photo = keep_photo(
        carrier=sealed.officer, stream=stream.pk, digest=digest, content=file.getvalue()
    )
    assert verify_everything().fault is None
    photo_path(photo.municipality_id, digest).write_bytes(b"another picture")

    fault = verify_everything().fault
    assert fault is not None
    assert (fault.what, fault.record) == ("photo", digest)


def test_a_released_copy_that_changed_is_found(sealed: Story, karin: User) -> None:
    release = release_section(
        user=karin, visit=UUID(sealed.visit), code="licensing",
        recipient_kind=RecipientKind.PUBLIC, recipient_name="Alla", recipient_agency=None,
        ground="TF 2 kap.", weighing="Inget röjs",
    )  # fmt: skip
    assert verify_everything().fault is None
    Release.objects.update(snapshot=release.snapshot.replace("2380", "2381"))

    fault = verify_everything().fault
    assert fault is not None
    assert fault.what == "release"


@pytest.mark.parametrize("column", ["recorded_at", "received_at"])
def test_a_time_that_a_seal_covers_cannot_be_moved(sealed: Story, column: str) -> None:
    take_guards_away()
    victim = Entry.objects.filter(kind="answered").last()
    assert victim is not None
    moved = getattr(victim, column) + timedelta(minutes=5)
    Entry.objects.filter(pk=victim.pk).update(**{column: moved})

    fault = verify_everything().fault
    assert fault is not None
    assert (fault.what, fault.reason) == (
        "seal", "what it covers is not what it covered",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("column", "value"),
    [("kind", "inner"), ("night", date(2020, 1, 1)), ("started_at", None)],
)
def test_a_visits_heading_says_what_opened_it(
    sealed: Story, column: str, value: object
) -> None:
    visit = Visit.objects.get(pk=sealed.visit)
    value = value or visit.started_at + timedelta(hours=1)
    Visit.objects.filter(pk=visit.pk).update(**{column: value})

    fault = verify_everything().fault
    assert fault is not None
    assert (fault.what, fault.record) == ("visit", sealed.visit)


def test_an_entry_that_no_seal_covers_is_missed_all_the_same(sealed: Story) -> None:
    sealed.write("noted", {"text": "Kom efteråt"})
    assert [one.status.value for one in sealed.send()] == ["late"]
    take_guards_away()
    Entry.objects.get(kind="noted").delete()

    fault = verify_everything().fault
    assert fault is not None
    assert fault.reason == "an entry that it brought is gone"


def test_what_is_held_counts_as_kept(sealed: Story) -> None:
    sealed.write("answered", {"item": "ALK-99", "value": "ok", "supersedes": []})
    assert [one.status.value for one in sealed.send()] == ["quarantined"]
    assert verify_everything().fault is None
    HeldEntry.objects.all().delete()
    assert verify_everything().fault is not None
