import smtplib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from core import post
from core.models import Letter
from core.post import (
    Draft,
    destroy_letters,
    forget_letters,
    retry_delay,
    send_letters,
    stuck_letters,
    write_letters,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DRAFT = Draft("finding:1:reminder", "krogen@example.test", "En rubrik", "Hej", "<p>Hej")


@pytest.fixture
def now() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_a_letter_goes_once_for_each_key() -> None:
    write_letters([DRAFT])
    write_letters([DRAFT])
    assert send_letters() == 1
    assert send_letters() == 0
    write_letters([DRAFT])
    assert send_letters() == 0
    (letter,) = mail.outbox
    assert isinstance(letter, EmailMultiAlternatives)
    assert (letter.to, letter.subject, letter.body) == (
        ["krogen@example.test"], "En rubrik", "Hej",
    )  # fmt: skip
    assert letter.alternatives[0][0] == "<p>Hej"


def test_a_letter_that_went_twice_bears_the_same_number() -> None:
    write_letters([DRAFT])
    send_letters()
    Letter.objects.update(sent_at=None)  # the process died before it could note it
    send_letters()
    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


def test_a_line_break_in_a_subject_adds_no_header() -> None:
    write_letters([Draft("k", "a@example.test", "Ett\r\nBcc: b@example.test", "Hej")])
    assert send_letters() == 1
    assert mail.outbox[0].subject == "Ett Bcc: b@example.test"


def test_what_fails_is_tried_again_for_ever_and_shown(
    now: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object, **_more: object) -> None:
        raise smtplib.SMTPServerDisconnected("gone")

    write_letters([DRAFT, Draft("other", "b@example.test", "B", "B")])
    later = NOW + timedelta(days=400)
    Letter.objects.filter(key="other").update(try_at=later, written_at=later)
    tried = []
    with monkeypatch.context() as broken:
        broken.setattr(EmailMultiAlternatives, "send", refuse)
        for _minute in range(60 * 24 * 3):
            before = Letter.objects.get(key=DRAFT.key)
            if before.try_at <= datetime.now(UTC):
                assert send_letters() == 0
                tried.append(datetime.now(UTC) - NOW)
                now.move_to(Letter.objects.get(key=DRAFT.key).try_at)
            if len(tried) == 7:
                break
    hours = [round(one.total_seconds() / 3600, 2) for one in tried]
    assert hours == [0, 0.02, 0.1, 0.6, 2.6, 26.6, 50.6]
    assert stuck_letters() == 1
    assert "gone" in Letter.objects.get(key=DRAFT.key).last_error
    assert send_letters() == 1
    assert stuck_letters() == 0


def test_delays_grow_and_end_at_a_day() -> None:
    assert [retry_delay(one) for one in (1, 4, 5, 500)] == [
        timedelta(minutes=1), timedelta(hours=2), timedelta(days=1), timedelta(days=1),
    ]  # fmt: skip


def test_a_letter_that_nobody_could_send_for_a_day_is_shown(
    now: time_machine.Traveller,
) -> None:
    write_letters([DRAFT])
    assert stuck_letters() == 0
    now.shift(86_401)
    assert stuck_letters() == 1


def test_a_secret_letter_is_forgotten_when_it_has_gone_and_not_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_letters([replace(DRAFT, is_secret=True)])
    assert Letter.objects.get().text == "Hej"
    assert send_letters() == 1
    letter = Letter.objects.get()
    assert (letter.to, letter.subject, letter.text, letter.html) == ("", "", "", "")
    assert mail.outbox[0].body == "Hej"


def test_words_are_forgotten_after_a_while_and_nothing_goes_twice(
    now: time_machine.Traveller,
) -> None:
    write_letters([DRAFT])
    send_letters()
    now.shift(timedelta(days=89))
    assert forget_letters() == 0
    now.shift(timedelta(days=2))
    assert forget_letters() == 1
    assert forget_letters() == 0
    write_letters([DRAFT])
    assert send_letters() == 0


def test_what_waits_is_never_forgotten(now: time_machine.Traveller) -> None:
    write_letters([DRAFT])
    now.shift(timedelta(days=1000))
    assert forget_letters() == 0
    assert send_letters() == 1


def test_a_letter_whose_matter_is_destroyed_does_not_go() -> None:
    write_letters([DRAFT])
    destroy_letters([DRAFT.key])
    assert send_letters() == 0
    assert Letter.objects.get().text == ""


def test_a_slow_mail_server_takes_no_more_than_its_share_of_a_round(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_letters(replace(DRAFT, key=str(number)) for number in range(5))
    times = iter(range(0, 200, 15))
    monkeypatch.setattr(post.time, "monotonic", lambda: next(times))
    assert send_letters() == 2  # at 15 and at 30 seconds
    assert send_letters() == 2
    assert send_letters() == 1
