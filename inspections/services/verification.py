"""Is the record what was recorded? Every hash, signature and chain made again.

Reads the log alone and names the first entry that is wrong. What a change anywhere would
have to forge is listed in `docs/explanation/evidence.md`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from core.integrity import payload_hash, sha256, signature_holds
from core.server_key import server_public_key
from inspections.models import (
    ChecklistVersion,
    Entry,
    Parcel,
    Photo,
    Release,
    SealChain,
    Section,
)
from inspections.rules.chain import FIRST_LINK, LINKS, hash_of_set, header_text
from inspections.rules.contract import Header, Kind, read_payload
from inspections.rules.fold import strings
from inspections.rules.parcel import signed_message
from inspections.services.checklists import FOLDER, is_as_published
from inspections.services.photos import photo_path

_LEAF_BYTES = 32


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that is wrong: which record, and what about it."""

    what: str
    record: str
    reason: str

    def __str__(self) -> str:
        return f"{self.what} {self.record}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Verified:
    entries: int
    seals: int
    fault: Fault | None


def verify_everything() -> Verified:
    """Verify every entry, parcel and chain; stops at the first fault."""
    entries = seals = 0
    for row in (
        Entry.objects.select_related("stream", "parcel").order_by("pk").iterator(2000)
    ):
        entries += 1
        if (fault := _entry_fault(row)) is not None:
            return Verified(entries, seals, fault)
    for fault in _parcel_faults():
        return Verified(entries, seals, fault)
    for chain in SealChain.objects.select_related("agency"):
        for link in _links(chain):
            if isinstance(link, Fault):
                return Verified(entries, seals, link)
            seals += 1
    for fault in (*_section_faults(), *_copy_faults()):
        return Verified(entries, seals, fault)
    return Verified(entries, seals, None)


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


def _entry_fault(row: Entry) -> Fault | None:
    reason = next(_wrong_in(row), None)
    return None if reason is None else Fault("entry", str(row.pk), reason)


def _wrong_in(row: Entry) -> Iterator[str]:
    if (row.payload is None) != (row.salt is None):
        yield "its payload or its salt alone is gone"
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
    leaves = bytes(row.parcel.leaves)
    position = leaves.find(bytes.fromhex(row.header_hash))
    if position < 0 or position % _LEAF_BYTES:
        yield "it is not among what was signed"


def _parcel_faults() -> Iterator[Fault]:
    for parcel in Parcel.objects.select_related("stream").order_by("pk").iterator(2000):
        leaves = bytes(parcel.leaves)
        cut = [
            leaves[at : at + _LEAF_BYTES] for at in range(0, len(leaves), _LEAF_BYTES)
        ]
        key = parcel.stream.public_key
        message = signed_message(str(parcel.stream_id), cut)
        if not signature_holds(
            server_public_key() if key is None else bytes(key),
            bytes(parcel.signature),
            message,
        ):
            yield Fault("parcel", str(parcel.pk), "its signature does not hold")


def _links(chain: SealChain) -> Iterator[Entry | Fault]:
    """The links of one chain from the first to the last, or the fault that stops it."""
    rows = Entry.objects.filter(
        stream__agency=chain.agency_id, kind__in=LINKS
    ).select_related("stream")
    by_previous: dict[str, Entry] = {}
    for row in rows:
        if row.payload is None:
            yield Fault("seal", str(row.pk), "its payload is gone")
            return
        by_previous[str(read_payload(row.payload)["previous"])] = row
    head, count = FIRST_LINK, 0
    while head in by_previous:
        link = by_previous[head]
        if (fault := _link_fault(link)) is not None:
            yield fault
            return
        yield link
        head, count = link.header_hash, count + 1
    if head != chain.head or count != chain.length or count != len(by_previous):
        yield Fault(
            "chain",
            str(chain.agency),
            f"it has {count} links in order of {len(by_previous)} that exist, "
            f"and {chain.length} were made; the last in order is {head[:12]}…",
        )


def _link_fault(row: Entry) -> Fault | None:
    said = read_payload(row.payload or "{}")
    for member in ("covers", "admits"):
        if member not in said:
            continue
        ids = strings(said, member)
        found = Entry.objects.filter(pk__in=ids, visit=row.visit_id).values_list(
            "pk", "header_hash"
        )
        held = {str(pk): digest for pk, digest in found}
        missing = sorted(set(ids) - held.keys())
        if missing:
            return Fault(
                "seal", str(row.pk), f"entry {missing[0]} that it covers is gone"
            )
        if hash_of_set(held.items()) != said[f"{member}_sha256"]:
            return Fault("seal", str(row.pk), "what it covers is not what it covered")
    return None


def _section_faults() -> Iterator[Fault]:
    for section in (
        Section.objects.exclude(sealed_at=None).order_by("pk").iterator(2000)
    ):
        sealed = Entry.objects.filter(
            visit=section.visit_id,
            section=section.code,
            kind=Kind.SEALED,
            header_hash=section.seal,
        )
        if not sealed.exists():
            yield Fault("section", str(section.pk), "its seal is not in the log")
    for row in Entry.objects.filter(kind=Kind.SEALED).order_by("pk").iterator(2000):
        borne = Section.objects.filter(
            visit=row.visit_id, code=row.section, seal=row.header_hash
        )
        if not borne.exists():
            yield Fault("seal", str(row.pk), "its section does not bear it any more")


def _copy_faults() -> Iterator[Fault]:
    """What lies beside the log and is shown with it: released copies, photos, the texts
    of published checklists.
    """
    for release in Release.objects.select_related("entry").order_by("pk").iterator(500):
        said = read_payload(release.entry.payload or "{}")
        if sha256(release.snapshot.encode()).hex() != said.get("snapshot_sha256"):
            yield Fault("release", str(release.pk), "its copy is not what was released")
    for photo in Photo.objects.order_by("pk").iterator(500):
        path = photo_path(photo.municipality_id, photo.sha256)
        if not path.exists() or sha256(path.read_bytes()).hex() != photo.sha256:
            yield Fault("photo", photo.sha256, "its file is not what was received")
    for version in ChecklistVersion.objects.order_by("pk"):
        file = FOLDER / f"{version.code}.json"
        if file.exists() and not is_as_published(version, file):
            yield Fault(
                "checklist", version.code, "its items are not what was published"
            )
