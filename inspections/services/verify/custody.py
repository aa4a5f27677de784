"""Everything that a signature covers is in the log or in custody: nothing has gone."""

import json
from collections.abc import Iterator

from inspections.models import Entry, HeldEntry, Parcel, Stream
from inspections.rules.parcel import cut_leaves, leaf_of
from inspections.services.verify.fault import Fault


def custody_faults() -> Iterator[Fault]:
    """Parcels of which an entry is neither in the log nor held."""
    for stream in Stream.objects.order_by("pk").iterator(500):
        kept = {
            bytes.fromhex(digest)
            for digest in Entry.objects.filter(stream=stream).values_list(
                "header_hash", flat=True
            )
        }
        held = HeldEntry.objects.filter(stream_id=stream.pk)
        kept |= {
            leaf_of(json.loads(bytes(content).decode("utf-8", "surrogatepass")))
            for content in held.values_list("content", flat=True).iterator(500)
        }
        for parcel in Parcel.objects.filter(stream=stream).order_by("pk").iterator(500):
            if not kept.issuperset(cut_leaves(bytes(parcel.leaves))):
                yield Fault(
                    "parcel", str(parcel.pk), "an entry that it brought is gone"
                )
