import uuid

import pytest

from accounts.models import Membership, Role, User
from core import clock
from core.errors import NotFound, WrongState
from inspections.documents.protocol_pdf import protocol_pdf
from inspections.models import Entry, HeldEntry, HeldState, Section, Stream, Visit
from inspections.queries.protocol import protocol_of
from inspections.queries.sections import section_log
from inspections.services.quarantine import admit_held, judge_held_again, set_aside
from inspections.services.verification import verify_everything
from tests.conftest import SINCE, Town
from tests.inspections.story import Story, deliver, send, statuses

pytestmark = pytest.mark.django_db


def revoked(story: Story, user: User) -> None:
    Stream.objects.filter(pk=story.tablet.stream).update(
        revoked_at=clock.now(), revoked_by=user
    )


def held() -> HeldEntry:
    return HeldEntry.objects.exclude(state=HeldState.SETTLED).get()


def licensing(story: Story) -> Section:
    return Section.objects.select_related("visit", "agency").get(
        visit=story.visit, code="licensing"
    )


@pytest.fixture
def with_held_note(story: Story, karin: User) -> Story:
    """A whole visit whose last note came after its device was revoked."""
    story.start().answer_the_rest().finish()
    story.send()
    story.write("noted", {"text": "Vittne <Bosse> sa nej"})
    revoked(story, karin)
    assert statuses(story.send()) == [("quarantined", "stream_revoked")]
    return story


def test_an_admitted_entry_is_part_of_the_record_with_the_reason(
    with_held_note: Story, karin: User
) -> None:
    row = admit_held(user=karin, digest=held().pk, reason="Såg henne skriva den.")

    assert (row.state, row.settled_by, row.settled_because) == (
        HeldState.SETTLED, karin, "Såg henne skriva den.",
    )  # fmt: skip
    # The device wrote on after it had closed; its lead says why it will not close again.
    with_held_note.seal(waived={with_held_note.tablet.stream: "Plattan är indragen"})
    protocol = protocol_of(licensing(with_held_note))
    assert "Vittne <Bosse> sa nej" in [one["text"] for one in protocol["notes"]]
    assert [one["text"] for one in protocol["amendments"]] == ["Såg henne skriva den."]
    assert protocol_pdf(licensing(with_held_note), language="sv").startswith(b"%PDF")
    assert verify_everything().fault is None


def test_an_entry_can_be_admitted_to_a_sealed_section_too(
    with_held_note: Story, karin: User
) -> None:
    with_held_note.seal()
    admit_held(user=karin, digest=held().pk, reason="Såg henne skriva den.")

    protocol = protocol_of(licensing(with_held_note))
    assert "Vittne <Bosse> sa nej" in [one["text"] for one in protocol["notes"]]
    assert protocol["late"] == 0
    assert verify_everything().fault is None


def test_an_entry_in_the_log_without_its_admission_counts_for_nothing(
    with_held_note: Story, karin: User
) -> None:
    admit_held(user=karin, digest=held().pk, reason="Såg henne skriva den.")
    amended = Entry.objects.get(kind="amended")
    log = section_log(licensing(with_held_note))
    without = type(log)(
        log.section, tuple(row for row in log.rows if row.pk != amended.pk)
    )
    assert "noted" in [one.kind for one in log.fold.timeline]
    assert "noted" not in [one.kind for one in without.fold.timeline]


def test_what_nobody_signed_is_never_admitted(story: Story, karin: User) -> None:
    """Not even under the parcel of a good signature that was borrowed for it."""
    story.start().answer("ALK-03")
    first, second = story.tablet.outbox
    good = story.tablet.batch(clock.now(), [first])
    deliver(story.officer, good)
    forged = story.tablet.batch(clock.now(), [second])
    forged["parcels"][0]["signature"] = good["parcels"][0]["signature"]  # type: ignore[index]
    assert statuses(deliver(story.officer, forged)) == [("quarantined", "signature")]
    revoked(story, karin)

    for settle in (
        lambda: admit_held(user=karin, digest=held().pk, reason="Den är nog rätt."),
        lambda: judge_held_again(user=karin, digest=held().pk),
    ):
        with pytest.raises(WrongState) as raised:
            settle()
        assert raised.value.stable_code == "signature"
    assert Entry.objects.count() == 1
    assert held().state == HeldState.QUARANTINED


def test_what_cannot_stand_in_the_log_is_not_admitted(
    story: Story, karin: User
) -> None:
    story.start().send()
    story.write("answered", {"item": "ALK-99", "value": "ok", "supersedes": []})
    assert statuses(story.send()) == [("quarantined", "unknown_item")]

    with pytest.raises(WrongState) as raised:
        admit_held(user=karin, digest=held().pk, reason="Den är nog rätt.")
    assert raised.value.stable_code == "unknown_item"
    assert held().state == HeldState.QUARANTINED


def test_a_start_judged_again_lets_in_all_that_waited_for_it(
    story: Story, karin: User, ostersund: Town
) -> None:
    """An officer whose role was registered only after the night."""
    membership = Membership.objects.get(user=story.officer)
    membership.ended_on = SINCE
    membership.save()
    Membership.objects.create(
        user=story.officer, municipality=ostersund.municipality,
        agency=ostersund.agencies["police"], role=Role.INSPECTOR, started_on=SINCE,
    )  # fmt: skip
    story.start().answer("ALK-03")
    assert [code for _, code in statuses(story.send())] == ["no_role", "no_role"]
    start, answer = (
        HeldEntry.objects.get(entry_id=one.id) for one in story.tablet.outbox
    )
    with pytest.raises(WrongState) as raised:
        judge_held_again(user=karin, digest=start.pk)
    assert raised.value.stable_code == "no_role"
    membership.ended_on = None
    membership.save()
    HeldEntry.objects.filter(pk=answer.pk).update(
        state=HeldState.WAITING, visit_id=uuid.UUID(story.visit)
    )

    judge_held_again(user=karin, digest=start.pk)

    assert Visit.objects.filter(pk=story.visit).exists()
    assert Entry.objects.count() == 2
    assert not HeldEntry.objects.exclude(state=HeldState.SETTLED).exists()
    assert not Entry.objects.filter(is_late=True).exists()


def test_what_is_set_aside_stays_aside_when_it_is_sent_again(
    with_held_note: Story, karin: User
) -> None:
    note = held()
    set_aside(user=karin, digest=note.pk, reason="Skriven av någon annan.")
    assert not HeldEntry.objects.exclude(state=HeldState.SETTLED).exists()
    assert Entry.objects.filter(kind="noted").count() == 0

    tablet = with_held_note.tablet
    answers = send(with_held_note.officer, tablet, tablet.outbox[-1:])
    assert statuses(answers) == [("quarantined", "stream_revoked")]
    note.refresh_from_db()
    assert (note.state, note.settled_because) == (
        HeldState.SETTLED, "Skriven av någon annan.",
    )  # fmt: skip


def test_another_agencys_coordinator_finds_nothing_to_settle(
    with_held_note: Story, petra: User, sten: User
) -> None:
    for stranger in (petra, sten, with_held_note.officer):
        with pytest.raises(NotFound):
            set_aside(user=stranger, digest=held().pk, reason="Bort med den.")


def test_what_was_decided_is_not_decided_twice(
    with_held_note: Story, karin: User
) -> None:
    digest = held().pk
    set_aside(user=karin, digest=digest, reason="Skriven av någon annan.")
    with pytest.raises(NotFound):
        admit_held(user=karin, digest=digest, reason="Ändrade mig.")
