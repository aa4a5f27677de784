"""Asking for evidence, writing it, offering it, and deciding about it."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Municipality, User
from accounts.queries import people_with
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import Invalid, NotAllowed, NotFound, WrongState
from core.nights import FARTHEST
from core.uploads import Upload, looked_at
from core.words import says_something
from evidence.indicators.registry import REGISTRY
from evidence.models import (
    Item,
    ItemFile,
    ItemKind,
    ItemState,
    Placement,
    SchemeVersion,
)
from evidence.permissions import check_approves, check_keeps
from evidence.queries.items import items_visible_to
from evidence.rules.item import NEEDS_REASON, Deed, state_after
from evidence.rules.scheme import Scheme

Place = tuple[str, str]
"""An attribute's code and a zone's; the zone is empty for the whole night."""


def ask_for(
    *,
    user: User,
    municipality: Municipality,
    scheme: Scheme,
    places: Iterable[Place],
    title: str,
    owner: User,
    wanted_by: date,
) -> Item:
    """Ask somebody for a piece of evidence by a day; they are reminded of it.

    Raises `NotAllowed`, `Invalid` for a day that has passed or a place that the scheme
    does not have.
    """
    check_approves(user, municipality)
    if not clock.today() <= wanted_by <= clock.today() + FARTHEST:
        raise Invalid(_("Choose a day from today on, within two years."))
    _check_owner(owner, municipality)
    with transaction.atomic():
        row = Item.objects.create(
            municipality=municipality, kind=ItemKind.DOCUMENT, title=title, owner=owner,
            wanted_by=wanted_by, state=ItemState.WANTED, made_at=clock.now(),
        )  # fmt: skip
        _place(row, scheme, places)
    return row


def begin_item(
    *,
    user: User,
    municipality: Municipality,
    scheme: Scheme,
    places: Iterable[Place],
    **said: object,
) -> Item:
    """Write a new piece of evidence; its author answers for it. `said` as `write_item`."""
    check_keeps(user, municipality)
    with transaction.atomic():
        row = Item(
            municipality=municipality, owner=user, author=user, made_at=clock.now()
        )
        _write(row, said)
        row.save()
        _place(row, scheme, places)
    return row


@transaction.atomic
def write_item(*, user: User, item: UUID, **said: object) -> Item:
    """Write what is asked for, or change a draft: kind, title, text, link, indicator,
    dated_on, is_public. Whoever writes becomes its author.
    """
    row = _in_hand(user, item)
    _take(row, user, Deed.WRITE)
    row.author = user
    _write(row, said)
    row.save()
    return row


@transaction.atomic
def add_files(*, user: User, item: UUID, files: Sequence[Upload]) -> None:
    """Add photos and PDFs to a piece that may still be changed."""
    row = _in_hand(user, item)
    if state_after(row.state, Deed.WRITE) is None:
        raise WrongState(_("It stands as it is: begin a new one instead."))
    if not files:
        raise Invalid(_("Choose a photo or a PDF."))
    ItemFile.objects.bulk_create(ItemFile(item=row, **one) for one in looked_at(files))


@transaction.atomic
def decide_item(*, user: User, item: UUID, deed: Deed, reason: str = "") -> Item:
    """Offer, approve, send back or withdraw.

    Raises `NotAllowed` for who may not, and for the author who would approve their own;
    `Invalid` without a reason where one is needed, or a day before it is offered.
    """
    row = _in_hand(user, item)
    if deed in {Deed.APPROVE, Deed.RETURN}:
        check_approves(user, row.municipality)
        if deed is Deed.APPROVE and row.author_id == user.pk:
            raise NotAllowed(
                _("Somebody else than its author approves a piece of evidence.")
            )
        if deed is Deed.APPROVE and _brought_in(row, user):
            raise NotAllowed(
                _("You brought in notes of it yourself: somebody else approves it.")
            )
    if deed in NEEDS_REASON and not says_something(reason):
        raise Invalid(_("Say why in a few words."))
    if deed is Deed.OFFER and row.dated_on is None:
        raise Invalid(_("Say of which day it tells before you offer it."))
    if deed is Deed.OFFER and not _shows_something(row):
        raise Invalid(_("Write what it shows, give an address or add a file."))
    _take(row, user, deed)
    row.reason = reason.strip() if deed in NEEDS_REASON else ""
    if deed is not Deed.OFFER:
        row.decided_by, row.decided_at = user, clock.now()
    row.save()
    return row


def _brought_in(row: Item, user: User) -> bool:
    """Whether some of what a walk saw came out of a rescue file by this person's hand."""
    return row.appraised.filter(point__source__brought_by=user).exists()


def _shows_something(row: Item) -> bool:
    return bool(row.text or row.link or row.indicator) or row.files.exists()


def _in_hand(user: User, item: UUID) -> Item:
    """The piece, locked; `NotFound` unless it is the person's to see, `NotAllowed` unless
    they keep evidence there.
    """
    row = items_visible_to(user).select_for_update(of=("self",)).filter(pk=item).first()
    if row is None:
        raise NotFound(_("There is no such evidence, or it is not yours to see."))
    check_keeps(user, row.municipality)
    return row


def _take(row: Item, user: User, deed: Deed) -> None:
    after = state_after(row.state, deed)
    if after is None:
        raise WrongState(
            _("That cannot be done now: it is %(state)s.")
            % {"state": row.get_state_display()}
        )
    if deed is Deed.WITHDRAW and user.pk not in {row.author_id, row.owner_id}:
        check_approves(user, row.municipality)
    row.state = after


def _write(row: Item, said: dict[str, object]) -> None:
    for name, value in said.items():
        setattr(row, name, value)
    if row.dated_on is not None and row.dated_on > clock.today():
        raise Invalid(_("Evidence tells of a day that has been."))
    if row.indicator and row.indicator not in REGISTRY:
        raise Invalid(_("There is no such indicator."))


def _place(row: Item, scheme: Scheme, places: Iterable[Place]) -> None:
    zones = {one.code for one in scheme.zones} | {""}
    version = SchemeVersion.objects.get(pk=scheme.it.code)
    wanted = list(dict.fromkeys(places))
    if not wanted or any(
        scheme.attribute(attribute) is None or zone not in zones
        for attribute, zone in wanted
    ):
        raise Invalid(
            _("Choose an attribute of the scheme, and one of its time zones.")
        )
    Placement.objects.bulk_create(
        Placement(item=row, scheme=version, attribute=attribute, zone=zone)
        for attribute, zone in wanted
    )


def _check_owner(owner: User, municipality: Municipality) -> None:
    keepers = people_with(Capability.KEEP_EVIDENCE, municipality.pk)
    if not keepers.filter(pk=owner.pk).exists():
        raise Invalid(_("Choose somebody who keeps evidence in the municipality."))
