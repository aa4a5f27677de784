from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.errors import NotAllowed
from demo.tablet import Tablet, Written, uuid7_at
from inspections.models import Entry, HeldEntry, HeldState, Parcel, Section, Visit
from tests.inspections.story import deliver, send, statuses
from venues.models import Venue

pytestmark = pytest.mark.django_db


def start(tablet: Tablet, at: datetime, venue: Venue, checklist: str) -> str:
    visit = uuid7_at(at)
    payload = {"venue": str(venue.pk), "visit_kind": "outer", "checklist": checklist}
    tablet.write(at, visit, "started", payload, "common")
    return visit


def answer(tablet: Tablet, at: datetime, visit: str, item: str = "ALK-03") -> Written:
    return tablet.write(
        at, visit, "answered", {"item": item, "value": "ok", "supersedes": []}
    )


def shape(sql: str) -> str:
    words = sql.split()
    return words[0] if "SAVEPOINT" in words else " ".join(words[:3])


def test_a_visit_enters_the_log_entry_by_entry(
    ines: User, tablet: Tablet, venue: Venue, checklist: str, late_evening: datetime
) -> None:
    visit = start(tablet, late_evening, venue, checklist)
    answer(tablet, late_evening + timedelta(minutes=5), visit)
    tablet.close(late_evening + timedelta(minutes=40), visit)

    answers = send(ines, tablet, tablet.outbox)

    assert statuses(answers) == [("stored", "")] * 3
    row = Visit.objects.get(pk=visit)
    assert row.venue == venue
    assert row.night.isoformat() == "2026-11-20"
    visited = dict(Section.objects.values_list("code", "visited_on"))
    assert visited == {"common": None, "licensing": row.night}
    assert set(Section.objects.values_list("code", flat=True)) == {
        "common",
        "licensing",
    }
    assert Entry.objects.count() == 3
    assert Parcel.objects.count() == 1


def test_sending_again_answers_duplicate_and_changes_nothing(
    ines: User, tablet: Tablet, venue: Venue, checklist: str, late_evening: datetime
) -> None:
    visit = start(tablet, late_evening, venue, checklist)
    answer(tablet, late_evening, visit)
    send(ines, tablet, tablet.outbox)

    again = send(ines, tablet, tablet.outbox)

    assert statuses(again) == [("duplicate", "")] * 2
    assert Entry.objects.count() == 2
    assert Parcel.objects.count() == 1


def test_the_same_entry_twice_in_a_batch_is_stored_once(
    ines: User, tablet: Tablet, venue: Venue, checklist: str, late_evening: datetime
) -> None:
    start(tablet, late_evening, venue, checklist)

    answers = send(ines, tablet, tablet.outbox * 2)

    assert statuses(answers) == [("stored", ""), ("duplicate", "")]


def test_entries_wait_for_their_visit_and_enter_when_it_comes(
    ines: User, tablet: Tablet, venue: Venue, checklist: str, late_evening: datetime
) -> None:
    visit = start(tablet, late_evening, venue, checklist)
    answer(tablet, late_evening, visit)
    first, second = tablet.outbox

    assert statuses(send(ines, tablet, [second])) == [("waiting", "visit_not_here")]
    assert Entry.objects.count() == 0
    assert statuses(send(ines, tablet, [first])) == [("stored", "")]

    assert Entry.objects.count() == 2
    assert HeldEntry.objects.get().state == HeldState.SETTLED
    assert statuses(send(ines, tablet, [second])) == [("duplicate", "")]


def test_one_poisoned_entry_never_blocks_its_neighbours(
    ines: User, tablet: Tablet, venue: Venue, checklist: str, late_evening: datetime
) -> None:
    visit = start(tablet, late_evening, venue, checklist)
    for _ in range(48):
        answer(tablet, late_evening, visit)
    batch = tablet.batch(late_evening, tablet.outbox)
    elements = batch["parcels"][0]["entries"]  # type: ignore[index]
    elements[20] = {**elements[20], "payload": "{not json"}

    answers = deliver(ines, batch)

    assert statuses(answers).count(("stored", "")) == 48
    assert statuses(answers)[20] == ("quarantined", "not_json")
    assert HeldEntry.objects.get().where == "payload"


