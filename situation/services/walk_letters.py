"""Telling those on a walk's list: the invitation, the protocol, and what came of it."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import Invalid, NotFound, WrongState
from core.integrity import canonical_json, sha256
from core.nights import local
from core.page_link import read_page, sign_page
from core.post import Draft, compose, write_letters
from core.words import check_says_something
from situation.documents.walk_calendar import walk_calendar
from situation.models import NotePhoto, SafetyWalk, WalkAnswer, WalkPoint, WalkProtocol
from situation.queries.walk_protocol import protocol_now
from situation.rules.screening import numbers_in
from situation.rules.walk_protocol import ProtocolTold
from situation.services.safety_walks import safety_walk_in_hand
from situation.services.screened import check_names_nobody

_KIND = "walk"
Says = Callable[[], tuple[str, list[str]]]
"""Subject and paragraphs, in the language that is active."""


def walk_address(walk: SafetyWalk) -> str:
    """The signed part of the address of the participants' page."""
    return sign_page(_KIND, walk.pk, walk.link)


def walk_link(walk: SafetyWalk) -> str:
    """The whole address, as it stands in letters."""
    return f"{settings.PUBLIC_URL}/walk/{walk_address(walk)}/"


def walk_at(address: str) -> SafetyWalk:
    """Which walk a signed address opens. `NotFound` when it is none, or was renewed."""
    said = read_page(_KIND, address)
    rows = SafetyWalk.objects.select_related("walk__municipality", "walk__agency")
    row = None if said is None else rows.filter(pk=said[0], link=said[1]).first()
    if row is None:
        raise NotFound(
            _("This link opens nothing any more. Ask the coordinator for a new one.")
        )
    return row


@transaction.atomic
def invite(*, user: User, walk: UUID, text: str) -> int:
    """Mail everybody on the list where and when it gathers, with an entry for their
    calendars; how many.

    Raises `NotFound`, `NotAllowed`, `WrongState` when it has begun, `Invalid` without a list.
    """
    row = safety_walk_in_hand(user, walk)
    if row.walk.began_at is not None or row.walk.cancelled_at is not None:
        raise WrongState(_("It has begun, or is called off already."))
    _check_list(row)
    check_names_nobody(text)
    row.invited_at = clock.now()
    row.save(update_fields=["invited_at"])
    gathers = local(row.meets_at)
    return _write(
        row, f"invitation:{gathers.isoformat()}:{clock.now().isoformat()}",
        lambda: (
            _("Safety walk: %(title)s") % {"title": row.walk.title},
            [
                _("We gather at %(place)s on %(day)s at %(time)s.")
                % {
                    "place": row.meeting_place, "day": gathers.date().isoformat(),
                    "time": f"{gathers:%H:%M}",
                },
                *([text.strip()] if text.strip() else []),
                _(
                    "We walk together and note which places feel safe or unsafe, and to "
                    "whom. Nobody's name is written down. What we saw and what comes of "
                    "it will stand behind this link:"
                ),
            ],
        ),
        calendar=walk_calendar(row, written_at=clock.now(), link=walk_link(row)),
    )  # fmt: skip


@transaction.atomic
def send_protocol(
    *,
    user: User,
    walk: UUID,
    photos: Iterable[NotePhoto] = (),
    without_words: Iterable[WalkPoint] = (),
) -> WalkProtocol:
    """Freeze what was seen and proposed, and send it to everybody on the list. `photos` are
    those on which, the sender says, nobody can be recognised; of points `without_words`
    the words stay out.

    Raises `NotFound`, `NotAllowed`; `WrongState` before the walk's end; `Invalid` for words
    that tell of somebody. Where nobody is on the list it is frozen, and mailed to nobody.
    """
    row = safety_walk_in_hand(user, walk)
    if row.walk.ended_at is None:
        raise WrongState(_("The walk has not ended yet."))
    content = protocol_now(
        row, {one.pk for one in photos}, {one.pk for one in without_words}
    )
    _check_points(content)
    made = WalkProtocol.objects.create(
        walk=row, revision=row.protocols.count() + 1, content=content,
        fingerprint=sha256(canonical_json(content)).hex(), sent_at=clock.now(), sent_by=user,
    )  # fmt: skip
    _write(
        row, f"protocol:{made.revision}",
        lambda: (
            _("What we saw: %(title)s") % {"title": row.walk.title},
            [
                _(
                    "%(points)s places were noted and %(measures)s measures proposed. Behind "
                    "the link stands what was seen, what is proposed to whom, and from day to "
                    "day what becomes of it."
                )
                % {
                    "points": len(content["points"]),
                    "measures": len(content["measures"]),
                },
            ],
        ),
    )  # fmt: skip
    return made


@transaction.atomic
def answer_participants(*, user: User, walk: UUID, text: str) -> WalkAnswer:
    """Tell those who walked along what came of it, by mail and on their page.

    Raises `NotFound`, `NotAllowed`; `WrongState` before the protocol was sent; `Invalid`
    without words, or of people.
    """
    row = safety_walk_in_hand(user, walk)
    check_says_something(text, _("Say what came of it in a few words."))
    check_names_nobody(text)
    if not row.protocols.exists():
        raise WrongState(_("Send the protocol first."))
    made = WalkAnswer.objects.create(
        walk=row, text=text.strip(), given_at=clock.now(), given_by=user
    )
    _write(
        row, f"answer:{made.pk}",
        lambda: (
            _("What came of our walk: %(title)s") % {"title": row.walk.title},
            [made.text],
        ),
    )  # fmt: skip
    return made


def _check_points(content: ProtocolTold) -> None:
    check_names_nobody(content["weather"])
    wrong = [
        str(one["number"])
        for one in content["points"]
        if numbers_in(one["text"]) or numbers_in(one["where"])
    ]
    if wrong:
        raise Invalid(
            _(
                "Point %(numbers)s: here stands what looks like somebody's number, e-mail or "
                "car. Choose it among the points whose words stay out."
            )
            % {"numbers": ", ".join(wrong)}
        )


@transaction.atomic
def renew_walk_link(*, user: User, walk: UUID) -> SafetyWalk:
    """End the participants' links that are out; who is on the list gets the new one with the
    next letter. Raises `NotFound`, `NotAllowed`.
    """
    row = safety_walk_in_hand(user, walk)
    row.link += 1
    row.save(update_fields=["link"])
    return row


def _check_list(row: SafetyWalk) -> None:
    if not row.addresses.exists():
        raise Invalid(_("Put addresses on the list first."))


def tell_that_it_is_off(row: SafetyWalk) -> int:
    """Tell those who were invited that it does not take place; how many."""
    if row.invited_at is None:
        return 0
    return _write(
        row, "off",
        lambda: (
            _("Called off: %(title)s") % {"title": row.walk.title},
            [
                _("The walk does not take place. %(why)s")
                % {"why": row.walk.cancelled_why}
            ],
        ),
        calendar=walk_calendar(row, written_at=clock.now(), link=walk_link(row)),
    )  # fmt: skip


def _write(row: SafetyWalk, step: str, says: Says, calendar: str = "") -> int:
    """Write to everybody on the list, in the language of the municipality."""
    with translation.override(settings.LANGUAGE_CODE):
        subject, paragraphs = says()
        drafts: list[Draft] = [
            compose(
                key=f"walk:{row.pk}:{step}:{one.pk}", to=one.email, subject=subject,
                paragraphs=[_("Hello,"), *paragraphs], link=walk_link(row),
                calendar=calendar, is_secret=True,
            )
            for one in row.addresses.all()
        ]  # fmt: skip
    write_letters(drafts)
    return len(drafts)
