import json
from uuid import UUID

import pytest

from accounts.models import User
from core.errors import Invalid, NotAllowed, NotFound, WrongState
from inspections.models import (
    Answer,
    Entry,
    Finding,
    Observation,
    RecipientKind,
    Section,
)
from inspections.services.projection import differs_from_log, project_section
from inspections.services.releasing import release_section
from inspections.services.sealing import amend_section, seal_section
from inspections.services.verification import verify_everything
from tests.conftest import Town
from tests.inspections.story import Story, statuses

pytestmark = pytest.mark.django_db


def finished(story: Story) -> Story:
    story.start().answer_the_rest("ALK-03")
    story.find("ALK-03", "Ingen serveringsansvarig på plats")
    story.finish().send()
    return story


def test_a_complete_section_is_sealed_and_becomes_facts(story: Story) -> None:
    section = finished(story).seal()

    assert section.sealed_by == story.officer
    assert Answer.objects.filter(section=section).count() == 37
    finding = Finding.objects.get()
    assert (finding.item, finding.severity, finding.follow_up) == (
        "ALK-03",
        "serious",
        "F3",
    )
    assert finding.found_on.isoformat() == "2026-11-21"
    assert not differs_from_log(section)
    assert verify_everything().fault is None


def test_nothing_is_a_fact_before_the_seal(story: Story) -> None:
    finished(story)

    assert not Finding.objects.exists()
    assert not Answer.objects.exists()


def test_an_incomplete_section_is_refused_with_the_list(story: Story) -> None:
    story.start()
    story.answer("ALK-03")
    story.send()

    with pytest.raises(WrongState) as refusal:
        story.seal()

    assert refusal.value.stable_code == "incomplete"
    words = " ".join(str(one) for one in refusal.value.particulars)
    assert "ALK-04" in words
    assert len(refusal.value.particulars) == 4


def test_sealing_again_changes_nothing(story: Story) -> None:
    section = finished(story).seal()
    again = story.seal()

    assert again.seal == section.seal
    assert Entry.objects.filter(kind="sealed").count() == 1


def test_what_comes_after_the_seal_is_late_until_it_is_admitted(story: Story) -> None:
    section = finished(story).seal()
    late = story.find("ALK-05", "Anmälan saknas", follow_up="F2")
    assert statuses(story.send()) == [("late", "")]
    assert Finding.objects.count() == 1

    amend_section(
        user=story.officer,
        visit=UUID(story.visit),
        code="licensing",
        text="Skickades från plattan först nästa dag.",
        admits=[late.id],
    )

    assert Finding.objects.filter(section=section, item="ALK-05").exists()
    assert verify_everything().fault is None


def test_only_late_entries_are_admitted(story: Story) -> None:
    finished(story).seal()

    with pytest.raises(Invalid) as refusal:
        amend_section(
            user=story.officer,
            visit=UUID(story.visit),
            code="licensing",
            text="Tillägg",
            admits=[story.tablet.outbox[1].id],
        )
    assert refusal.value.stable_code == "not_late"


def test_a_device_that_never_closes_is_waived_with_a_reason(story: Story) -> None:
    finished(story)
    story.write("noted", {"text": "En sak till"})
    story.send()
    with pytest.raises(WrongState):
        story.seal()

    section = story.seal(waived={story.tablet.stream: "Plattan gick sönder"})

    payload = json.loads(Entry.objects.get(kind="sealed").payload or "")
    assert payload["waived"] == [
        {"reason": "Plattan gick sönder", "stream": story.tablet.stream}
    ]
    assert section.sealed_at is not None


def test_another_agencys_section_does_not_exist_for_me(
    story: Story, petra: User, sten: User
) -> None:
    finished(story)

    for stranger in (petra, sten):
        with pytest.raises(NotFound):
            seal_section(user=stranger, visit=UUID(story.visit), code="licensing")


def test_an_auditor_sees_but_does_not_seal(story: Story, ostersund: Town) -> None:
    from accounts.models import Role  # noqa: PLC0415
    from tests.conftest import make_person  # noqa: PLC0415

    finished(story)
    auditor = make_person("Rut", ostersund, "licensing", Role.AUDITOR)

    with pytest.raises(NotAllowed):
        seal_section(user=auditor, visit=UUID(story.visit), code="licensing")


def test_seals_of_one_agency_are_linked(story: Story) -> None:
    first = finished(story).seal()
    second = Story(story.tablet, story.officer, story.venue, story.at, sent=story.sent)
    sealed = finished(second).seal()

    payloads = [
        json.loads(row.payload or "")
        for row in Entry.objects.filter(kind="sealed").order_by("seq")
    ]
    assert payloads[0]["previous"] == "0" * 64
    assert payloads[1]["previous"] == first.seal
    assert sealed.seal != first.seal


def test_a_release_is_an_exact_copy_with_its_ground(
    story: Story, karin: User, ostersund: Town
) -> None:
    section = finished(story).seal()

    release = release_section(
        user=karin,
        visit=UUID(story.visit),
        code="licensing",
        recipient_kind=RecipientKind.AGENCY,
        recipient_name="Polisen",
        recipient_agency="police",
        ground="AL 9:8",
        weighing="Behövs för tillsynen, inget av vikt röjs",
        withhold_official_names=True,
    )

    snapshot = json.loads(release.snapshot)
    assert snapshot["seal"] == section.seal
    assert story.officer.name not in release.snapshot
    assert verify_everything().fault is None


def test_projections_can_be_thrown_away_and_made_again(story: Story) -> None:
    story.start()
    story.write(
        "observed",
        {
            "observation": story.visit,
            "level": "noticeably",
            "signs": [],
            "staff_did": ["served"],
        },
    )
    story.answer_the_rest().finish().send()
    section = story.seal()
    Observation.objects.all().delete()
    assert differs_from_log(section)

    project_section(section)

    assert not differs_from_log(section)
    assert Section.objects.exclude(sealed_at=None).get() == section
