"""The venue sends proof, replies and asks for a visit; the authority answers."""

import re
from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import Invalid, NotFound, WrongState
from core.uploads import Upload, looked_at
from inspections.models import (
    Obligation,
    ObligationState,
    Proof,
    ProofFile,
    ProofState,
    Release,
    Reply,
    RevisitRequest,
)
from inspections.queries.venue_side import obligations_for, releases_for
from inspections.rules.obligation import UNDERWAY, Verb
from inspections.rules.protocol_dates import working_day_after
from inspections.services.obligations import check_possible, check_reason, record_step
from venues.queries.access import venues_managed_by

_MOST_TEXT = 4000
_MOST_REPLIES = 20
_MOST_WAITING = 5
_BLANK_LINES = re.compile(r"(?:[ \t]*\r?\n){3,}")


@transaction.atomic
def send_proof(
    *, user: User, obligation: int, said: str, files: Sequence[Upload]
) -> Proof:
    """Show that a finding is put right. `Invalid` when there is nothing to judge, or a
    file is none of those that are taken; `WrongState` when it is not theirs to do now.
    """
    row = _of_venue(user, obligation)
    said = said.strip()
    _check_length(said)
    if not said and not files:
        raise Invalid(_("Say what was done, or add a photo or a document."))
    whole = looked_at(files)
    if row.state == ObligationState.REMEDIED:  # more for what waits to be judged
        _check_waits(row)
    else:
        check_possible(row, Verb.CLAIM)
        record_step(row, Verb.CLAIM, by=user, said=said)
    made = Proof.objects.create(
        obligation=row, sent_at=clock.now(), sent_by=user, said=said
    )
    ProofFile.objects.bulk_create(ProofFile(proof=made, **one) for one in whole)
    return made


@transaction.atomic
def reply(
    *, user: User, release: UUID, text: str, finding: UUID | None = None
) -> Reply:
    """Reply to a protocol, or to one finding of it; late is late, and kept all the same."""
    row = releases_for(user).filter(pk=release).first()
    if row is None:
        raise NotFound(_("There is no such protocol, or it is not yours to see."))
    said = _BLANK_LINES.sub("\n\n", text.strip())
    if not said:
        raise Invalid(_("Write your reply."))
    _check_length(said)
    if row.replies.count() >= _MOST_REPLIES:
        raise WrongState(_("You have replied often. Wait for the answer."))
    if finding is not None and not _findings(row).filter(finding=finding).exists():
        raise NotFound(_("There is no such finding, or it is not yours to see."))
    today = clock.today()
    agency = row.section.agency
    assert agency is not None  # only an agency's section is released
    return Reply.objects.create(
        release=row, finding=finding, text=said, sent_at=clock.now(), sent_by=user,
        is_late=row.reply_by is not None and today > row.reply_by,
        answer_by=working_day_after(today, agency.answer_working_days),
    )  # fmt: skip


@transaction.atomic
def ask_for_revisit(*, user: User, obligation: int, said: str) -> RevisitRequest:
    """Ask to be visited again for a finding that is put right."""
    row = _of_venue(user, obligation)
    if row.state not in UNDERWAY:
        raise WrongState(_("Nothing waits for a visit there."))
    try:
        with transaction.atomic():
            return RevisitRequest.objects.create(
                obligation=row, asked_at=clock.now(), asked_by=user,
                said=said.strip()[:_MOST_TEXT],
            )  # fmt: skip
    except IntegrityError:
        raise WrongState(_("You have asked already; the answer comes here.")) from None


@transaction.atomic
def decline_revisit(*, user: User, request: UUID, reason: str) -> RevisitRequest:
    """Say why there is no visit for it."""
    rows = RevisitRequest.objects.select_for_update(of=("self",)).filter(
        obligation__agency__in=agencies_where(user, Capability.FOLLOW_UP)
    )
    row = rows.filter(pk=request).first()
    if row is None:
        raise NotFound(_("There is no such request, or it is not yours to see."))
    if not row.waits:
        raise WrongState(_("It is answered already."))
    check_reason(reason)
    row.declined_at, row.declined_by = clock.now(), user
    _check_length(reason)
    row.reason = reason.strip()
    row.save()
    return row


@transaction.atomic
def answer_reply(*, user: User, reply_: UUID, answer: str) -> Reply:
    """Answer what the venue replied; once."""
    rows = Reply.objects.select_for_update(of=("self",)).filter(
        release__section__agency__in=agencies_where(user, Capability.FOLLOW_UP)
    )
    row = rows.filter(pk=reply_).first()
    if row is None:
        raise NotFound(_("There is no such reply, or it is not yours to see."))
    if row.answered_at is not None:
        raise WrongState(_("It is answered already."))
    check_reason(answer)
    _check_length(answer)
    row.answer, row.answered_at = answer.strip(), clock.now()
    row.answered_by = user
    row.save()
    return row


def _check_length(said: str) -> None:
    """Raise `Invalid` for what would not be kept whole."""
    if len(said) > _MOST_TEXT:
        raise Invalid(
            _("That is more than %(count)s signs. Shorten it.") % {"count": _MOST_TEXT}
        )


def _of_venue(user: User, obligation: int) -> Obligation:
    """The finding, locked, when the person manages the venue for the present holder."""
    rows = obligations_for(user).filter(venue__in=venues_managed_by(user))
    row = rows.select_for_update(of=("self",)).filter(pk=obligation).first()
    if row is None:
        raise NotFound(_("There is no such finding, or it is not yours to see."))
    return row


def _check_waits(row: Obligation) -> None:
    waiting = Proof.objects.filter(obligation=row, state=ProofState.SENT)
    if waiting.count() >= _MOST_WAITING:
        raise WrongState(_("Enough is sent for now. Wait until it is judged."))


def _findings(release: Release) -> QuerySet[Obligation]:
    section = release.section
    return Obligation.objects.filter(visit=section.visit_id, agency=section.agency_id)
