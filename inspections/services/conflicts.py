"""Settling a conflict at the desk: a person chooses among the answers, and says why."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules.capabilities import Capability
from core.errors import Invalid, WrongState
from inspections.models import Entry
from inspections.queries.sections import section_log
from inspections.rules.contract import Kind
from inspections.services.desk import write_at_desk
from inspections.services.sealing import agency_of, section_for


@transaction.atomic
def settle_conflict(
    *, user: User, visit: UUID, code: str, item: str, answer: UUID, reason: str
) -> Entry:
    """Let one of the standing answers to an item stand alone. All of them stay in the log.

    What is written is an answer like the chosen one, with its findings, that supersedes
    all that stood. Raises `WrongState` when the section is sealed or nothing conflicts.
    """
    section = section_for(user, visit, code, Capability.SEAL_SECTIONS)
    if section.sealed_at is not None:
        raise WrongState(_("The section is sealed. Add to the record instead."))
    fold = section_log(section).fold
    if item not in fold.conflicts:
        raise WrongState(_("There is no conflict about this item any more."))
    standing = fold.items[item].answers
    chosen = next(
        (
            entry
            for entry in fold.standing(Kind.ANSWERED)
            if entry.id == str(answer) and entry.id in standing
        ),
        None,
    )
    if chosen is None or chosen.payload is None:
        raise Invalid(_("Choose one of the answers that stand."), code="not_standing")
    return write_at_desk(
        user=user,
        section=section,
        agency=agency_of(section),
        kind=Kind.ANSWERED,
        payload={
            **chosen.payload,
            "supersedes": sorted(standing),
            "reason": reason,
        },
    )
