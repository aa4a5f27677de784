"""Receive a batch of entries: everything is kept, every entry gets its own answer.

The number of SQL statements does not depend on how many entries or visits a batch holds.
Duplicates are settled by the primary key (insert, on conflict do nothing, read back),
never by looking first: of two senders at once one stores and both get the same receipt.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import memberships_with
from accounts.rules.capabilities import Capability
from core import clock
from core.corrected_time import Sent
from core.errors import NotAllowed
from inspections.models import Parcel
from inspections.rules.parcel import Wire, leaf_of, parcel_id
from inspections.services.arrival import Arrival, Status, unpack
from inspections.services.custody import held_about, hold, waiting_in
from inspections.services.facts import Facts, facts_for
from inspections.services.log import (
    NotTaken,
    answer_known,
    append,
    lock_visits,
    open_visits,
)

_ATTEMPTS: Final = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one element: its place in the batch, its id, and the status."""

    stream: str
    index: int
    id: str | None
    status: Status
    code: str
    where: str


def receive_batch(
    *,
    carrier: User,
    sent: Sent,
    parcels: Sequence[Wire],
    carries_with: Capability = Capability.RECORD_VISITS,
) -> tuple[Answer, ...]:
    """Keep a batch that `carrier`'s session brought, and answer for every element.

    Raises `NotAllowed` when the carrier records visits nowhere: then nothing is kept,
    and nothing is lost, for the device holds it still.
    """
    membership = (
        memberships_with(carrier, carries_with)
        .select_related("municipality", "agency")
        .first()
    )
    if membership is None:
        raise NotAllowed(
            _(
                "You have no role that records visits, so this account cannot send "
                "entries. They stay on the device; sign in as an inspector to send them."
            )
        )
    arrivals = [
        arrival
        for wire in parcels
        for arrival in unpack(wire, parcel_id(wire), sent, carrier, membership)
    ]
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            _keep(arrivals)
            break
        except NotTaken as error:
            error.arrival.barred = "number_taken"
        except OperationalError:
            # Two batches that met the same visits in another order: one of them waits.
            if attempt == _ATTEMPTS:
                raise
            time.sleep(0.05 * attempt)
    else:
        _keep(arrivals)
    return tuple(_answer(arrival) for arrival in arrivals)


@transaction.atomic
def _keep(arrivals: Sequence[Arrival]) -> None:
    for arrival in arrivals:
        arrival.forget_judgement()
    lock_visits(one.visit for one in arrivals if one.entry is not None)
    answer_known(arrivals)
    fresh = [one for one in arrivals if one.status != Status.DUPLICATE]
    if not fresh:
        return
    held = held_about(fresh)
    everything = [*fresh, *waiting_in(held, fresh[0])]
    facts = facts_for(everything)
    open_visits(everything, facts)
    for arrival in everything:
        arrival.judge(facts)
    append(everything, facts)
    _keep_parcels(fresh, facts)
    hold(everything, held, facts)


def _keep_parcels(arrivals: Iterable[Arrival], facts: Facts) -> None:
    """Keep the signature of every parcel that brought something, also what is held: an
    entry admitted later still shows whose it is.
    """
    by_id = {
        arrival.parcel_id: arrival
        for arrival in arrivals
        if arrival.claimed_stream in facts.streams and facts.is_signed(arrival.wire)
    }
    Parcel.objects.bulk_create(
        [
            Parcel(
                id=pk,
                stream_id=UUID(arrival.claimed_stream),
                carried_by=arrival.carrier,
                received_at=arrival.sent.received_at,
                leaves=b"".join(leaf_of(one) for one in arrival.wire.elements),
                signature=arrival.wire.signature,
            )
            for pk, arrival in by_id.items()
        ],
        ignore_conflicts=True,
    )


def _answer(arrival: Arrival) -> Answer:
    return Answer(
        stream=arrival.claimed_stream,
        index=arrival.index,
        id=arrival.claimed_id,
        status=arrival.status,
        code=arrival.code,
        where=arrival.where,
    )


def received_now(device_at: str, mono_ms: int, boot: str) -> Sent:
    """The device's clocks at sending beside the server's at receiving."""
    return Sent(clock.parse_instant(device_at), mono_ms, boot, clock.now())
