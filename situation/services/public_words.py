"""What anybody tells a town without an account: told, looked at, taken in or set aside."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Municipality, User
from core import clock
from core.errors import Invalid, NotFound, WrongState
from core.words import check_says_something
from situation.models import (
    AlcoholRelated,
    Cycle,
    PublicDoor,
    PublicWord,
    Report,
    Severity,
    WordState,
)
from situation.permissions import check_keeps_situation
from situation.queries.public_words import (
    open_doors,
    public_words_visible_to,
    told_since,
)
from situation.rules.category import offered_to_all
from situation.rules.public_word import (
    MOST_IN_AN_HOUR,
    PATIENCE,
    holds_an_address,
)
from situation.services.screened import check_names_nobody
from situation.services.telling import Told, check_told, write_report

_EMPTIED = "–"


@transaction.atomic
def open_public_door(*, user: User, municipality: Municipality) -> PublicDoor:
    """Let anybody tell the town what is unsafe.

    Raises `NotAllowed`; `WrongState` when it is open, or the town reports nothing together.
    """
    check_keeps_situation(user, municipality)
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    if not Cycle.objects.filter(municipality=municipality).exists():
        raise WrongState(_("Begin to report together first: what is told lands there."))
    if open_doors().filter(pk=municipality.pk).exists():
        raise WrongState(_("The public page is open already."))
    return PublicDoor.objects.create(
        municipality=municipality, opened_at=clock.now(), opened_by=user
    )


@transaction.atomic
def close_public_door(*, user: User, municipality: Municipality) -> PublicDoor:
    """Take nothing more from the public; what was told stays, and waits for a look.

    Raises `NotAllowed`, `WrongState` when it is closed.
    """
    check_keeps_situation(user, municipality)
    rows = PublicDoor.objects.select_for_update()
    row = rows.filter(municipality=municipality, closed_at=None).first()
    if row is None:
        raise WrongState(_("The public page is closed already."))
    row.closed_at, row.closed_by = clock.now(), user
    row.save(update_fields=["closed_at", "closed_by"])
    return row


class ToldBefore(Invalid):
    """The key is that of something else that was told."""

    code = "told_before"

    def __init__(self) -> None:
        super().__init__(
            _(
                "Something else was told from this page. Press once more to tell this too."
            )
        )


@transaction.atomic
def tell_unsafe(
    *,
    municipality: Municipality,
    key: UUID,
    told: Told,
    not_people: Collection[str] = (),
) -> PublicWord:
    """Tell a town what is unsafe, without saying who tells it. What is sent twice under one
    `key` is kept once.

    Raises as `check_told`; `NotFound` where the door is closed; `Invalid` for an address of
    the web; `WrongState` when more came within the hour than anybody can look at.
    """
    # One at a time: the same form twice at once, and the count of the hour.
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    if not open_doors().filter(pk=municipality.pk).exists():
        raise NotFound(_("There is no such page."))
    there = PublicWord.objects.filter(pk=key).first()
    if there is not None:
        if there.municipality_id != municipality.pk or not _is_same(there, told):
            raise ToldBefore
        return there
    asked = check_told(told, offered_to_all(), not_people)
    if holds_an_address(told.text) or holds_an_address(told.where):
        raise Invalid(_("Leave addresses of web pages out."))
    now = clock.now()
    if told_since(municipality, now - timedelta(hours=1)) >= MOST_IN_AN_HOUR:
        raise WrongState(
            _(
                "Very much is told just now. Keep the page open and send it again in an "
                "hour; in danger call 112."
            )
        )
    latitude, longitude = told.position or (None, None)
    return PublicWord.objects.create(
        pk=key, municipality=municipality, category=told.category, seen_at=told.seen_at,
        where=told.where.strip(), latitude=latitude, longitude=longitude,
        text=told.text.strip(), not_people=asked, told_at=now,
    )  # fmt: skip


def _is_same(row: PublicWord, told: Told) -> bool:
    return (row.category, row.seen_at, row.where, row.text) == (
        told.category, told.seen_at, told.where.strip(), told.text.strip(),
    )  # fmt: skip


@transaction.atomic
def take_in(
    *, user: User, word: UUID, severity: Severity, alcohol: AlcoholRelated
) -> Report:
    """Make a report of what somebody told: from now on it is counted.

    Raises `NotFound`; `WrongState` when it is settled.
    """
    row = _waiting(user, word)
    position = (
        None
        if row.latitude is None or row.longitude is None
        else (row.latitude, row.longitude)
    )
    _settle(row, user, WordState.TAKEN_IN, "")
    return write_report(
        row.municipality,
        Told(
            category=row.category, seen_at=row.seen_at, severity=severity,
            where=row.where, position=position, alcohol=alcohol, text=row.text,
        ),
        key=row.pk, not_people=row.not_people, reported_at=row.told_at, word=row,
    )  # fmt: skip


@transaction.atomic
def set_word_aside(*, user: User, word: UUID, reason: str) -> PublicWord:
    """Leave it out of the picture, with a reason; it stays kept. What was taken in is taken
    back, as long as no picture of it was shared.

    Raises `NotFound`; `WrongState` when it is set aside, or its picture is shared; `Invalid`
    without a reason.
    """
    row = _in_hand(user, word)
    if row.state == WordState.SET_ASIDE:
        raise WrongState(_("Somebody has looked at it already."))
    check_says_something(reason, _("Say why in a few words."))
    check_names_nobody(reason)
    if row.state == WordState.TAKEN_IN:
        _take_back(row, reason.strip())
    _settle(row, user, WordState.SET_ASIDE, reason.strip())
    return row


def _take_back(row: PublicWord, reason: str) -> None:
    # The cycle as well: its picture is not shared while a report is taken out of it.
    reports = Report.objects.select_for_update().select_related("cycle")
    report = reports.get(word=row.pk)
    if report.cycle.shared_at is not None:
        raise WrongState(_("It is part of a picture that was shared: it stays."))
    report.withdrawn_at, report.withdrawn_why = clock.now(), reason
    report.save(update_fields=["withdrawn_at", "withdrawn_why"])


def _waiting(user: User, word: UUID) -> PublicWord:
    row = _in_hand(user, word)
    if row.state != WordState.WAITING:
        raise WrongState(_("Somebody has looked at it already."))
    return row


def _in_hand(user: User, word: UUID) -> PublicWord:
    rows = public_words_visible_to(user).select_for_update(of=("self",))
    row = rows.filter(pk=word).first()
    if row is None:
        raise NotFound(_("There is no such word, or it is not yours to see."))
    return row


def _settle(row: PublicWord, user: User, state: WordState, because: str) -> None:
    row.state, row.settled_because = state, because
    row.settled_at, row.settled_by = clock.now(), user
    row.save(update_fields=["state", "settled_because", "settled_at", "settled_by"])


def forget_words() -> int:
    """Empty the texts of what was set aside long ago; how many.

    What was taken in is a report and stays; what was set aside may hold what ought never
    to have been written.
    """
    rows = PublicWord.objects.filter(
        state=WordState.SET_ASIDE, settled_at__lt=clock.now() - PATIENCE
    ).exclude(text="", where=_EMPTIED)
    return rows.update(text="", where=_EMPTIED, not_people=[])
