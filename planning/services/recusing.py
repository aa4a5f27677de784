"""Noting that an officer must not deal with a venue."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership, User
from accounts.permissions import check_may, municipalities_where
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import NotFound
from planning.models import Recusal
from venues.models import Venue


@transaction.atomic
def recuse(*, user: User, officer: User, venue: Venue) -> Recusal:
    """Note it, once; said by whoever plans there, or by the officer of themselves."""
    works = Membership.objects.filter(
        user=officer, agency__municipality=venue.municipality_id
    )
    if not works.exists():
        raise NotFound(_("There is no such officer here."))
    if user != officer:
        check_may(user, Capability.PLAN_OCCASIONS, venue.municipality)
    row, _is_new = Recusal.objects.get_or_create(
        officer=officer, venue=venue, ended_at=None,
        defaults={"noted_by": user, "noted_at": clock.now()},
    )  # fmt: skip
    return row


@transaction.atomic
def end_recusal(*, user: User, recusal: int) -> Recusal:
    """End it; only whoever plans there says that there is no conflict any more."""
    mine = municipalities_where(user, Capability.PLAN_OCCASIONS)
    row = (
        Recusal.objects.select_for_update(of=("self",))
        .filter(venue__municipality__in=mine, ended_at=None, pk=recusal)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such recusal, or it has ended."))
    row.ended_at = clock.now()
    row.save(update_fields=["ended_at"])
    return row


def recusals_of(venue: UUID) -> list[Recusal]:
    """Those that stand for a venue."""
    rows = Recusal.objects.filter(venue=venue, ended_at=None)
    return list(rows.select_related("officer"))
