"""What is written at the desk: entries of the server, for a person, under its own key."""

import os
from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import Agency, User
from core import clock
from core.errors import Invalid
from core.identifiers import uuid7
from core.integrity import canonical_json, payload_hash
from core.nights import local
from core.server_key import server_signature
from inspections.models import Entry, Parcel, SealChain, Section, Stream
from inspections.rules.chain import FIRST_LINK, fingerprint, header_text
from inspections.rules.contract import Header, Kind, Unreadable, read_entry
from inspections.rules.parcel import signed_message

# The desk has no monotonic clock of its own: the server's wall clock is the authority.
_DESK_BOOT = UUID(int=0)


def locked_chain(agency: Agency) -> SealChain:
    """The agency's chain of seals, locked until the transaction ends."""
    SealChain.objects.bulk_create(
        [SealChain(agency=agency, head=FIRST_LINK)], ignore_conflicts=True
    )
    return SealChain.objects.select_for_update().get(agency=agency)


def fingerprints(rows: Iterable[Entry]) -> dict[str, str]:
    """What a link binds of each entry, by its id."""
    return {
        str(row.pk): fingerprint(row.header_hash, row.recorded_at, row.received_at)
        for row in rows
    }


def write_link(
    *,
    user: User,
    section: Section,
    chain: SealChain,
    kind: Kind,
    payload: dict[str, object],
) -> Entry:
    """Append a seal, amendment or release, linked to the one before it in the chain.

    Must run in the transaction that locked `chain`.
    """
    entry = write_at_desk(
        user=user,
        section=section,
        agency=chain.agency,
        kind=kind,
        payload={**payload, "previous": chain.head, "by_name": user.name},
    )
    chain.head, chain.length = entry.header_hash, chain.length + 1
    chain.save()
    return entry


def write_at_desk(
    *,
    user: User,
    section: Section,
    agency: Agency,
    kind: Kind,
    payload: dict[str, object],
) -> Entry:
    """Append one entry to a section in the desk stream of `user`."""
    now = clock.now()
    stream = _locked_desk(user, agency)
    number = Entry.objects.filter(stream=stream).count() + 1
    salt, text = os.urandom(16).hex(), canonical_json(payload)
    header = Header(
        v=1,
        id=str(uuid7()),
        visit=str(section.visit_id),
        section=section.code,
        kind=kind.value,
        author=str(user.pk),
        stream=str(stream.pk),
        seq=number,
        device_at=local(now).isoformat(timespec="milliseconds"),
        mono_ms=0,
        boot=str(_DESK_BOOT),
        payload_hash=payload_hash(bytes.fromhex(salt), text),
    )
    try:  # what the server writes keeps the same contract as what it receives
        entry = read_entry(header_text(header), text, salt)
    except Unreadable as error:
        raise Invalid(
            _(
                "This text cannot be recorded: %(where)s is missing, too short or too long."
            )
            % {"where": error.where.removeprefix("payload.")},
            code="contract",
        ) from error
    leaf = bytes.fromhex(entry.header_hash)
    parcel = Parcel.objects.create(
        stream=stream,
        carried_by=user,
        received_at=now,
        leaves=leaf,
        signature=server_signature(signed_message(str(stream.pk), [leaf])),
    )
    return Entry.objects.create(
        id=UUID(header["id"]),
        visit_id=section.visit_id,
        section=section.code,
        kind=kind.value,
        stream=stream,
        seq=number,
        device_at=header["device_at"],
        mono_ms=0,
        boot=_DESK_BOOT,
        payload_hash=header["payload_hash"],
        header_hash=entry.header_hash,
        salt=salt,
        payload=entry.payload_text,
        recorded_at=now,
        clock_offset_ms=0,
        received_at=now,
        parcel=parcel,
    )


def _locked_desk(user: User, agency: Agency) -> Stream:
    Stream.objects.bulk_create(
        [
            Stream(
                officer=user,
                municipality_id=agency.municipality_id,
                agency=agency,
                enrolled_at=clock.now(),
            )
        ],
        ignore_conflicts=True,
    )
    return Stream.objects.select_for_update().get(
        officer=user, agency=agency, device__isnull=True
    )
