"""Writing what a half-year came to, for the public, until it is frozen; and telling it anew."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Municipality, User
from core import clock
from core.contract import texts_in
from core.errors import Invalid, NotFound, WrongState
from core.periods import half_year_of
from core.personal_number import looks_personal
from core.words import check_says_something, says_something
from promises.models import (
    FollowUp,
    FollowUpState,
    FollowUpWords,
)
from promises.permissions import check_keeps_promises
from promises.queries.follow_up_facts import (
    promises_followed,
    promises_in_force,
    told,
)
from promises.queries.follow_ups import locked_follow_up
from promises.rules.follow_up import fingerprint_of
from promises.services.naming import check_names_nobody

_FARTHEST = timedelta(days=366)


@transaction.atomic
def begin_follow_up(
    *,
    user: User,
    municipality: Municipality,
    last: date,
    due_on: date,
    contact: str,
    reason: str = "",
) -> FollowUp:
    """Begin to write of the half-year in which `last` lies, or to tell it anew: then what
    was written before stands in it to be changed.

    Raises `NotAllowed`; `WrongState` before its end, or while another is on its way;
    `Invalid` without the reason that a revision needs.
    """
    check_keeps_promises(user, municipality)
    first, last = half_year_of(last)
    Municipality.objects.select_for_update().get(pk=municipality.pk)  # one at a time
    if last >= clock.today():
        raise WrongState(_("The half-year has not ended yet."))
    _check_terms(last, due_on, contact)
    if not promises_in_force(municipality, first, last).exists():
        raise Invalid(_("No promise was in force in that half-year."))
    earlier = FollowUp.objects.filter(municipality=municipality, last=last).first()
    if earlier is not None:
        if earlier.state not in {FollowUpState.PUBLISHED, FollowUpState.RETURNED}:
            raise WrongState(_("A follow-up of that half-year is on its way already."))
        check_says_something(
            reason, _("Say why it is told anew: the earlier one stays.")
        )
    row = FollowUp.objects.create(
        municipality=municipality, first=first, last=last, due_on=due_on,
        contact=contact.strip(), revision=1 if earlier is None else earlier.revision + 1,
        reason=reason.strip() if earlier is not None else "",
        made_at=clock.now(), made_by=user,
    )  # fmt: skip
    if earlier is not None:
        for one in earlier.words.all():
            one.pk, one.follow_up = None, row
            one.save()
    return row


@transaction.atomic
def change_follow_up(
    *, user: User, follow_up: UUID, due_on: date, contact: str
) -> FollowUp:
    """Choose another day or contact, while it is being written.

    Raises `NotFound`, `NotAllowed`, `WrongState`, `Invalid`.
    """
    row = _in_hand(user, follow_up)
    _check_draft(row)
    _check_terms(row.last, due_on, contact)
    row.due_on, row.contact = due_on, contact.strip()
    row.save(update_fields=["due_on", "contact"])
    return row


def _check_terms(last: date, due_on: date, contact: str) -> None:
    if not last < due_on <= last + _FARTHEST:
        raise Invalid(_("It is published after the half-year, within a year."))
    check_says_something(contact, _("Say whom the public may ask."))


@transaction.atomic
def write_of_promise(
    *,
    user: User,
    follow_up: UUID,
    promise: UUID,
    came: str,
    next_step: str,
    title_en: str = "",
    came_en: str = "",
    next_en: str = "",
) -> FollowUpWords:
    """Write what came of one promise, and what is done next.

    Raises `NotFound`, `NotAllowed`; `WrongState` once it is frozen; `Invalid` without
    words, or with what looks like somebody's number.
    """
    row = _in_hand(user, follow_up)
    _check_draft(row)
    there = promises_followed(row).filter(pk=promise).first()
    if there is None:
        raise NotFound(_("There is no such promise in that half-year."))
    if not says_something(came, next_step):
        raise Invalid(_("Say what came of it, and what is done next."))
    check_names_nobody(came, next_step, title_en, came_en, next_en)
    said, _is_new = FollowUpWords.objects.update_or_create(
        follow_up=row, promise=there,
        defaults={
            "came": came.strip(), "next_step": next_step.strip(),
            "title_en": title_en.strip(), "came_en": came_en.strip(),
            "next_en": next_en.strip(),
        },
    )  # fmt: skip
    return said


@transaction.atomic
def freeze_follow_up(*, user: User, follow_up: UUID) -> FollowUp:
    """Fix what is told: from now on it is approved or sent back, never changed.

    Raises `NotFound`, `NotAllowed`, `WrongState`; `Invalid` when something is unsaid, or
    somewhere in it stands what looks like somebody's number, with where.
    """
    row = _in_hand(user, follow_up)
    _check_draft(row)
    content = told(row)
    unsaid = [one["title"] for one in content["promises"] if not one["came"]]
    if unsaid:
        raise Invalid(
            _("Say what came of every promise first. Missing: %(titles)s.")
            % {"titles": ", ".join(unsaid)}
        )
    personal = [one for one in texts_in(content) if looks_personal(one)]
    if personal:
        raise Invalid(
            _(
                "Here stands what looks like somebody’s number: “%(text)s”. Change it there."
            )
            % {"text": personal[0][:100]}
        )
    row.content, row.fingerprint = content, fingerprint_of(content)
    row.state, row.frozen_at, row.frozen_by = FollowUpState.FROZEN, clock.now(), user
    row.save()
    return row


def _check_draft(row: FollowUp) -> None:
    if row.state != FollowUpState.DRAFT:
        raise WrongState(_("It is frozen. Send it back to write it anew."))


def _in_hand(user: User, follow_up: UUID) -> FollowUp:
    row = locked_follow_up(user, follow_up)
    check_keeps_promises(user, row.municipality)
    return row
