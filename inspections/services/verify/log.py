"""Entries and parcels: every hash and signature made again, and nothing missing."""

from collections.abc import Iterator

from core.integrity import payload_hash, sha256, signature_holds
from core.server_key import server_public_key
from inspections.models import Entry, Parcel
from inspections.rules.chain import header_text
from inspections.rules.contract import Header
from inspections.rules.parcel import cut_leaves, signed_message
from inspections.services.verify.fault import Fault


def header_of(row: Entry) -> Header:
    """The header of a row, as it was sent."""
    return Header(
        v=1,
        id=str(row.pk),
        visit=str(row.visit_id),
        section=row.section,
        kind=row.kind,
        author=str(row.stream.officer_id),
        stream=str(row.stream_id),
        seq=row.seq,
        device_at=row.device_at,
        mono_ms=row.mono_ms,
        boot=str(row.boot),
        payload_hash=row.payload_hash,
    )


def entry_fault(row: Entry, destroyed: frozenset[str]) -> Fault | None:
    """The first thing wrong with one entry; stream and parcel must be read with it.

    `destroyed`: the ids of entries whose content was destroyed by a decision.
    """
    reason = next(_wrong_in(row, destroyed), None)
    return None if reason is None else Fault("entry", str(row.pk), reason)


def _wrong_in(row: Entry, destroyed: frozenset[str]) -> Iterator[str]:
    if (row.payload is None) != (row.salt is None):
        yield "its payload or its salt alone is gone"
    elif row.payload is None and str(row.pk) not in destroyed:
        yield "its content is gone, and nobody decided so"
    elif row.payload is not None and row.salt is not None:
        salt = bytes.fromhex(row.salt)
        if payload_hash(salt, row.payload.encode()) != row.payload_hash:
            yield "its payload is not what was hashed"
    if sha256(header_text(header_of(row))).hex() != row.header_hash:
        yield "its header is not what was hashed"
    if row.parcel is None:
        yield "its signature is gone"
        return
    if row.parcel.stream_id != row.stream_id:
        yield "another stream signed it"
    if bytes.fromhex(row.header_hash) not in cut_leaves(bytes(row.parcel.leaves)):
        yield "it is not among what was signed"


def parcel_faults() -> Iterator[Fault]:
    """Parcels that their stream's key did not sign, or of which something is gone."""
    for parcel in Parcel.objects.select_related("stream").order_by("pk").iterator(2000):
        leaves = cut_leaves(bytes(parcel.leaves))
        key = parcel.stream.public_key
        message = signed_message(str(parcel.stream_id), leaves)
        if not signature_holds(
            server_public_key() if key is None else bytes(key),
            bytes(parcel.signature),
            message,
        ):
            yield Fault("parcel", str(parcel.pk), "its signature does not hold")
