"""Is the record what was recorded? Every hash, signature and chain made again.

Reads the log alone and names the first entry that is wrong. What a change anywhere would
have to forge is listed in `docs/explanation/evidence.md`.
"""

from dataclasses import dataclass
from itertools import chain

from inspections.models import Entry, SealChain
from inspections.queries.destructions import destroyed_ids
from inspections.rules.contract import Kind
from inspections.services.verify.chains import links, section_faults
from inspections.services.verify.copies import copy_faults
from inspections.services.verify.custody import custody_faults
from inspections.services.verify.fault import Fault
from inspections.services.verify.log import entry_fault, parcel_faults
from inspections.services.verify.visits import visit_faults


@dataclass(frozen=True, slots=True)
class Verified:
    entries: int
    seals: int
    fault: Fault | None


def verify_everything() -> Verified:
    """Verify every entry, parcel and chain; stops at the first fault."""
    entries = seals = 0
    destroyed = destroyed_ids(Entry.objects.filter(kind=Kind.AMENDED).iterator(2000))
    for row in (
        Entry.objects.select_related("stream", "parcel").order_by("pk").iterator(2000)
    ):
        entries += 1
        if (fault := entry_fault(row, destroyed)) is not None:
            return Verified(entries, seals, fault)
    for fault in parcel_faults():
        return Verified(entries, seals, fault)
    for agencys in SealChain.objects.select_related("agency"):
        for link in links(agencys):
            if isinstance(link, Fault):
                return Verified(entries, seals, link)
            seals += 1
    for fault in chain(
        visit_faults(), section_faults(), custody_faults(), copy_faults()
    ):
        return Verified(entries, seals, fault)
    return Verified(entries, seals, None)
