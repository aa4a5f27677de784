"""Noting complaints and tips, and judging them."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Agency, User
from accounts.permissions import check_may
from accounts.rules.capabilities import Capability
from core import clock
from core.changes import next_change
from core.errors import Invalid, NotFound, WrongState
from core.personal_number import looks_personal
from inspections.models import Tip, TipSource, TipState
from inspections.queries.tips import tips_visible_to
from venues.models import Venue


@transaction.atomic
def note_tip(
    *,
    user: User,
    agency: Agency,
    venue: Venue,
    source: TipSource,
    text: str,
    received_on: date,
    about_on: date | None = None,
    contact: str = "",
) -> Tip:
    """Note what somebody has said about a venue.

    Raises `Invalid` when the text holds what looks like a personal number, or its day
    has not come yet; `NotFound` when the venue lies in another municipality.
    """
    check_may(user, Capability.FOLLOW_UP, agency.municipality, agency)
    if venue.municipality_id != agency.municipality_id:
        raise NotFound(_("There is no such venue, or it is not yours to see."))
    if looks_personal(text):  # a telephone number may look like one, too
        raise Invalid(
            _("That looks like a personal number. Strike it: it is not needed here."),
            code="personal_number",
        )
    if received_on > clock.today() or (about_on is not None and about_on > received_on):
        raise Invalid(_("That day has not come yet."), code="in_the_future")
    return Tip.objects.create(
        agency=agency, venue=venue, source=source, text=text.strip(),
        received_on=received_on, about_on=about_on, contact=contact.strip(),
        noted_at=clock.now(), noted_by=user, change=_next_change(agency),
    )  # fmt: skip


@transaction.atomic
def judge_tip(*, user: User, tip: int, state: TipState, judgement: str) -> Tip:
    """Say what a tip was worth, and why. It is judged once; what counts is on record."""
    if not tips_visible_to(user).filter(pk=tip).exists():
        raise NotFound(_("There is no such tip, or it is not yours to see."))
    row = (
        Tip.objects.select_for_update(of=("self",))
        .select_related("agency__municipality")
        .get(pk=tip)
    )
    check_may(user, Capability.FOLLOW_UP, row.agency.municipality, row.agency)
    if row.state != TipState.NEW:
        raise WrongState(_("It has been judged already."))
    if state == TipState.NEW or not judgement.strip():
        raise Invalid(_("Say what it was worth, and why."))
    row.state, row.judgement = state, judgement.strip()
    row.judged_at, row.judged_by = clock.now(), user
    row.change = _next_change(row.agency)
    row.save()
    return row


def _next_change(agency: Agency) -> int:
    return next_change(f"agency:{agency.pk}")
