from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from time_machine import Traveller

from accounts.models import Municipality, User
from core import clock
from core.errors import Invalid, NotAllowed, NotFound, WrongState
from core.identifiers import uuid7
from situation.models import (
    AlcoholRelated,
    Cycle,
    PublicDoor,
    PublicWord,
    Report,
    Severity,
    WordState,
)
from situation.queries.picture import picture_now
from situation.queries.public_words import open_doors, waiting_words
from situation.services.cycles import share_picture
from situation.services.public_words import (
    ToldBefore,
    close_public_door,
    forget_words,
    open_public_door,
    set_word_aside,
    take_in,
    tell_unsafe,
)
from situation.services.telling import LooksLikeAName
from tests.conftest import Town, make_town
from tests.situation.town import BUS_SQUARE, door, told, word

pytestmark = pytest.mark.django_db


@pytest.fixture
def is_open(cycle: Cycle, karin: User, ostersund: Town) -> Municipality:
    door(karin, ostersund)
    return ostersund.municipality


def test_a_door_is_opened_once_and_closed_once_by_somebody(
    cycle: Cycle, karin: User, ostersund: Town
) -> None:
    town = ostersund.municipality
    with pytest.raises(WrongState):
        close_public_door(user=karin, municipality=town)
    open_public_door(user=karin, municipality=town)
    with pytest.raises(WrongState):
        open_public_door(user=karin, municipality=town)
    assert list(open_doors()) == [town]
    closed = close_public_door(user=karin, municipality=town)
    assert (closed.closed_by, closed.closed_at) == (karin, clock.now())
    assert not open_doors().exists()
    open_public_door(user=karin, municipality=town)
    assert PublicDoor.objects.count() == 2


def test_no_door_opens_where_nothing_is_reported_together(
    karin: User, ostersund: Town
) -> None:
    with pytest.raises(WrongState):
        open_public_door(user=karin, municipality=ostersund.municipality)


def test_only_who_keeps_the_situation_opens_and_closes(
    is_open: Municipality, ines: User, sten: User
) -> None:
    for user in (ines, sten):
        for deed in (open_public_door, close_public_door):
            with pytest.raises(NotAllowed):
                deed(user=user, municipality=is_open)


def test_what_is_told_waits_and_is_counted_nowhere(
    is_open: Municipality, cycle: Cycle, karin: User, ostersund: Town
) -> None:
    row = word(ostersund, where=" Torget ", text=" Mörkt ")
    row.refresh_from_db()
    assert (row.where, row.text, row.state) == ("Torget", "Mörkt", WordState.WAITING)
    assert (row.latitude, row.longitude) == BUS_SQUARE
    assert not Report.objects.exists()
    assert picture_now(cycle)["reports"] == 0
    assert list(waiting_words(karin)) == [row]


def test_what_is_sent_twice_is_kept_once(
    is_open: Municipality, ostersund: Town
) -> None:
    key = uuid7()
    first = word(ostersund, key)
    assert word(ostersund, key) == first
    assert PublicWord.objects.count() == 1


def test_something_else_under_the_same_key_is_never_taken_for_told(
    is_open: Municipality, karin: User, ostersund: Town
) -> None:
    key = uuid7()
    word(ostersund, key, where="Torget", text="Mörkt")
    for said in ({"category": "KLOTTER"}, {"text": "Ljust"}, {"where": "Bron"}):
        with pytest.raises(ToldBefore):
            word(ostersund, key, **{"where": "Torget", "text": "Mörkt", **said})
    other = make_town("0180", "Stockholm")
    PublicDoor.objects.create(
        municipality=other.municipality, opened_at=clock.now(), opened_by=karin
    )
    with pytest.raises(ToldBefore):
        word(other, key, where="Torget", text="Mörkt")
    assert PublicWord.objects.count() == 1


def test_what_was_taken_in_by_mistake_is_taken_back_until_its_picture_is_shared(
    is_open: Municipality,
    cycle: Cycle,
    karin: User,
    ostersund: Town,
    november: Traveller,
) -> None:
    first, second = (word(ostersund) for _number in range(2))
    for one in (first, second):
        take_in(
            user=karin, word=one.pk, severity=Severity.SLIGHT,
            alcohol=AlcoholRelated.NO,
        )  # fmt: skip
    set_word_aside(user=karin, word=first.pk, reason="dubblett")
    report = Report.objects.get(word=first)
    assert (report.withdrawn_at, report.withdrawn_why) == (clock.now(), "dubblett")
    assert picture_now(cycle)["reports"] == 1
    november.move_to(cycle.meets_at)
    share_picture(user=karin, cycle=cycle.pk)
    with pytest.raises(WrongState):
        set_word_aside(user=karin, word=second.pk, reason="dubblett")
    assert Report.objects.get(word=second).withdrawn_at is None


def test_a_closed_door_takes_nothing(
    is_open: Municipality, karin: User, ostersund: Town
) -> None:
    close_public_door(user=karin, municipality=is_open)
    with pytest.raises(NotFound):
        word(ostersund)


@pytest.mark.parametrize(
    "said",
    [
        {"category": "INCIDENT_PERSONAL"},
        {"category": "HITTEPÅ"},
        {"position": None},
        {"text": "köp på http://example.test"},
        {"where": "www.example.test"},
        {"text": "ring 070-123 45 67"},
    ],
)
def test_what_lacks_its_place_advertises_or_tells_of_somebody_is_refused(
    is_open: Municipality, ostersund: Town, said: dict[str, object]
) -> None:
    with pytest.raises(Invalid):
        word(ostersund, **said)
    assert not PublicWord.objects.exists()


