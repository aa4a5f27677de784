import hashlib
import json
import threading
import time
from datetime import UTC, datetime, timedelta
from itertools import permutations
from random import Random

import pytest
import time_machine
from django.db import connection, transaction

from accounts.models import Membership, Role, User
from core import clock
from core.corrected_time import Sent
from core.errors import Invalid, NotAllowed, NotFound
from core.identifiers import uuid7
from situation.models import (
    NotePhoto,
    NoteState,
    Walk,
    WalkKind,
    WalkNote,
    WalkPoint,
)
from situation.queries.held_words import CODES, held_sentence
from situation.queries.walks import notes_held_for
from situation.services.notes import receive_notes
from situation.services.photos import keep_note_photo
from situation.services.walks import plan_walk, set_note_aside
from tests.api.field.test_photos import jpeg
from tests.conftest import Town
from tests.situation.notes import (
    BOOT,
    SCHEMES,
    answers,
    named,
    note,
    on_the_spot,
    send,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk(karin: User, ostersund: Town) -> Walk:
    return plan_walk(
        user=karin, agency=ostersund.agencies["licensing"], kind=WalkKind.APPRAISAL,
        title="Vandring i november", night=clock.today(), scheme="pf-28",
    )  # fmt: skip


def test_a_walk_is_what_its_notes_say(ines: User, walk: Walk) -> None:
    saw = note(ines, walk.pk, "saw", text="Trasig lampa", attribute="P5", score=2)
    sent = [note(ines, walk.pk, "began", ago=90), saw, note(ines, walk.pk, "ended")]
    assert send(ines, *sent) == ["taken"] * 3
    walk.refresh_from_db()
    assert walk.began_at is not None
    assert walk.ended_at is not None
    assert walk.ended_at - walk.began_at >= timedelta(minutes=89)
    (point,) = WalkPoint.objects.all()
    assert (point.text, point.attribute, point.score) == ("Trasig lampa", "P5", 2)
    assert point.seen_by == ines


@pytest.mark.parametrize(
    ("at", "zone"),
    [
        ("2026-11-20T16:59+01:00", ""),
        ("2026-11-20T17:00+01:00", "17-20"),
        ("2026-11-20T19:59+01:00", "17-20"),
        ("2026-11-20T20:00+01:00", "20-23"),
        ("2026-11-21T01:59+01:00", "23-02"),
        ("2026-11-21T04:59+01:00", "02-05"),
        ("2026-11-21T05:00+01:00", ""),
    ],
)
def test_the_hour_decides_the_time_zone(
    ines: User, walk: Walk, at: str, zone: str
) -> None:
    with time_machine.travel(datetime.fromisoformat(at).astimezone(UTC), tick=False):
        send(ines, note(ines, walk.pk, "saw", text="Lugnt"))
    assert WalkPoint.objects.get().zone == zone


def test_sending_again_in_any_order_changes_nothing(
    ines: User, karin: User, ostersund: Town
) -> None:
    """A walk on the spot, whose notes come in every order and every one twice."""
    spot = uuid7()
    began = note(ines, spot, "began", on_the_spot=on_the_spot())
    saw = note(ines, spot, "saw", text="Glas på marken")
    struck = note(
        ines, spot, "struck", note=json.loads(saw)["id"], reason="städades direkt"
    )
    outcomes = set()
    for order in permutations([began, saw, struck]):
        WalkPoint.objects.all().delete()
        WalkNote.objects.all().delete()
        Walk.objects.all().delete()
        for one in order:  # what waits enters by itself
            send(ines, one)
            send(ines, one)
        point = WalkPoint.objects.get()
        walk = Walk.objects.get()
        states = set(WalkNote.objects.values_list("state", flat=True))
        outcomes.add(
            (point.text, point.struck_why, walk.title, walk.leader, *sorted(states))
        )
    assert outcomes == {
        ("Glas på marken", "städades direkt", "Egen vandring", ines, NoteState.TAKEN)
    }


def test_notes_of_others_enter_when_the_walk_is_opened(ines: User, petra: User) -> None:
    """The opener's tablet sends last, as after a restored server."""
    spot = uuid7()
    saw = note(petra, spot, "saw", text="Från den andra plattan")
    assert send(petra, saw) == ["unknown_walk"]
    send(ines, note(ines, spot, "began", on_the_spot=on_the_spot()))
    assert WalkPoint.objects.get().seen_by == petra
    assert send(petra, saw) == ["taken"]


def test_a_note_that_was_held_keeps_the_time_at_which_it_first_came(
    ines: User,
) -> None:
    """The device's clock is three hours wrong tonight and mended tomorrow."""
    spot = uuid7()
    with time_machine.travel("2026-11-20T22:30:00+01:00", tick=False):
        saw = note(ines, spot, "saw", text="Lugnt", ago=180)
        now = clock.now()
        wrong = Sent(now - timedelta(hours=3), 10, BOOT.replace("0f", "1f"), now)
        receive_notes(user=ines, sent=wrong, contents=[saw], schemes=SCHEMES)
    with time_machine.travel("2026-11-21T12:00:00+01:00", tick=False):
        send(ines, saw, note(ines, spot, "began", on_the_spot=on_the_spot()))
    assert WalkPoint.objects.get().zone == "20-23"


def test_what_is_held_keeps_the_moment_at_which_it_came(ines: User, walk: Walk) -> None:
    saw = note(ines, uuid7(), "saw", text="Var är vi?")
    send(ines, saw)
    came = WalkNote.objects.get().received_at
    with time_machine.travel(clock.now() + timedelta(days=2), tick=False):
        send(ines, saw)
    assert WalkNote.objects.get().received_at == came


def test_a_time_that_cannot_be_is_held_until_the_device_s_clock_is_right(
    ines: User, walk: Walk
) -> None:
    saw = note(ines, walk.pk, "saw", text="Lugnt")
    now = clock.now()
    other_run = BOOT.replace("0f", "1f")
    wrong = Sent(now + timedelta(days=9000), 10, other_run, now)
    (told,) = receive_notes(user=ines, sent=wrong, contents=[saw], schemes=SCHEMES)
    assert told.code == "time_impossible"
    assert WalkNote.objects.get().recorded_at is None
    assert send(ines, saw) == ["taken"]
    row = WalkNote.objects.get()
    assert (row.walk_id, row.kind) == (walk.pk, "saw")
    assert row.recorded_at == WalkPoint.objects.get().seen_at


def test_a_note_held_for_want_of_a_role_enters_when_it_is_sent_again_alone(
    ines: User, petra: User, walk: Walk
) -> None:
    """What somebody else sends lets in what waited for a note, nothing else."""
    saw = note(petra, walk.pk, "saw", text="Utan roll")
    send(petra, saw)
    WalkPoint.objects.all().delete()
    WalkNote.objects.update(state=NoteState.HELD, code="no_role")
    send(ines, note(ines, walk.pk, "saw", text="En annan"))
    assert WalkNote.objects.get(carried_by=petra).state == NoteState.HELD
    assert send(petra, saw) == ["taken"]


def test_a_walk_on_the_spot_after_midnight_is_of_the_night_before(ines: User) -> None:
    with time_machine.travel("2026-11-21T02:30:00+01:00", tick=False):
        send(ines, note(ines, uuid7(), "began", on_the_spot=on_the_spot()))
    assert Walk.objects.get().night.isoformat() == "2026-11-20"


def test_the_place_of_a_point_is_in_degrees(ines: User, walk: Walk) -> None:
    place = {"latitude_e7": 631767000, "longitude_e7": 146361000, "accuracy_m": 8}
    assert send(ines, note(ines, walk.pk, "saw", text="Här", place=place)) == ["taken"]
    point = WalkPoint.objects.get()
    assert (point.latitude, point.longitude) == (63.1767, 14.6361)
    assert point.accuracy_m == 8


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_walk_begins_with_its_first_beginning_and_ends_with_its_last_end(
    ines: User, walk: Walk, order: tuple[int, ...]
) -> None:
    agos = (90, 60, 30)
    for which in order:
        send(ines, note(ines, walk.pk, "began", ago=agos[which]))
        send(ines, note(ines, walk.pk, "ended", ago=agos[which] - 20))
    walk.refresh_from_db()
    assert walk.began_at is not None
    assert walk.ended_at is not None
    assert round((clock.now() - walk.began_at).total_seconds() / 60) == 90
    assert round((clock.now() - walk.ended_at).total_seconds() / 60) == 10


def test_what_was_seen_begins_a_walk_whose_beginning_is_on_its_way(
    ines: User, walk: Walk
) -> None:
    send(ines, note(ines, walk.pk, "saw", text="Lugnt", ago=30))
    walk.refresh_from_db()
    assert walk.began_at is not None
    send(ines, note(ines, walk.pk, "saw", text="Lugnt", ago=60))
    send(ines, note(ines, walk.pk, "began", ago=45))
    walk.refresh_from_db()
    assert walk.began_at is not None
    assert round((clock.now() - walk.began_at).total_seconds() / 60) == 45


def test_what_is_held_is_seen_where_its_walk_is(
    karin: User, sten: User, ines: User, ostersund: Town, sundsvall: Town, walk: Walk
) -> None:
    """Somebody with a role in both towns: each town's coordinators see their own."""
    for town, user in ((sundsvall, ines), (ostersund, sten)):
        Membership.objects.create(
            user=user, municipality=town.municipality, agency=town.agencies["police"],
            role=Role.INSPECTOR, started_on="2020-01-01",
        )  # fmt: skip
    for user in (ines, sten):
        strike = note(user, walk.pk, "struck", note=str(uuid7()), reason="fel plats")
        assert send(user, strike) == ["unknown_note"]
    towns = set(WalkNote.objects.values_list("municipality", flat=True))
    assert towns == {ostersund.municipality.pk}
    assert notes_held_for(karin).count() == 2


def test_a_held_note_that_may_stand_now_is_taken_and_stays_so(
    ines: User, walk: Walk
) -> None:
    saw = note(ines, walk.pk, "saw", text="Samtidigt")
    send(ines, saw)
    WalkPoint.objects.all().delete()
    WalkNote.objects.update(state=NoteState.HELD, code="unknown_walk")
    assert send(ines, saw) == ["taken"]
    assert send(ines, saw) == ["taken"]
    assert WalkPoint.objects.count() == 1


def test_whatever_comes_is_kept_and_answered_for(ines: User, walk: Walk) -> None:
    lot = Random(20261123)
    good = note(ines, walk.pk, "saw", text="Lugnt och ljust")
    broken = []
    for _ in range(200):
        cut = bytearray(good)
        for _ in range(lot.randint(1, 4)):
            cut[lot.randrange(len(cut))] = lot.randrange(256)
        broken.append(bytes(cut))
    told = answers(ines, *broken)
    assert len(told) == len(set(broken))
    kept = {row.digest: bytes(row.content) for row in WalkNote.objects.all()}
    assert set(kept.values()) == set(broken)
    assert {one.code for one in told} - {""} <= CODES
    held = [one for one in told if one.state is NoteState.HELD]
    assert len(held) > 100
    assert all(held_sentence(one.code) for one in held)


def test_a_note_with_a_taken_id_is_held_and_the_first_one_stands(
    ines: User, walk: Walk
) -> None:
    first = note(ines, walk.pk, "saw", text="Först")
    second = json.dumps({**json.loads(first), "text": "Sedan"}).encode()
    assert send(ines, first, second) == ["taken", "id_taken"]
    assert send(ines, second, first) == ["id_taken", "taken"]
    assert [one.text for one in WalkPoint.objects.all()] == ["Först"]


def test_nobody_writes_in_anothers_name_or_strikes_anothers_note(
    ines: User, petra: User, walk: Walk
) -> None:
    saw = note(ines, walk.pk, "saw", text="Stökigt")
    assert send(petra, saw) == ["author_mismatch"]
    assert not WalkPoint.objects.exists()
    assert send(ines, saw) == ["taken"]  # judged anew when its author brings it
    assert WalkNote.objects.get().carried_by == ines
    strike = note(
        petra, walk.pk, "struck", note=json.loads(saw)["id"], reason="håller inte med"
    )
    assert send(petra, strike) == ["not_ones_own"]
    assert WalkPoint.objects.get().struck_at is None


def test_another_town_takes_no_part(sten: User, karin: User, walk: Walk) -> None:
    assert send(sten, note(sten, walk.pk, "saw", text="Hej")) == ["no_role"]
    spot = on_the_spot()
    opening = note(sten, uuid7(), "began", on_the_spot=spot)
    assert send(sten, opening) == ["no_role"]
    elsewhere = on_the_spot(agency="police")
    assert send(karin, note(karin, uuid7(), "began", on_the_spot=elsewhere)) == [
        "no_role"
    ]
    other = on_the_spot(scheme="pf-1")
    unknown = note(karin, uuid7(), "began", on_the_spot=other)
    assert send(karin, unknown) == ["unknown_scheme"]
    nowhere = note(sten, uuid7(), "began", on_the_spot=on_the_spot(agency="harbour"))
    assert send(sten, nowhere) == ["unknown_agency"]
    assert not WalkPoint.objects.exists()
    assert {one.carried_by for one in notes_held_for(karin)} == {karin}


def test_who_records_nowhere_keeps_the_notes_on_the_device(
    ostersund: Town, walk: Walk
) -> None:
    user = User.objects.create_user("ny@example.test", "Ny", "lösenord-för-test")
    with pytest.raises(NotAllowed):
        send(user, note(user, walk.pk, "saw", text="Hej"))
    assert not WalkNote.objects.exists()


def test_what_is_held_is_seen_by_who_leads_and_set_aside_with_a_reason(
    ines: User, karin: User, sten: User, ostersund: Town
) -> None:
    (told,) = answers(ines, note(ines, uuid7(), "saw", text="Var är vi?"))
    assert told.code == "unknown_walk"
    assert [one.digest for one in notes_held_for(karin)] == [told.digest]
    for user in (ines, sten):
        with pytest.raises(NotFound):
            set_note_aside(user=user, digest=told.digest, reason="provat")
    with pytest.raises(Invalid):
        set_note_aside(user=karin, digest=told.digest, reason=" ")
    set_note_aside(user=karin, digest=told.digest, reason="en övning")
    assert not notes_held_for(karin).exists()
    kept = bytes(WalkNote.objects.get(pk=told.digest).content)
    assert [one.state for one in answers(ines, kept)] == [NoteState.SET_ASIDE]


def test_a_photo_comes_after_its_note_whole_and_once(
    ines: User, petra: User, walk: Walk
) -> None:
    content = jpeg()
    digest = named(content)["sha256"]
    saw = note(ines, walk.pk, "saw", photos=[named(content)])
    where = {"note": json.loads(saw)["id"], "digest": digest, "content": content}
    with pytest.raises(NotFound):
        keep_note_photo(user=ines, **where)
    send(ines, saw)
    with pytest.raises(NotFound):  # nor into another's note
        keep_note_photo(user=petra, **where)
    with pytest.raises(Invalid):
        keep_note_photo(user=ines, **{**where, "content": content[:-1]})
    for _ in range(2):
        keep_note_photo(user=ines, **where)
    assert [one.sha256 for one in NotePhoto.objects.all()] == [digest]


def test_a_photo_of_a_note_that_is_held_is_kept_as_well(ines: User) -> None:
    content = jpeg()
    saw = note(ines, uuid7(), "saw", photos=[named(content)])
    assert send(ines, saw) == ["unknown_walk"]
    keep_note_photo(
        user=ines, note=json.loads(saw)["id"], digest=named(content)["sha256"],
        content=content,
    )  # fmt: skip
    assert NotePhoto.objects.count() == 1


@pytest.mark.parametrize("count", [1, 40])
def test_statements_do_not_grow_with_the_notes(
    ines: User, walk: Walk, count: int, django_assert_max_num_queries: object
) -> None:
    sent = [note(ines, walk.pk, "saw", text=f"Punkt {n}") for n in range(count)]
    sent += [
        note(ines, walk.pk, "struck", note=json.loads(one)["id"], reason="fel plats")
        for one in sent
    ]
    sent += [note(ines, walk.pk, kind) for kind in ("began", "ended") for _ in sent]
    with django_assert_max_num_queries(18):  # type: ignore[operator]
        send(ines, *sent)


@pytest.mark.django_db(transaction=True)
def test_of_two_sessions_with_the_same_held_note_both_find_it_taken(
    ines: User, walk: Walk
) -> None:
    """One waits for the walk while the other takes the note that both bring."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    saw = note(ines, walk.pk, "saw", text="Samtidigt")
    WalkNote.objects.create(
        digest=hashlib.sha256(saw).hexdigest(), note=json.loads(saw)["id"],
        walk_id=walk.pk, kind="saw", municipality=walk.municipality, carried_by=ines,
        content=saw, recorded_at=clock.now(), received_at=clock.now(),
        state=NoteState.HELD, code="unknown_walk",
    )  # fmt: skip
    told: list[list[str]] = []

    def other() -> None:
        try:
            told.append(send(ines, saw))
        finally:
            connection.close()

    thread = threading.Thread(target=other)
    with transaction.atomic():
        Walk.objects.select_for_update().get(pk=walk.pk)
        thread.start()
        time.sleep(0.5)  # it stands before the lock
        assert send(ines, saw) == ["taken"]
    thread.join(30)
    assert told == [["taken"]]
    assert send(ines, saw) == ["taken"]
    assert WalkPoint.objects.count() == 1
