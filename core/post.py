"""Mail: written as a row together with what it tells, sent by a sweep.

A letter is sent once for each key. Between a mail server's yes and the row that notes it
lies a moment in which a process may die; the letter then goes once more under the same
Message-ID, by which readers know it again. The other way round it would be lost.
"""

import hashlib
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import Q
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language

from core import clock
from core.claims import claim
from core.models import Letter

_DELAYS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
)
_AT_LAST = timedelta(days=1)
_SHARE = timedelta(seconds=40)
_KEPT = timedelta(days=90)
_NOT_SENT = (OSError, SMTPException, ValueError)  # the last: an address it refuses
_FORGOTTEN = {"to": "", "subject": "", "text": "", "html": "", "calendar": ""}
STUCK_AFTER = 5
"""Attempts after which a letter is shown to people. It is tried all the same."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a letter says; `key` names the matter and the step, at most 200 signs."""

    key: str
    to: str
    subject: str
    text: str
    html: str = ""
    is_secret: bool = False  # its words are forgotten when it has gone
    calendar: str = ""  # an entry for the reader's calendar (RFC 5545)


def compose(
    *,
    key: str,
    to: str,
    subject: str,
    paragraphs: Sequence[str],
    link: str = "",
    calendar: str = "",
    is_secret: bool = False,
) -> Draft:
    """A letter in plain text and as HTML from the same sentences, in the language that
    is active.
    """
    html = format_html(
        '<!doctype html><html lang="{}"><body style="font-family: sans-serif; '
        'line-height: 1.5; max-width: 40em">{}{}</body></html>',
        get_language() or "sv",
        format_html_join("", "<p>{}</p>", ((one,) for one in paragraphs)),
        format_html('<p><a href="{}">{}</a></p>', link, link) if link else "",
    )
    text = "\n\n".join([*paragraphs, *([link] if link else [])])
    return Draft(key, to, subject, f"{text}\n", html, is_secret, calendar)


def retry_delay(attempts: int) -> timedelta:
    """How long to wait after so many failures: soon at first, daily in the end."""
    return _DELAYS[attempts - 1] if attempts <= len(_DELAYS) else _AT_LAST


def write_letters(drafts: Iterable[Draft]) -> None:
    """Write letters, each unless one of its key is there. Belongs into the caller's
    transaction: no fact without its letter, and no letter without its fact.
    """
    now = clock.now()
    Letter.objects.bulk_create(
        [
            Letter(
                key=one.key, to=one.to, subject=" ".join(one.subject.split())[:200],
                text=one.text, html=one.html, is_secret=one.is_secret, calendar=one.calendar,
                written_at=now, try_at=now,
            )
            for one in drafts
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def send_letters() -> int:
    """Send what waits, letter by letter, until nothing does or a round's share of time
    is over: a slow mail server must not keep the other sweeps waiting. How many went.
    """
    until = time.monotonic() + _SHARE.total_seconds()
    sent = 0
    with get_connection() as post:
        while time.monotonic() < until:
            letter = claim(Letter.objects.filter(sent_at=None, try_at__lte=clock.now()))
            if letter is None:
                break
            sent += _send(letter, post)
    return sent


def send_at_once(key: str) -> None:
    """Send a letter that somebody is waiting for with a page open; when that fails it goes
    with the next round.
    """
    letter = claim(Letter.objects.filter(key=key, sent_at=None))
    if letter is None:
        return
    try:
        with get_connection() as post:
            _send(letter, post)
    except _NOT_SENT as error:
        _put_off(letter, repr(error), clock.now())


def _send(letter: Letter, post: object) -> bool:
    number = hashlib.sha256(letter.key.encode()).hexdigest()[:32]
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ")
    mail = EmailMultiAlternatives(
        letter.subject, letter.text, None, [letter.to], connection=post,
        headers={"Message-ID": f"<{number}@{domain}>", "Auto-Submitted": "auto-generated"},
    )  # fmt: skip
    if letter.html:
        mail.attach_alternative(letter.html, "text/html")
    if letter.calendar:
        mail.attach("lykta.ics", letter.calendar, "text/calendar")
    try:
        mail.send()
    except _NOT_SENT as error:
        _put_off(letter, repr(error), clock.now())
        return False
    forgotten = _FORGOTTEN if letter.is_secret else {}
    Letter.objects.filter(pk=letter.pk).update(
        sent_at=clock.now(), claimed_at=None, **forgotten
    )
    return True


def _put_off(letter: Letter, said: str, now: datetime) -> None:
    attempts = letter.attempts + 1
    Letter.objects.filter(pk=letter.pk).update(
        attempts=attempts,
        last_error=said[:1000],
        try_at=now + retry_delay(attempts),
        claimed_at=None,
    )


def stuck_letters() -> int:
    """How many letters have failed again and again, or have waited for a day: a mail
    server that cannot be reached at all fails no single letter.
    """
    waited = Q(written_at__lt=clock.now() - _AT_LAST)
    stuck = Letter.objects.filter(Q(attempts__gte=STUCK_AFTER) | waited, sent_at=None)
    return stuck.count()


def forget_letters() -> int:
    """Forget the words and addresses of what went long ago; how many. Keys stay, so that
    nothing goes twice.
    """
    old = Letter.objects.filter(sent_at__lt=clock.now() - _KEPT).exclude(to="")
    return old.update(**_FORGOTTEN)


def destroy_letters(keys: Iterable[str]) -> None:
    """Forget letters whose matter is destroyed, and do not send what has not gone."""
    gone = Letter.objects.filter(key__in=list(keys))
    gone.update(**_FORGOTTEN)
    gone.filter(sent_at=None).update(sent_at=clock.now())