def test_what_looks_like_a_name_is_asked_about(
    is_open: Municipality, ostersund: Town
) -> None:
    said = told(text="Mörkt vid Kvarteret Magnus")
    with pytest.raises(LooksLikeAName):
        tell_unsafe(municipality=is_open, key=uuid7(), told=said)
    row = tell_unsafe(
        municipality=is_open, key=uuid7(), told=said, not_people=["Kvarteret Magnus"]
    )
    assert row.not_people == ["Kvarteret Magnus"]


def test_a_flood_is_stopped_for_its_town_alone_and_lets_the_next_hour_in(
    is_open: Municipality,
    ostersund: Town,
    november: Traveller,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("situation.services.public_words.MOST_IN_AN_HOUR", 3)
    for _number in range(3):
        word(ostersund)
    with pytest.raises(WrongState):
        word(ostersund)
    november.shift(timedelta(hours=1))
    word(ostersund)
    assert PublicWord.objects.count() == 4


def test_what_is_taken_in_is_a_report_of_its_night_and_is_counted(
    is_open: Municipality, cycle: Cycle, karin: User, ostersund: Town
) -> None:
    row = word(ostersund, text="Mörkt")
    report = take_in(
        user=karin, word=row.pk, severity=Severity.ACUTE, alcohol=AlcoholRelated.YES
    )
    row.refresh_from_db()
    assert (row.state, row.settled_by) == (WordState.TAKEN_IN, karin)
    assert (report.word, report.reporter, report.cycle) == (row, None, cycle)
    assert (report.reported_at, report.seen_at) == (row.told_at, row.seen_at)
    assert (report.severity, report.alcohol, report.text) == (3, "yes", "Mörkt")
    assert (report.latitude, report.longitude) == BUS_SQUARE
    assert report.cell
    picture = picture_now(cycle)
    # It is seen, and no reporter has told anything.
    assert (picture["reports"], picture["told"], picture["expected"]) == (1, 0, 0)


def test_what_is_taken_in_after_its_picture_was_shared_is_in_the_next_cycle(
    is_open: Municipality,
    cycle: Cycle,
    karin: User,
    ostersund: Town,
    november: Traveller,
) -> None:
    row = word(ostersund)
    november.move_to(cycle.meets_at)
    share_picture(user=karin, cycle=cycle.pk)
    report = take_in(
        user=karin, word=row.pk, severity=Severity.SLIGHT, alcohol=AlcoholRelated.NO
    )
    assert report.cycle.first > cycle.last


def test_what_was_told_long_ago_can_still_be_taken_in(
    is_open: Municipality, karin: User, ostersund: Town, november: Traveller
) -> None:
    row = word(ostersund)
    november.shift(timedelta(days=90))
    take_in(
        user=karin, word=row.pk, severity=Severity.SLIGHT, alcohol=AlcoholRelated.NO
    )
    assert Report.objects.get().seen_at == row.seen_at


def test_what_is_set_aside_has_its_reason_and_is_never_counted(
    is_open: Municipality, cycle: Cycle, karin: User, ostersund: Town
) -> None:
    row = word(ostersund)
    for reason in (" . ", "ring 070-123 45 67"):
        with pytest.raises(Invalid):
            set_word_aside(user=karin, word=row.pk, reason=reason)
    set_word_aside(user=karin, word=row.pk, reason="skräp")
    row.refresh_from_db()
    assert (row.state, row.settled_because) == (WordState.SET_ASIDE, "skräp")
    assert picture_now(cycle)["reports"] == 0


def test_it_is_settled_once(
    is_open: Municipality, karin: User, ostersund: Town
) -> None:
    row = word(ostersund)
    set_word_aside(user=karin, word=row.pk, reason="skräp")
    with pytest.raises(WrongState):
        set_word_aside(user=karin, word=row.pk, reason="skräp")
    with pytest.raises(WrongState):
        take_in(
            user=karin, word=row.pk, severity=Severity.SLIGHT, alcohol=AlcoholRelated.NO
        )
    assert not Report.objects.exists()


def test_nobody_but_who_keeps_the_situation_sees_or_settles_it(
    is_open: Municipality, ines: User, sten: User, ostersund: Town
) -> None:
    row = word(ostersund)
    for user in (ines, sten):
        assert not waiting_words(user).exists()
        with pytest.raises(NotFound):
            set_word_aside(user=user, word=row.pk, reason="skräp")


def test_a_report_is_told_by_a_reporter_or_by_the_public_never_by_neither(
    is_open: Municipality, karin: User, ostersund: Town
) -> None:
    row = take_in(
        user=karin, word=word(ostersund).pk, severity=Severity.SLIGHT,
        alcohol=AlcoholRelated.NO,
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=row.pk).update(word=None)


def test_the_words_of_what_was_set_aside_are_emptied_after_90_days(
    is_open: Municipality, karin: User, ostersund: Town, november: Traveller
) -> None:
    aside, taken, waiting = (
        word(ostersund, where="Hos grannen", text="Skvaller") for _number in range(3)
    )
    set_word_aside(user=karin, word=aside.pk, reason="skvaller")
    take_in(
        user=karin, word=taken.pk, severity=Severity.SLIGHT, alcohol=AlcoholRelated.NO
    )
    november.shift(timedelta(days=90))
    assert forget_words() == 0
    november.shift(timedelta(seconds=1))
    assert forget_words() == 1
    assert forget_words() == 0
    aside.refresh_from_db()
    assert (aside.text, aside.where, aside.settled_because) == ("", "–", "skvaller")
    for row in (taken, waiting):
        row.refresh_from_db()
        assert row.text == "Skvaller"
