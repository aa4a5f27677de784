"""Approving a follow-up by both parties, sending it back, and publishing it on its day."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.errors import NotAllowed, WrongState
from core.words import check_says_something
from promises.models import FollowUp, FollowUpApproval, FollowUpState, Party
from promises.permissions import check_keeps_promises
from promises.queries.follow_ups import locked_follow_up, parties_of
from promises.rules.follow_up import fingerprint_of


@transaction.atomic
def approve_follow_up(
    *, user: User, follow_up: UUID, fingerprint: str
) -> FollowUpApproval:
    """Stand by what was frozen, for one's party; `fingerprint` is of what was read. With
    both parties' word it is published on its day.

    Raises `NotFound`; `NotAllowed` for who speaks for no party, or has approved already
    for the other; `WrongState` when it waits for nobody of theirs, or is not what they
    have read.
    """
    row = locked_follow_up(user, follow_up)
    mine = parties_of(user, row.municipality)
    if not mine:
        raise NotAllowed(
            _("Municipality and police approve it: you speak for neither.")
        )
    if row.state != FollowUpState.FROZEN:
        raise WrongState(_("It does not wait for approval."))
    if row.fingerprint != fingerprint:
        raise WrongState(_("It is another than you have read. Read it again."))
    given = {one.party: one.by_id for one in row.approvals.all()}
    if user.pk in given.values():
        raise NotAllowed(
            _("You have approved it: somebody of the other party does too.")
        )
    party = next((one for one in Party if one in mine and one not in given), None)
    if party is None:
        raise WrongState(_("Your party has approved it already."))
    approval = FollowUpApproval.objects.create(
        follow_up=row, party=party, fingerprint=row.fingerprint, at=clock.now(), by=user
    )
    if len(given) + 1 == len(Party):
        row.state = FollowUpState.APPROVED
        row.save(update_fields=["state"])
    return approval


@transaction.atomic
def return_follow_up(*, user: User, follow_up: UUID, reason: str) -> FollowUp:
    """Send back what is not published yet: it stays as it was, and another is begun.

    By whoever may approve it or keeps promises there. Raises `NotFound`, `NotAllowed`,
    `WrongState`, `Invalid` without a reason.
    """
    row = locked_follow_up(user, follow_up)
    if not parties_of(user, row.municipality):
        check_keeps_promises(user, row.municipality)
    if row.state not in {FollowUpState.FROZEN, FollowUpState.APPROVED}:
        raise WrongState(_("Only what is frozen and not yet published is sent back."))
    check_says_something(reason, _("Say why in a few words."))
    row.state, row.returned_why = FollowUpState.RETURNED, reason.strip()
    row.returned_at, row.returned_by = clock.now(), user
    row.save()
    return row


def publish_follow_ups() -> int:
    """Publish whatever both parties have approved and whose day has come; how many.

    What is no longer what they approved is never published: it fails, loudly, once the
    others are out.
    """
    due = FollowUp.objects.filter(
        state=FollowUpState.APPROVED, due_on__lte=clock.today()
    )
    out, wrong = 0, []
    for row in due:
        approved = {one.fingerprint for one in row.approvals.all()}
        if row.content is None or approved != {fingerprint_of(row.content)}:
            wrong.append(str(row.pk))
            continue
        out += due.filter(pk=row.pk).update(
            state=FollowUpState.PUBLISHED, published_at=clock.now()
        )
    if wrong:
        msg = f"Not what was approved: {', '.join(wrong)}"
        raise RuntimeError(msg)
    return out
