"""Ways in which evidence could have been lost, doubled or forged, each tried once."""

import json
import uuid
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from accounts.models import Membership, User
from core import clock
from core.errors import Invalid, WrongState
from inspections.documents.protocol_pdf import protocol_pdf
from inspections.models import (
    Entry,
    Finding,
    HeldEntry,
    HeldState,
    Parcel,
    Section,
    ServerEpoch,
    Visit,
)
from inspections.queries.sections import section_log
from inspections.services.sealing import amend_section
from inspections.services.verification import verify_everything
from tests.conftest import Town, enrol
from tests.inspections.story import Story, deliver, send, statuses

pytestmark = pytest.mark.django_db
SENT = b'{"sent":{"device_at":"2026-11-20T22:00:00.000+01:00","mono_ms":1,"boot":"x"},"parcels":['


def section_of(story: Story) -> Section:
    return Section.objects.select_related("visit", "agency").get(
        visit=story.visit, code="licensing"
    )


def test_a_start_whose_number_is_taken_opens_no_visit(story: Story) -> None:
    story.start().send()
    story.tablet.seq = 0
    second = Story(
        story.tablet, story.officer, story.venue, story.at, sent=story.sent
    ).start()
    second.answer("ALK-03")

    assert statuses(second.send()) == [
        ("quarantined", "number_taken"),
        ("waiting", "visit_not_here"),
    ]
    assert not Visit.objects.filter(pk=second.visit).exists()


def test_what_is_sent_before_the_enrolment_enters_and_leaves_quarantine_after_it(
    story: Story, ines: User, ostersund: Town
) -> None:
    stream = story.tablet.stream
    story.tablet.stream = str(uuid.uuid4()).replace("-4", "-7", 1)
    other = enrol(ines, ostersund.agencies["licensing"])
    unknown = Story(other, ines, story.venue, story.at)
    from inspections.models import Stream  # noqa: PLC0415

    Stream.objects.filter(pk=other.stream).update(
        revoked_at=clock.now(), revoked_by=ines
    )
    unknown.start()
    assert statuses(unknown.send()) == [("quarantined", "stream_revoked")]
    assert Parcel.objects.filter(stream=other.stream).exists()
    Stream.objects.filter(pk=other.stream).update(revoked_at=None, revoked_by=None)
    unknown.sent = 0

    assert statuses(unknown.send()) == [("stored", "")]
    assert HeldEntry.objects.get().state == HeldState.SETTLED
    story.tablet.stream = stream


def test_a_bad_signature_first_does_not_keep_the_good_copy_out(story: Story) -> None:
    story.start()
    story.answer("ALK-03")
    late = story.tablet.outbox[1:]
    forged = story.tablet.batch(clock.now(), late)
    forged["parcels"][0]["signature"] = "A" * 86  # type: ignore[index]
    assert statuses(deliver(story.officer, forged)) == [("quarantined", "signature")]

    assert statuses(send(story.officer, story.tablet, late)) == [
        ("waiting", "visit_not_here")
    ]
    send(story.officer, story.tablet, story.tablet.outbox[:1])
    assert Entry.objects.count() == 2


def test_a_section_cannot_be_reopened_behind_the_records_back(story: Story) -> None:
    story.start().answer_the_rest().finish().send()
    story.seal()
    Section.objects.filter(code="licensing").update(
        seal=None, sealed_at=None, sealed_by=None
    )

    fault = verify_everything().fault
    assert fault is not None
    assert "bear" in fault.reason


def test_waiting_entries_hold_the_seal_back(story: Story, police_story: Story) -> None:
    story.start().answer_the_rest().finish().send()
    section = section_of(story)
    HeldEntry.objects.create(
        digest="ab" * 32, state=HeldState.WAITING, code="visit_not_here",
        municipality=section.visit.municipality, agency=section.agency, visit_id=section.visit_id,
        content=b"{}", parcel_id=uuid.uuid4(), received_at=clock.now(), carried_by=story.officer,
    )  # fmt: skip

    with pytest.raises(WrongState, match="komplettera"):
        story.seal()


def test_a_device_that_never_wrote_cannot_be_waived(story: Story) -> None:
    story.start().answer_the_rest().finish().send()

    with pytest.raises(Invalid):
        story.seal(waived={str(uuid.uuid4()): "Påhittad enhet"})


def test_a_seal_by_waiver_counts_as_a_visit(story: Story) -> None:
    story.start().answer_the_rest()
    story.write("declined_to_sign", {"role": "staff", "reason": "Ville inte"})
    story.write(
        "joined", {"officer": str(story.officer.pk), "agency": "licensing"}, "common"
    )
    story.kind = "outer"
    story.send()
    Visit.objects.update(kind="inner")

    section = story.seal(waived={story.tablet.stream: "Plattan gick sönder"})

    assert section.visited_on == section.visit.night


def test_nobody_from_nowhere_takes_part(story: Story, sten: User) -> None:
    story.start()
    for officer in (str(uuid.uuid4()), str(sten.pk)):
        story.write("joined", {"officer": officer, "agency": "licensing"}, "common")

    assert [code for _, code in statuses(story.send())] == [
        "",
        "unknown_officer",
        "unknown_officer",
    ]


