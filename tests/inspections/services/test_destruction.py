import hashlib
from uuid import UUID

import pytest

from accounts.models import Role, User
from core.errors import Invalid, NotAllowed, NotFound, WrongState
from inspections.documents.protocol_pdf import protocol_pdf
from inspections.models import Entry, HeldEntry, Photo, Section
from inspections.queries.protocol import protocol_of
from inspections.services.destruction import (
    carry_out_destruction,
    decline_destruction,
    propose_destruction,
)
from inspections.services.photos import keep_photo, photo_path
from inspections.services.verification import verify_everything
from tests.conftest import Town, make_person
from tests.inspections.documents.test_protocol_pdf import jpeg, squeezed, words_of
from tests.inspections.story import Story, send

pytestmark = pytest.mark.django_db
KINDS = ("noted", "photographed", "observed", "signed", "declined_to_sign", "present")


@pytest.fixture
def kerstin(ostersund: Town) -> User:
    return make_person("Kerstin", ostersund, "licensing", Role.COORDINATOR)


@pytest.fixture
def sealed(story: Story) -> Story:
    """A visit with one entry of every kind that may be destroyed."""
    story.start().answer_the_rest()
    photo = jpeg()
    digest = hashlib.sha256(photo).hexdigest()
    story.write("noted", {"text": "Hemligheten om Bosse"})
    story.write("present", {"name": "Åsa Ångström"})
    story.write("photographed", {"shrunk": {"sha256": digest, "bytes": len(photo)}})
    story.write(
        "observed",
        {"observation": story.visit, "level": "noticeably", "signs": ["unsteady"],
         "staff_did": ["served"]},
    )  # fmt: skip
    story.write(
        "signed",
        {"role": "serving_manager", "name": "Åsa Ångström", "width": 300, "height": 100,
         "strokes": [[[10, 50], [100, 20]]], "summary_sha256": digest},
    )  # fmt: skip
    story.finish().send()
    keep_photo(
        carrier=story.officer, stream=UUID(story.tablet.stream), digest=digest,
        content=photo,
    )  # fmt: skip
    story.seal()
    return story


def ids(story: Story, *kinds: str) -> list[str]:
    rows = Entry.objects.filter(visit=story.visit, kind__in=kinds)
    return [str(pk) for pk in rows.values_list("pk", flat=True)]


def propose(story: Story, user: User, entries: list[str]) -> UUID:
    return propose_destruction(
        user=user, visit=UUID(story.visit), code="licensing", entries=entries,
        ground="Dataskyddsförordningen artikel 17",
    ).pk  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_two_people_destroy_the_words_and_everything_else_still_holds(
    sealed: Story, karin: User, kerstin: User
) -> None:
    section = Section.objects.get(visit=sealed.visit, code="licensing")
    path = photo_path("2380", hashlib.sha256(jpeg()).hexdigest())
    assert path.exists()
    proposal = propose(sealed, karin, ids(sealed, *KINDS))
    assert verify_everything().fault is None
    assert Entry.objects.filter(payload=None).count() == 0

    carry_out_destruction(user=kerstin, destruction=proposal)

    gone = Entry.objects.filter(payload=None, salt=None)
    assert {row.kind for row in gone} == set(KINDS)
    assert not path.exists()
    assert not Photo.objects.exists()
    assert verify_everything().fault is None
    content = protocol_of(section)
    assert content["destroyed"] == len(KINDS)
    assert content["notes"] == []
    said = squeezed(words_of(protocol_pdf(section, language="en")))
    assert "HemlighetenomBosse" not in said
    assert "destroyedbyadecision" in said
    assert "ProposedbyKarin" in said or "Karin" in said


def test_the_proposer_cannot_decide_and_nobody_decides_twice(
    sealed: Story, karin: User, kerstin: User
) -> None:
    proposal = propose(sealed, karin, ids(sealed, "noted"))
    with pytest.raises(NotAllowed):
        carry_out_destruction(user=karin, destruction=proposal)
    decline_destruction(user=kerstin, destruction=proposal)
    with pytest.raises(WrongState):
        carry_out_destruction(user=kerstin, destruction=proposal)
    assert not Entry.objects.filter(payload=None).exists()


def test_what_steers_the_record_cannot_go(sealed: Story, karin: User) -> None:
    for kind in ("answered", "closed", "started", "sealed"):
        with pytest.raises(Invalid):
            propose(sealed, karin, ids(sealed, kind)[:1])
    with pytest.raises(Invalid):
        propose(sealed, karin, [])


def test_nobody_outside_the_agencys_coordinators_has_a_say(
    sealed: Story, karin: User, petra: User, sten: User
) -> None:
    proposal = propose(sealed, karin, ids(sealed, "noted"))
    for stranger in (petra, sten, sealed.officer):
        with pytest.raises((NotFound, NotAllowed)):
            propose(sealed, stranger, ids(sealed, "noted"))
        with pytest.raises(NotFound):
            carry_out_destruction(user=stranger, destruction=proposal)


def test_custody_does_not_keep_what_was_destroyed(
    story: Story, karin: User, kerstin: User
) -> None:
    story.start()
    story.write("noted", {"text": "Hemligheten om Bosse"})
    first, note = story.tablet.outbox
    send(story.officer, story.tablet, [note])
    send(story.officer, story.tablet, [first])
    assert HeldEntry.objects.count() == 1
    proposal = propose(story, karin, [note.id])
    carry_out_destruction(user=kerstin, destruction=proposal)

    assert b"Bosse" not in bytes(HeldEntry.objects.get().content)
    assert verify_everything().fault is None
