"""The chains of seals, amendments and releases, and what each link covers."""

from collections.abc import Iterator

from inspections.models import Entry, SealChain, Section
from inspections.rules.chain import FIRST_LINK, LINKS, hash_of_set
from inspections.rules.contract import Kind, read_payload
from inspections.rules.fold import strings
from inspections.services.desk import fingerprints
from inspections.services.verify.fault import Fault


def links(chain: SealChain) -> Iterator[Entry | Fault]:
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
        held = fingerprints(Entry.objects.filter(pk__in=ids, visit=row.visit_id))
        missing = sorted(set(ids) - held.keys())
        if missing:
            return Fault(
                "seal", str(row.pk), f"entry {missing[0]} that it covers is gone"
            )
        if hash_of_set(held.items()) != said[f"{member}_sha256"]:
            return Fault("seal", str(row.pk), "what it covers is not what it covered")
    return None


def section_faults() -> Iterator[Fault]:
    """Sections whose seal the log lacks, and seals that no section bears."""
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
