"""What is written at the desk: entries of the server, for a person, under its own key."""

import os
from collections.abc import Iterable
from datetime import datetime
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
from inspections.rules.contract import Entry as ReadEntry
from inspections.rules.contract import Header, Kind, Unreadable, read_entry
from inspections.rules.parcel import signed_message
from inspections.services.entry_rows import insert_rows, row_of

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
    text, salt = canonical_json(payload), os.urandom(16)
    header = Header(
        v=1,
        id=str(uuid7()),
        visit=str(section.visit_id),
        section=section.code,
        kind=kind.value,
        author=str(user.pk),
        stream=str(stream.pk),
        seq=Entry.objects.filter(stream=stream).count() + 1,
        device_at=local(now).isoformat(timespec="milliseconds"),
        mono_ms=0,
        boot=str(_DESK_BOOT),
        payload_hash=payload_hash(salt, text),
    )
    entry = _readable(header_text(header), text, salt.hex())
    parcel = _signed(entry, stream, user, now)
    row = row_of(
        entry,
        recorded_at=now,
        clock_offset_ms=0,
        received_at=now,
        parcel=parcel.pk,
        is_late=False,
    )
    insert_rows([row])
    return Entry.objects.get(pk=UUID(header["id"]))


def _readable(header: bytes, payload: bytes, salt: str) -> ReadEntry:
    """What the server writes keeps the same contract as what it receives."""
    try:
        return read_entry(header, payload, salt)
    except Unreadable as error:
        raise Invalid(
            _(
                "This text cannot be recorded: %(where)s is missing, too short or too long."
            )
            % {"where": error.where.removeprefix("payload.")},
            code="contract",
        ) from error


def _signed(entry: ReadEntry, stream: Stream, user: User, now: datetime) -> Parcel:
    leaf = bytes.fromhex(entry.header_hash)
    return Parcel.objects.create(
        stream=stream,
        carried_by=user,
        received_at=now,
        leaves=leaf,
        signature=server_signature(signed_message(str(stream.pk), [leaf])),
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
