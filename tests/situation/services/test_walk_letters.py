from datetime import timedelta

import pytest
from time_machine import Traveller

from accounts.models import User
from core.errors import Invalid, NotFound, WrongState
from core.integrity import canonical_json, sha256
from core.models import Letter
from situation.models import MeasureState, NotePhoto, SafetyWalk, WalkProtocol
from situation.services.measures import move_measure
from situation.services.photos import keep_note_photo
from situation.services.walk_letters import (
    answer_participants,
    invite,
    send_protocol,
    walk_address,
    walk_at,
)
from situation.services.walks import cancel_walk
from tests.conftest import Town
from tests.situation.notes import named
from tests.situation.walking import listed, measure, planned, saw, walked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


def test_everybody_on_the_list_is_invited_with_an_entry_for_the_calendar(
    karin: User, ostersund: Town
) -> None:
    row = planned(karin, ostersund)
    with pytest.raises(Invalid):
        invite(user=karin, walk=row.pk, text="")
    listed(karin, row, "a@example.test", "b@example.test")
    assert invite(user=karin, walk=row.pk, text="Ta med reflex.") == 2
    letter = Letter.objects.get(to="a@example.test")
    assert "Vid kiosken den 2026-11-09 klockan 22:35" in letter.text
    assert "Ta med reflex." in letter.text
    assert "DTSTART:20261109T213500Z" in letter.calendar
    assert walk_address(row) in letter.text
    assert letter.is_secret
    row.refresh_from_db()
    assert row.invited_at is not None


def test_who_was_invited_is_told_when_it_is_called_off_and_nobody_else(
    karin: User, ostersund: Town
) -> None:
    invited, silent = planned(karin, ostersund), planned(karin, ostersund)
    for row in (invited, silent):
        listed(karin, row)
    invite(user=karin, walk=invited.pk, text="")
    Letter.objects.all().delete()
    for row in (invited, silent):
        cancel_walk(user=karin, walk=row.pk, reason="snöstorm")
    letter = Letter.objects.get()
    assert "snöstorm" in letter.text
    assert "METHOD:CANCEL" in letter.calendar
    with pytest.raises(WrongState):
        invite(user=karin, walk=invited.pk, text="")


def test_nobody_is_invited_to_what_has_begun(karin: User, ostersund: Town) -> None:
    row = walked(karin, ostersund)
    listed(karin, row)
    with pytest.raises(WrongState):
        invite(user=karin, walk=row.pk, text="")


def test_a_protocol_is_frozen_as_it_is_sent_and_sent_anew_is_another_revision(
    karin: User, ostersund: Town
) -> None:
    row = walked(karin, ostersund)
    listed(karin, row)
    first = send_protocol(user=karin, walk=row.pk, photos=[])
    assert first.fingerprint == sha256(canonical_json(first.content)).hex()
    measure(karin, row)
    second = send_protocol(user=karin, walk=row.pk, photos=[])
    first.refresh_from_db()
    assert (first.revision, second.revision) == (1, 2)
    assert (first.content["measures"], len(second.content["measures"])) == ([], 1)
    assert Letter.objects.count() == 2


def test_where_nobody_is_on_the_list_a_protocol_is_frozen_and_mailed_to_nobody(
    karin: User, ostersund: Town
) -> None:
    row = walked(karin, ostersund)
    assert send_protocol(user=karin, walk=row.pk).revision == 1
    answer_participants(user=karin, walk=row.pk, text="Lamporna är bytta.")
    assert not Letter.objects.exists()


def test_nothing_that_is_mailed_tells_of_somebody(karin: User, ostersund: Town) -> None:
    row = planned(karin, ostersund)
    listed(karin, row)
    with pytest.raises(Invalid):
        invite(user=karin, walk=row.pk, text="Ring Anna 070-123 45 67")
    with pytest.raises(Invalid):
        cancel_walk(user=karin, walk=row.pk, reason="ring 070-123 45 67")
    assert not Letter.objects.exists()


