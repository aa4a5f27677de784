"""Devices and their streams: whose they are, and what the server holds of each."""

import re
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.permissions import agencies_where
from accounts.rules.capabilities import Capability
from inspections.models import (
    Entry,
    HeldEntry,
    Parcel,
    Photo,
    PhotoUse,
    Stream,
)


def streams_visible_to(user: User) -> QuerySet[Stream]:
    """One's own streams, and those of the agencies whose devices one manages."""
    managed = agencies_where(user, Capability.MANAGE_DEVICES)
    return Stream.objects.filter(
        Q(officer=user) | Q(agency__in=managed), device__isnull=False
    ).select_related("device", "officer", "agency", "municipality")


@dataclass(frozen=True, slots=True)
class Holding:
    """What the server holds of one stream, page by page in order of number."""

    entries: list[dict[str, object]]
    held: list[dict[str, object]]
    photos: list[dict[str, object]]
    gaps: list[list[int]]
    highest: int
    next_after: int | None


PAGE = 2000
_HASH = re.compile(rb"\b[0-9a-f]{64}\b")


def holding_of(stream: Stream, after: int = 0) -> Holding:
    """The entries, held entries, photos and gaps of a stream, from number `after` on.

    A gap is a pair of first and last number that never arrived, below the highest one.
    """
    page = list(
        Entry.objects.filter(stream=stream, seq__gt=after)
        .order_by("seq")
        .values_list("pk", "seq", "header_hash")[: PAGE + 1]
    )
    rows, more = page[:PAGE], len(page) > PAGE
    numbers = Entry.objects.filter(stream=stream).order_by("seq")
    return Holding(
        entries=[
            {"id": str(pk), "seq": seq, "header_sha256": digest}
            for pk, seq, digest in rows
        ],
        held=_held(stream.pk) if after == 0 else [],
        photos=_photos(stream, [pk for pk, _, _ in rows], with_held=after == 0),
        gaps=_gaps(list(numbers.values_list("seq", flat=True))),
        highest=numbers.values_list("seq", flat=True).last() or 0,
        next_after=rows[-1][1] if more else None,
    )


def _held_rows(stream: UUID) -> QuerySet[HeldEntry]:
    # What only claims to be of this stream is no word of its receipt.
    return HeldEntry.objects.filter(
        stream_id=stream,
        parcel_id__in=Parcel.objects.filter(stream=stream).values("pk"),
    )


def _held(stream: UUID) -> list[dict[str, object]]:
    """What is in custody, also when a person has settled it: it is kept all the same."""
    return [
        {
            "id": None if row.entry_id is None else str(row.entry_id),
            "status": row.state,
            "code": row.code,
            "content_sha256": row.digest,
        }
        for row in _held_rows(stream)
    ]


def _photos(
    stream: Stream, entries: list[UUID], *, with_held: bool
) -> list[dict[str, object]]:
    """The photos that entries name, also entries in custody, and which of them are here."""
    uses = PhotoUse.objects.filter(entry__in=entries)
    named = set(uses.values_list("sha256", flat=True))
    # In custody any 64 hexadecimal signs may be a photo's name, or something else.
    maybe = _hashes_in_custody(stream.pk) if with_held else set()
    photos = Photo.objects.filter(agency=stream.agency_id, sha256__in=named | maybe)
    held = dict(photos.values_list("sha256", "bytes"))
    return [
        {"sha256": digest, "bytes": held.get(digest, 0), "is_held": digest in held}
        for digest in sorted(named | held.keys())
    ]


def _hashes_in_custody(stream: UUID) -> set[str]:
    return {
        found.decode()
        for row in _held_rows(stream)
        for found in _HASH.findall(bytes(row.content))
    }


def _gaps(numbers: list[int]) -> list[list[int]]:
    gaps, before = [], 0
    for number in numbers:
        if number > before + 1:
            gaps.append([before + 1, number - 1])
        before = number
    return gaps
