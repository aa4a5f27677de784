"""Notes out of a rescue file; the file itself is opened in `tests/journeys/tablet`."""

import json
from uuid import UUID

import pytest

from accounts.models import Membership, User
from core import clock
from core.errors import NotAllowed
from core.identifiers import uuid7
from evidence.models import Item
from evidence.rules.item import Deed
from evidence.rules.scheme import Scheme
from evidence.services.appraisals import land_appraisals
from evidence.services.items import decide_item
from situation.models import NotePhoto, WalkNote
from situation.queries.walks import notes_held_for
from situation.services.rescue import RescuedNotes, receive_rescued_notes
from tests.api.field.test_photos import jpeg
from tests.conftest import Town
from tests.evidence.conftest import scheme  # noqa: F401 — the scheme of the repository
from tests.situation.notes import SCHEMES, named, note, on_the_spot, send

pytestmark = pytest.mark.django_db


def rescue(karin: User, ines: User, *notes: bytes, **more: object) -> RescuedNotes:
    pictures = more.get("pictures", [])
    return receive_rescued_notes(
        user=karin, officer=ines, municipality="2380", notes=notes,
        pictures=pictures, schemes=SCHEMES,  # type: ignore[arg-type]
    )  # fmt: skip


def a_walk(ines: User) -> list[bytes]:
    walk = uuid7()
    return [
        note(ines, walk, "began", on_the_spot=on_the_spot()),
        note(ines, walk, "saw", attribute="W1", text="Lugnt"),
        note(ines, walk, "ended"),
    ]


def test_a_rescued_walk_counts_and_who_brought_it_in_does_not_approve_it(
    ines: User,
    karin: User,
    ostersund: Town,
    scheme: Scheme,  # noqa: F811
) -> None:
    assert rescue(karin, ines, *a_walk(ines)) == RescuedNotes(3, 0, 0)
    assert set(WalkNote.objects.values_list("carried_by", "brought_by")) == {
        (ines.pk, karin.pk)
    }
    land_appraisals()
    item = Item.objects.get()
    with pytest.raises(NotAllowed):
        decide_item(user=karin, item=item.pk, deed=Deed.APPROVE)


def test_an_officer_whose_role_has_ended_loses_nothing(
    ines: User, karin: User, ostersund: Town
) -> None:
    Membership.objects.filter(user=ines).update(
        ended_on=clock.today().replace(year=2021)
    )
    assert rescue(karin, ines, *a_walk(ines)) == RescuedNotes(0, 3, 0)
    assert notes_held_for(karin).count() == 3


def test_who_brought_a_note_in_is_remembered_when_it_enters_by_itself(
    ines: User,
    petra: User,
    karin: User,
    ostersund: Town,
    scheme: Scheme,  # noqa: F811
) -> None:
    """It waits for the walk, which another tablet opens; no session of its own came."""
    walk = uuid7()
    saw = note(ines, walk, "saw", attribute="W1", text="Påhittat")
    assert rescue(karin, ines, saw) == RescuedNotes(0, 1, 0)
    opens = note(petra, walk, "began", on_the_spot=on_the_spot(agency="police"))
    send(petra, opens, note(petra, walk, "ended"))
    row = WalkNote.objects.get(kind="saw")
    assert (row.state, row.brought_by) == ("taken", karin)
    send(ines, saw)  # taken is taken: what was brought in stays so
    row.refresh_from_db()
    assert row.brought_by == karin


def test_what_came_in_its_author_s_own_session_was_brought_in_by_nobody(
    ines: User, karin: User, ostersund: Town
) -> None:
    walk = uuid7()
    saw = note(ines, walk, "saw", text="Först i egen session")
    send(ines, saw)
    rescue(karin, ines, saw)
    assert WalkNote.objects.get().brought_by is None
    other = note(ines, walk, "saw", text="Först ur nödfilen")
    rescue(karin, ines, other)
    send(ines, other)
    assert {one.brought_by for one in WalkNote.objects.all()} == {None}


def test_what_is_brought_in_twice_or_came_in_another_s_name_stays_brought_in(
    ines: User, petra: User, karin: User, ostersund: Town
) -> None:
    walk = uuid7()
    twice = note(ines, walk, "saw", text="Två gånger ur nödfilen")
    for _ in range(2):
        rescue(karin, ines, twice)
    assert WalkNote.objects.get().brought_by == karin
    lent = note(ines, walk, "saw", text="Först i en annans session")
    assert send(petra, lent) == ["author_mismatch"]
    rescue(karin, ines, lent)
    assert {one.brought_by for one in WalkNote.objects.all()} == {karin}


def test_pictures_come_with_their_notes_or_are_said_to_be_lost(
    ines: User, karin: User, ostersund: Town
) -> None:
    walk, content = uuid7(), jpeg()
    began = note(ines, walk, "began", on_the_spot=on_the_spot())
    saw = note(ines, walk, "saw", photos=[named(content)])
    which = json.loads(saw)["id"]
    pictures = [
        (UUID(which), named(content)["sha256"], content),
        (UUID(str(uuid7())), named(content)["sha256"], content),
    ]
    assert rescue(karin, ines, began, saw, pictures=pictures) == RescuedNotes(2, 0, 1)
    assert NotePhoto.objects.count() == 1
