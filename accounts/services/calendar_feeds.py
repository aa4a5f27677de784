"""The addresses of calendars: made, renewed, ended, and opened."""

from uuid import UUID

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Agency, CalendarFeed, User
from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import NotFound

_SALT = "calendar"


@transaction.atomic
def make_feed(*, user: User, agency: Agency | None = None) -> CalendarFeed:
    """An address for one's own calendar or an agency's; the one before opens no more.

    Raises `NotFound` for an agency whose sections the person may not read.
    """
    mine = agencies_where(user, Capability.READ_SECTIONS)
    if agency is not None and not mine.filter(pk=agency.pk).exists():
        raise NotFound(_("There is no such agency, or it is not yours."))
    end_feed(user=user, agency=agency)
    return CalendarFeed.objects.create(user=user, agency=agency, made_at=clock.now())


@transaction.atomic
def end_feed(*, user: User, agency: Agency | None = None) -> None:
    """End one's address, if there is one."""
    CalendarFeed.objects.filter(user=user, agency=agency, ended_at=None).update(
        ended_at=clock.now()
    )


def address_of(feed: CalendarFeed) -> str:
    """The signed part of a calendar's address."""
    return signing.Signer(salt=_SALT).sign(str(feed.pk))


def feed_at(address: str) -> CalendarFeed:
    """The calendar at a signed address. `NotFound` when it is none, was ended, or whoever
    subscribed works there no more.
    """
    try:
        key = UUID(signing.Signer(salt=_SALT).unsign(address))
    except (signing.BadSignature, ValueError):
        raise NotFound(_("There is no such calendar.")) from None
    feeds = CalendarFeed.objects.filter(ended_at=None, user__is_active=True)
    feed = feeds.select_related("user", "agency").filter(pk=key).first()
    if feed is None:
        raise NotFound(_("There is no such calendar."))
    mine = agencies_where(feed.user, Capability.READ_SECTIONS)
    theirs = mine if feed.agency is None else mine.filter(pk=feed.agency.pk)
    if not theirs.exists():
        raise NotFound(_("There is no such calendar."))
    return feed
