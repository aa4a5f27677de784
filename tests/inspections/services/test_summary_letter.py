import uuid

import pytest
from django.core import mail

from core.models import Letter
from core.post import send_letters
from inspections.models import Entry, HeldEntry
from inspections.services.summary_letter import destroy_summary_letters
from tests.inspections.story import Story, deliver

pytestmark = pytest.mark.django_db
TOLD = {
    "text": "Tillsyn på Krogen.\nBrist: <b>öl</b> & vin.",
    "language": "sv",
    "mail_to": "krogen@example.test",
}


def test_the_venue_is_mailed_what_it_was_told_once(story: Story) -> None:
    story.start()
    story.write("informed", TOLD)
    batch = story.tablet.batch(story.at, story.tablet.outbox)
    for _time in range(3):  # the reply was lost
        deliver(story.officer, batch)
        send_letters()
    (letter,) = mail.outbox
    assert letter.to == ["krogen@example.test"]
    assert "Brist: <b>öl</b> & vin." in letter.body
    assert "&lt;b&gt;öl&lt;/b&gt; &amp; vin." in letter.alternatives[0][0]
    assert story.venue.name in letter.subject


def test_what_was_only_shown_is_not_mailed(story: Story) -> None:
    story.start()
    story.write("informed", {"text": "Inget att anmärka", "language": "en"})
    story.send()
    assert Entry.objects.filter(kind="informed").count() == 1
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    "address", ["krogen", "a@b", "a b@c.se", "a@b.se\nBcc: c@d.se"]
)
def test_what_is_no_address_is_kept_for_a_person(story: Story, address: str) -> None:
    story.start()
    story.write("informed", {**TOLD, "mail_to": address})
    story.send()
    assert HeldEntry.objects.count() == 1
    assert not Letter.objects.exists()


def test_what_comes_after_the_seal_is_not_mailed(story: Story) -> None:
    story.start().answer_the_rest().finish().send()
    story.seal()
    story.write("informed", TOLD)
    assert [one.status.value for one in story.send()] == ["late"]
    assert not Letter.objects.exists()


def test_what_is_destroyed_is_gone_from_the_mail_too(story: Story) -> None:
    story.start()
    entry = story.write("informed", TOLD)
    story.send()
    destroy_summary_letters([uuid.UUID(entry.id)])
    assert Letter.objects.get().text == ""
    assert send_letters() == 0