def test_a_role_in_one_municipality_opens_no_other(
    story: Story, sundsvall: Town, ines: User
) -> None:
    Membership.objects.filter(user=ines).update(
        municipality=sundsvall.municipality, agency=sundsvall.agencies["licensing"]
    )
    there = enrol(ines, sundsvall.agencies["licensing"])
    story.start()
    there.write(story.at, story.visit, "arrived", {}, "common")
    batch = story.tablet.batch(clock.now(), story.tablet.outbox)
    batch["parcels"] += [there.parcel(there.outbox)]  # type: ignore[operator]

    assert statuses(deliver(ines, batch))[0] == ("quarantined", "no_role")


@pytest.mark.parametrize("year", [2199, 1999])
def test_a_time_that_cannot_be_is_quarantined(story: Story, year: int) -> None:
    story.at = datetime(year, 1, 1, tzinfo=UTC)
    story.start()
    batch = story.tablet.batch(clock.now(), story.tablet.outbox)
    batch["sent"]["boot"] = "another"  # type: ignore[index]

    assert statuses(deliver(story.officer, batch)) == [
        ("quarantined", "time_impossible")
    ]


def test_common_entries_after_the_seal_are_late_and_can_be_admitted(
    story: Story,
) -> None:
    story.start().answer_the_rest().finish().send()
    story.seal()
    before = protocol_pdf(section_of(story))
    late = story.write("counted", {"guests": 99}, "common")
    story.send()
    log = section_log(section_of(story))

    assert [str(row.pk) for row in log.late] == [late.id]
    amend_section(
        user=story.officer, visit=UUID(story.visit), code="licensing", text="Räkning",
        admits=[late.id],
    )  # fmt: skip
    log = section_log(section_of(story))
    assert log.late == ()
    assert protocol_pdf(section_of(story)) != before


def test_a_strangers_late_clock_changes_no_sealed_protocol(
    story: Story, police_story: Story
) -> None:
    story.start().answer_the_rest().finish().send()
    story.seal()
    clocks = "gick fel"
    police_story.join(story.visit)
    police_story.write("counted", {"guests": 1}, "common")
    batch = police_story.tablet.batch(
        police_story.at + timedelta(hours=30), police_story.tablet.outbox
    )
    deliver(police_story.officer, batch)

    from tests.inspections.documents.test_protocol_pdf import words_of  # noqa: PLC0415

    assert clocks not in words_of(protocol_pdf(section_of(story)))


def test_one_finding_id_under_two_items_still_seals(story: Story) -> None:
    story.start().answer_the_rest("ALK-05", "ALK-17")
    finding = {"id": story.visit, "text": "Samma id"}
    for item in ("ALK-05", "ALK-17"):
        story.answer(item, "finding", findings=[finding])
    story.finish().send()
    story.seal()

    assert Finding.objects.count() == 2


def test_an_item_whose_law_ends_at_midnight_is_not_demanded(story: Story) -> None:
    story.at = datetime(2026, 5, 31, 21, 30, tzinfo=UTC)
    story.start().answer_the_rest().finish().send()

    assert story.seal().sealed_at is not None


def test_withheld_names_leave_no_trace_in_what_is_given_away(story: Story) -> None:
    from inspections.queries.protocol import protocol_of  # noqa: PLC0415

    story.start().answer_the_rest()
    story.write(
        "signed",
        {
            "role": "inspector", "name": "Ines", "strokes": [[[1, 1], [2, 2]]], "width": 9,
            "height": 9, "summary_sha256": "ab" * 32,
        },
    )  # fmt: skip
    story.finish().send()
    story.seal()

    given = json.dumps(protocol_of(section_of(story), withhold_official_names=True))
    assert "Ines" not in given
    assert str(story.officer.pk) not in given


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("devices", b"[" * 100_000),
        ("devices", b'{"municipality":"\\ud800"}'),
        (
            "entries",
            b'{"sent":{"device_at":"\\ud800","mono_ms":1,"boot":"x"},"parcels":[]}',
        ),
        (
            "entries",
            SENT.replace(
                b"2026-11-20T22:00:00.000+01:00", b"0001-01-01T00:00:00.000+23:00"
            )
            + b"]}",
        ),
        (
            "entries",
            SENT
            + b'{"stream":"x","signature":"","entries":['
            + b"[" * 990
            + b"]" * 990
            + b"]}]}",
        ),
    ],
)
def test_no_body_gives_a_5xx(ines: User, path: str, body: bytes) -> None:
    client = Client()
    client.force_login(ines)

    answer = client.post(f"/api/v1/field/{path}", body, content_type="application/json")

    assert answer.status_code in {200, 400}


def test_a_cookie_with_a_null_byte_is_no_cookie(db: None) -> None:
    client = Client(headers={"Cookie": 'sessionid="\\000aaaaaaaaaaaa"'})

    assert client.get("/").status_code == 302


def test_an_entry_at_the_end_of_the_calendar_costs_its_neighbours_nothing(
    story: Story,
) -> None:
    story.start()
    story.write(
        "noted",
        {"text": "x"},
        device_at="9999-12-31T23:30:00.000+00:00",
        boot=story.tablet.device,
    )

    assert [status for status, _ in statuses(story.send())] == ["stored", "quarantined"]
    assert ServerEpoch.objects.count() == 0
