"""What the notes of walks say, made into rows that can be asked."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from core.nights import time_zone_of
from situation.models import Walk, WalkPoint
from situation.rules.note import NoteKind
from situation.services.gathering import note_who_gathered
from situation.services.note_arrival import Arrival

_E7 = 10_000_000


def project(taken: Sequence[Arrival], walks: dict[UUID, Walk]) -> None:
    """Points of what was seen, when the walks began and ended, and what was struck out."""
    WalkPoint.objects.bulk_create(_points(taken))
    note_who_gathered(taken)
    _follow(taken, walks)
    _strike(taken)


def _points(taken: Sequence[Arrival]) -> list[WalkPoint]:
    seen = [one for one in taken if one.read.kind is NoteKind.SAW]
    named = {UUID(one.read.said["again"]) for one in seen if "again" in one.read.said}
    # Of the walk alone that this one walks again: another's point is no point of it.
    rows = WalkPoint.objects.filter(
        pk__in=named, walk__rewalks__walk__in={one.read.walk for one in seen}
    ).values_list("pk", "walk__rewalks__walk", "for_whom")
    earlier = {(point, walk): for_whom for point, walk, for_whom in rows}
    return [_point(one, earlier) for one in seen]


def _point(one: Arrival, earlier: Mapping[tuple[UUID, UUID], list[str]]) -> WalkPoint:
    again = UUID(one.read.said["again"]) if "again" in one.read.said else None
    is_again = again is not None and (again, one.read.walk) in earlier
    # Whose place it was it still is, where nobody says otherwise.
    whose = earlier[again, one.read.walk] if again and is_again else []
    said, place = one.read.said, one.read.said.get("place")
    return WalkPoint(
        id=one.read.id, walk_id=one.read.walk, source=one.row,
        seen_by=one.row.carried_by, seen_at=one.at, zone=time_zone_of(one.at) or "",
        latitude=None if place is None else place["latitude_e7"] / _E7,
        longitude=None if place is None else place["longitude_e7"] / _E7,
        accuracy_m=None if place is None else place.get("accuracy_m"),
        where=said.get("where", ""), text=said.get("text", ""),
        attribute=said.get("attribute", ""), score=said.get("score"),
        photos=[photo["sha256"] for photo in said.get("photos", [])],
        feels=said.get("feels", ""), for_whom=said.get("for_whom", whose),
        category=said.get("category", ""),
        again_of_id=again if is_again else None,
    )  # fmt: skip


def _follow(taken: Sequence[Arrival], walks: dict[UUID, Walk]) -> None:
    times: dict[UUID, dict[NoteKind, list[datetime]]] = {}
    for one in taken:
        of_walk = times.setdefault(one.read.walk, {})
        of_walk.setdefault(one.read.kind, []).append(one.at)
    for pk, found in times.items():
        walk = walks[pk]
        begins, ends = found.get(NoteKind.BEGAN, []), found.get(NoteKind.ENDED, [])
        if not begins and walk.began_at is None:
            begins = found.get(NoteKind.SAW, [])  # what begins it is still on its way
        walk.began_at = min([*begins, *filter(None, [walk.began_at])], default=None)
        walk.ended_at = max([*ends, *filter(None, [walk.ended_at])], default=None)
    Walk.objects.bulk_update([walks[pk] for pk in times], ["began_at", "ended_at"])


def _strike(taken: Sequence[Arrival]) -> None:
    struck = {
        UUID(one.read.said["note"]): one
        for one in taken
        if one.read.kind is NoteKind.STRUCK
    }
    points = list(WalkPoint.objects.filter(pk__in=struck))
    for point in points:
        point.struck_at = struck[point.pk].at
        point.struck_why = struck[point.pk].read.said["reason"]
    WalkPoint.objects.bulk_update(points, ["struck_at", "struck_why"])
