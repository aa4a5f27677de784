"""Settling what is held: judged again, admitted with a reason, or set aside with one.

Whatever is decided, the bytes stay in custody, with who decided what, when and why.
"""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import memberships_with
from accounts.rules.capabilities import Capability
from core import clock
from core.errors import NotFound, WrongState
from inspections.models import Entry, HeldEntry, HeldState, Parcel, Section
from inspections.queries.custody import held_visible_to
from inspections.queries.held_words import held_sentence
from inspections.rules.admission import may_be_admitted
from inspections.rules.chain import hash_of_set
from inspections.rules.contract import Kind
from inspections.rules.parcel import holds_leaf
from inspections.services.arrival import Arrival, Status
from inspections.services.custody import from_custody, held_about, hold, waiting_in
from inspections.services.desk import fingerprints, locked_chain, write_link
from inspections.services.facts import Facts, facts_for
from inspections.services.log import (
    IN_THE_LOG,
    NotTaken,
    answer_known,
    append,
    lock_visits,
    open_visits,
)
from inspections.services.projection import record_change


@transaction.atomic
def judge_held_again(*, user: User, digest: str) -> HeldEntry:
    """Judge a held entry by what is known now; it enters the log when nothing bars it.

    Raises `WrongState` with the reason when it is held still.
    """
    row = _locked(user, digest)
    arrival = _read(row, user)
    waiting = waiting_in(held_about([arrival]), arrival)
    facts = _judge([arrival, *waiting])
    _append([arrival, *waiting], facts)
    if arrival.status not in IN_THE_LOG:
        raise _held_still(arrival)
    hold(waiting, [], facts)  # its coming may have been all that others waited for
    return _settle(row, user, "")


@transaction.atomic
def admit_held(*, user: User, digest: str, reason: str) -> HeldEntry:
    """Admit a held entry although a demand is not met, for a reason that is recorded.

    The decision is an amendment of the section of the author's agency, linked into that
    agency's chain; without it the entry stands in the log and counts for nothing.
    """
    row = _locked(user, digest)
    arrival = _read(row, user)
    facts = _judge([arrival])
    if not may_be_admitted(arrival.code) or arrival.visit not in facts.visits:
        raise _held_still(arrival)
    arrival.settle(Status.LATE)
    _append([arrival], facts)
    if arrival.status != Status.LATE:
        raise _held_still(arrival)
    stream = facts.streams[arrival.claimed_stream]
    section = Section.objects.select_related("agency", "visit").get(
        visit=UUID(arrival.visit), code=stream.agency
    )
    assert section.agency is not None
    admitted = fingerprints(Entry.objects.filter(pk=UUID(arrival.id)))
    write_link(
        user=user,
        section=section,
        chain=locked_chain(section.agency),
        kind=Kind.AMENDED,
        payload={
            "text": reason,
            "admits": sorted(admitted),
            "admits_sha256": hash_of_set(admitted.items()),
        },
    )
    if section.sealed_at is not None:
        record_change(section)
    return _settle(row, user, reason)


@transaction.atomic
def set_aside(*, user: User, digest: str, reason: str) -> HeldEntry:
    """Decide that a held entry stays out of the log. It is kept, and so is the reason."""
    return _settle(_locked(user, digest), user, reason)


def _locked(user: User, digest: str) -> HeldEntry:
    row = (
        held_visible_to(user)
        .select_for_update(of=("self",))
        .select_related("carried_by")
        .filter(pk=digest)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such entry, or it is not yours to see."))
    if row.state != HeldState.QUARANTINED:
        raise WrongState(
            _(
                "This entry waits for its visit and enters by itself, or is settled "
                "already. There is nothing to decide."
            )
        )
    return row


def _read(row: HeldEntry, user: User) -> Arrival:
    home = memberships_with(user, Capability.HANDLE_QUARANTINE).select_related(
        "municipality", "agency"
    )
    arrival = from_custody(row, home[0], is_proved=False)
    parcel = Parcel.objects.filter(pk=row.parcel_id, stream=row.stream_id).first()
    if parcel is not None and holds_leaf(bytes(parcel.leaves), arrival.element):
        arrival.wire = replace(arrival.wire, is_proved=True)
    arrival.forget_judgement()
    return arrival


def _judge(arrivals: Sequence[Arrival]) -> Facts:
    spoken = [arrival for arrival in arrivals if arrival.entry is not None]
    lock_visits(arrival.visit for arrival in spoken)
    answer_known(arrivals)
    facts = facts_for(arrivals)
    open_visits(arrivals, facts)
    for arrival in arrivals:
        arrival.judge(facts)
    return facts


def _append(arrivals: Sequence[Arrival], facts: Facts) -> None:
    try:
        append(arrivals, facts)
    except NotTaken as error:
        raise _held_still(error.arrival) from error


def _held_still(arrival: Arrival) -> WrongState:
    return WrongState(
        _("It stays where it is: %(why)s") % {"why": held_sentence(arrival.code)},
        code=arrival.code or "settled",
    )


def _settle(row: HeldEntry, user: User, reason: str) -> HeldEntry:
    row.state, row.settled_at = HeldState.SETTLED, clock.now()
    row.settled_by, row.settled_because = user, reason
    row.save()
    return row
