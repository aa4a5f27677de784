"""Inviting somebody to look in for a venue, accepting, and ending it."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import check_may, municipalities_where
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import Invalid, NotFound, WrongState
from core.post import compose, write_letters
from portal.models import Invitation
from venues.models import Assignment, Venue, VenueAccess
from venues.queries.access import present_holder

OPEN_DAYS = 14


@transaction.atomic
def invite(*, user: User, venue: Venue, email: str, language: str = "sv") -> Invitation:
    """Invite somebody by mail for the venue's present holder; an earlier invitation to
    the same address opens no more.
    """
    check_may(user, Capability.INVITE_VENUES, venue.municipality)
    if venue.ended_on is not None:
        raise WrongState(_("The venue has ended in the register."))
    email = User.objects.normalize_email(email.strip())
    now = clock.now()
    Invitation.objects.filter(
        venue=venue, email__iexact=email, used_at=None, ended_at=None
    ).update(ended_at=now)
    held = present_holder(venue, clock.today())
    if held is None and Assignment.objects.filter(venue=venue).exists():
        raise WrongState(_("Nobody holds the venue by the register: enter who does."))
    code = secrets.token_urlsafe(24)
    row = Invitation.objects.create(
        venue=venue, holder=held, email=email,
        language=language, code_sha256=_hash(code), made_at=now, made_by=user,
        expires_at=now + timedelta(days=OPEN_DAYS),
    )  # fmt: skip
    with translation.override(language):
        letter = compose(
            key=f"venue-invitation:{row.pk}",
            to=email,
            subject=_("Your pages in Lykta: %(venue)s") % {"venue": venue.name},
            paragraphs=[
                _(
                    "%(municipality)s invites you to look in for %(venue)s: where it "
                    "stands, what is to be put right and by when, and how to show that "
                    "it is done."
                )
                % {"municipality": venue.municipality.name, "venue": venue.name},
                _(
                    "Begin here, within %(days)s days. The link works once; it is for "
                    "you alone."
                )
                % {"days": OPEN_DAYS},
            ],
            link=f"{settings.PUBLIC_URL}/venue/welcome/{code}/",
            is_secret=True,
        )
    write_letters([letter])
    return row


def invitation_at(code: str) -> Invitation:
    """The invitation of a code that may still be used; `NotFound` else."""
    row = (
        Invitation.objects.select_related("venue__municipality", "holder")
        .filter(
            code_sha256=_hash(code), used_at=None, ended_at=None,
            expires_at__gt=clock.now(),
        )
        .first()
    )  # fmt: skip
    if row is None:
        raise NotFound(
            _("There is no such invitation, it was used already, or its time is over.")
        )
    return row


@transaction.atomic
def accept(
    *, code: str, user: User | None = None, name: str = "", password: str = ""
) -> VenueAccess:
    """Use an invitation: with the account that has its address, or a new one of it.

    Raises `NotFound` when it cannot be used, `Invalid` when somebody else's account asks.
    """
    found = invitation_at(code)
    row = Invitation.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if row.used_at is not None:
        raise NotFound(
            _("There is no such invitation, it was used already, or its time is over.")
        )
    known = User.objects.filter(email__iexact=row.email).first()
    if known is not None and (user is None or user.pk != known.pk):
        raise Invalid(
            _("%(email)s has an account already. Sign in with it first.")
            % {"email": row.email},
            code="sign_in",
        )
    if user is not None and known is None:
        raise Invalid(
            _("The invitation is for %(email)s. Sign out first.") % {"email": row.email}
        )
    who = known or _new_user(row, name, password)
    row.used_at, row.used_by = clock.now(), who
    row.save()
    access = VenueAccess.objects.filter(
        user=who, venue=row.venue, ended_on=None
    ).first()
    if access is not None and access.holder_id != row.holder_id:
        access.ended_on = max(access.started_on, clock.today() - timedelta(days=1))
        access.save()
        access = None
    return access or VenueAccess.objects.create(
        user=who, venue=row.venue, holder=row.holder, started_on=clock.today()
    )


@transaction.atomic
def end_access(*, user: User, access: int) -> VenueAccess:
    """End somebody's access with yesterday: it opens nothing from now on."""
    rows = VenueAccess.objects.select_for_update(of=("self",)).filter(
        venue__municipality__in=municipalities_where(user, Capability.INVITE_VENUES)
    )
    row = rows.filter(pk=access).first()
    if row is None:
        raise NotFound(_("There is no such access, or it is not yours to end."))
    if row.ended_on is not None:
        raise WrongState(_("It has ended already."))
    if row.started_on >= clock.today():
        row.started_on = clock.today() - timedelta(days=1)
    row.ended_on = clock.today() - timedelta(days=1)
    row.save()
    return row


def _new_user(row: Invitation, name: str, password: str) -> User:
    said = " ".join(name.split())
    if not said:
        raise Invalid(_("Write your name."))
    made = User(email=row.email, name=said[:120], language=row.language)
    if password:
        made.set_password(password)
    else:
        made.set_unusable_password()
    made.save()
    return made


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