@pytest.mark.parametrize(
    "poison",
    [None, 7, "text", [], {}, {"header": "\ud800", "payload": "", "salt": ""}],
)
def test_whatever_stands_for_an_entry_is_kept(
    poison: object,
    ines: User,
    tablet: Tablet,
    venue: Venue,
    checklist: str,
    late_evening: datetime,
) -> None:
    start(tablet, late_evening, venue, checklist)
    batch = tablet.batch(late_evening, tablet.outbox)
    parcel = batch["parcels"][0]  # type: ignore[index]
    parcel["entries"] = [*parcel["entries"], poison]
    parcel["signature"] = tablet.signature_over(parcel["entries"])

    answers = deliver(ines, batch)

    assert [one.status.value for one in answers] == ["stored", "quarantined"]
    assert HeldEntry.objects.count() == 1


def test_a_broken_signature_keeps_the_entries_in_quarantine(
    ines: User, tablet: Tablet, venue: Venue, checklist: str, late_evening: datetime
) -> None:
    start(tablet, late_evening, venue, checklist)
    batch = tablet.batch(late_evening, tablet.outbox)
    batch["parcels"][0]["signature"] = "A" * 86  # type: ignore[index]

    answers = deliver(ines, batch)

    assert statuses(answers) == [("quarantined", "signature")]
    assert Entry.objects.count() == 0


def test_the_author_is_the_streams_officer_whoever_carries(
    karin: User,
    petra: User,
    tablet: Tablet,
    venue: Venue,
    checklist: str,
    late_evening: datetime,
    ines: User,
) -> None:
    start(tablet, late_evening, venue, checklist)

    answers = send(petra, tablet, tablet.outbox)

    assert statuses(answers) == [("stored", "")]
    entry = Entry.objects.select_related("stream").get()
    assert entry.stream.officer == ines
    assert Parcel.objects.get().carried_by == petra
    with pytest.raises(NotAllowed):
        send(karin, tablet, tablet.outbox)


def test_an_id_taken_by_another_text_is_quarantined_and_told_nothing(
    ines: User,
    petra: User,
    tablet: Tablet,
    police_tablet: Tablet,
    venue: Venue,
    checklist: str,
    late_evening: datetime,
) -> None:
    visit = start(tablet, late_evening, venue, checklist)
    send(ines, tablet, tablet.outbox)
    taken = tablet.outbox[0].id
    forged = police_tablet.write(late_evening, visit, "arrived", {}, "common", id=taken)

    answers = send(petra, police_tablet, [forged])

    assert statuses(answers) == [("quarantined", "id_taken")]
    assert Entry.objects.get(pk=taken).kind == "started"


def test_a_number_used_twice_in_a_stream_is_quarantined(
    ines: User, tablet: Tablet, venue: Venue, checklist: str, late_evening: datetime
) -> None:
    visit = start(tablet, late_evening, venue, checklist)
    send(ines, tablet, tablet.outbox)
    tablet.seq = 0
    again = tablet.write(late_evening, visit, "arrived", {}, "common")

    assert statuses(send(ines, tablet, [again])) == [("quarantined", "number_taken")]
    assert HeldEntry.objects.get().entry_id == UUID(again.id)


def test_the_offset_of_the_devices_clock_is_measured_and_kept(
    ines: User, tablet: Tablet, venue: Venue, checklist: str, late_evening: datetime
) -> None:
    start(tablet, late_evening, venue, checklist)
    batch = tablet.batch(late_evening + timedelta(hours=1), tablet.outbox)

    deliver(ines, batch)

    entry = Entry.objects.get()
    assert entry.received_at - entry.recorded_at == timedelta(hours=1)
    assert entry.device_at.startswith("2026-11-20T22:40:00.000")
    assert entry.clock_offset_ms == (entry.recorded_at - late_evening) // timedelta(
        milliseconds=1
    )


def test_statements_do_not_grow_with_the_batch(
    ines: User,
    tablet: Tablet,
    venue: Venue,
    checklist: str,
    late_evening: datetime,
) -> None:
    answer(tablet, late_evening, start(tablet, late_evening, venue, checklist))
    send(ines, tablet, tablet.outbox)
    shapes = []
    for visits, answers in ((1, 3), (8, 45)):
        tablet.outbox.clear()
        for _ in range(visits):
            visit = start(tablet, late_evening, venue, checklist)
            for _ in range(answers):
                answer(tablet, late_evening, visit)
            tablet.close(late_evening, visit)
        with CaptureQueriesContext(connection) as queries:
            send(ines, tablet, tablet.outbox)
        # SQLite takes a thousand parameters a statement, so one insert becomes several.
        shapes.append([one for one, _ in groupby(shape(q["sql"]) for q in queries)])

    assert shapes[0] == shapes[1]
    assert len(shapes[0]) <= 20