def test_a_protocol_tells_what_was_seen_by_how_many_and_never_by_whom(
    karin: User, ostersund: Town
) -> None:
    row = walked(karin, ostersund)
    listed(karin, row)
    one = measure(karin, row)
    move_measure(
        user=karin, measure=one.pk, state=MeasureState.REFUSED, on=row.walk.night,
        words="Marken är inte vår",
    )  # fmt: skip
    told = send_protocol(user=karin, walk=row.pk, photos=[]).content
    assert told["participants"] == 10
    assert told["genders"] == [
        {"code": "women", "count": 6}, {"code": "men", "count": 3},
        {"code": "unstated", "count": 1},
    ]  # fmt: skip
    assert told["roles"] == [
        {"code": "resident", "count": 9}, {"code": "police", "count": 1},
    ]  # fmt: skip
    assert (told["light"], told["weather"]) == ("dark", "Snöfall")
    [point] = told["points"]
    assert (point["number"], point["where"], point["for_whom"]) == (
        1, "Gångtunneln", ["women"],
    )  # fmt: skip
    [told_measure] = told["measures"]
    assert (told_measure["state"], told_measure["words"]) == (
        "refused", "Marken är inte vår",
    )  # fmt: skip
    assert told_measure["points"] == [1]
    assert karin.name not in str(told)
    assert "example.test" not in str(told)


def test_only_photos_that_the_sender_has_looked_at_go_out(
    karin: User, ostersund: Town, photo: bytes
) -> None:
    row = planned(karin, ostersund)
    point = saw(karin, row, photos=[named(photo)])
    keep_note_photo(
        user=karin, note=point.pk, digest=named(photo)["sha256"], content=photo
    )
    row.walk.refresh_from_db()
    row.walk.ended_at = row.walk.began_at
    row.walk.save()
    listed(karin, row)
    sent = send_protocol(user=karin, walk=row.pk, photos=[])
    assert sent.content["points"][0]["photos"] == []
    kept = NotePhoto.objects.get()
    again = send_protocol(user=karin, walk=row.pk, photos=[kept])
    assert again.content["points"][0]["photos"] == [str(kept.pk)]


def test_words_that_tell_of_somebody_stay_out_or_hold_the_protocol_up(
    karin: User, ostersund: Town
) -> None:
    row = walked(karin, ostersund)
    bad = saw(karin, row, text="Ring 070-123 45 67", where="Torget")
    listed(karin, row)
    with pytest.raises(Invalid):
        send_protocol(user=karin, walk=row.pk)
    told = send_protocol(user=karin, walk=row.pk, without_words=[bad]).content
    [point] = [one for one in told["points"] if one["key"] == str(bad.pk)]
    assert (point["text"], point["where"], point["feels"]) == ("", "", "unsafe")
    assert {one["where"] for one in told["points"]} == {"", "Gångtunneln"}


def test_a_rewalk_is_told_point_by_point(karin: User, ostersund: Town) -> None:
    before = walked(karin, ostersund)
    saw(karin, before, text="Skräp", feels="safe")
    first = before.walk.points.get(feels="unsafe")
    row = walked(karin, ostersund, again=before.walk)
    saw(karin, row, again=str(first.pk), feels="safe")
    listed(karin, row)
    told = send_protocol(user=karin, walk=row.pk, photos=[]).content
    assert {one["became"] for one in told["points"]} == {"", "safe"}
    assert told["not_seen_again"] == 1
    assert told["again"] == before.walk.title


def test_no_protocol_goes_out_before_the_walks_end(
    karin: User, ostersund: Town
) -> None:
    row = planned(karin, ostersund)
    listed(karin, row)
    with pytest.raises(WrongState):
        send_protocol(user=karin, walk=row.pk, photos=[])
    assert not WalkProtocol.objects.exists()


def test_an_answer_goes_to_the_list_once_the_protocol_did(
    karin: User, ostersund: Town, november: Traveller
) -> None:
    row = walked(karin, ostersund)
    listed(karin, row)
    with pytest.raises(WrongState):
        answer_participants(user=karin, walk=row.pk, text="Lamporna är bytta.")
    send_protocol(user=karin, walk=row.pk, photos=[])
    Letter.objects.all().delete()
    for text in (" . ", "ring 070-123 45 67"):
        with pytest.raises(Invalid):
            answer_participants(user=karin, walk=row.pk, text=text)
    for _time in range(2):
        november.shift(timedelta(days=1))
        answer_participants(user=karin, walk=row.pk, text="Lamporna är bytta.")
    assert [one.text.count("Lamporna är bytta.") for one in Letter.objects.all()] == [
        1, 1,
    ]  # fmt: skip


def test_a_link_opens_its_walk_until_it_is_renewed(
    karin: User, ostersund: Town
) -> None:
    row = planned(karin, ostersund)
    address = walk_address(row)
    assert walk_at(address) == row
    SafetyWalk.objects.filter(pk=row.pk).update(link=2)
    for said in (address, "x", ""):
        with pytest.raises(NotFound):
            walk_at(said)
