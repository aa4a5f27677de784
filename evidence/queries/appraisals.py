"""Overnight appraisals: what of them is not evidence yet, and how they scored."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from accounts.models import Municipality
from evidence.models import ItemState
from evidence.rules.scheme import Scheme
from situation.models import (
    NotePhoto,
    NoteState,
    Walk,
    WalkKind,
    WalkNote,
    WalkPoint,
)
from situation.rules.note import NoteKind

PHOTOS_MAY_COME = timedelta(hours=24)
"""How long after its last note an appraisal waits for photos that are on their way."""
SOMEBODY_MAY_WALK_ON = timedelta(hours=12)
"""How long after its last note it waits for whoever has not ended it: a night is over."""


def points_to_land(walk: Walk) -> QuerySet[WalkPoint]:
    """The points of an appraisal that stand in no piece of evidence yet."""
    return walk.points.filter(landed__isnull=True, struck_at__isnull=True)


def appraisals_to_land(now: datetime) -> list[Walk]:
    """Appraisals with points that are no evidence yet: everybody who noted something has
    ended it, or nothing has come for a night; and the photos have come, or are waited
    for no longer.
    """
    rows = (
        Walk.objects.filter(
            kind=WalkKind.APPRAISAL, points__landed__isnull=True,
            points__struck_at__isnull=True, points__isnull=False,
        )
        .select_related("municipality", "leader")
        .distinct()
        .order_by("night", "pk")
    )  # fmt: skip
    return [one for one in rows if _is_ready(one, now)]


def _is_ready(walk: Walk, now: datetime) -> bool:
    rows = WalkNote.objects.filter(walk_id=walk.pk, state=NoteState.TAKEN)
    notes = rows.values_list("carried_by", "recorded_at", "kind", "received_at")
    came = max((at for *_note, at in notes), default=walk.made_at)
    # Whoever ended it in the very moment of another note has ended it.
    in_order = sorted(
        (at, kind == NoteKind.ENDED, author) for author, at, kind, _came in notes if at
    )
    has_ended = {author: is_end for _at, is_end, author in in_order}
    if came + SOMEBODY_MAY_WALK_ON > now and not all(has_ended.values()):
        return False
    return came + PHOTOS_MAY_COME < now or not _awaits_photos(walk)


def _awaits_photos(walk: Walk) -> bool:
    points = points_to_land(walk)
    named = {
        (point, digest)
        for point, photos in points.values_list("pk", "photos")
        for digest in photos
    }
    held = NotePhoto.objects.filter(note__point__in=points)
    return bool(named - set(held.values_list("note__point", "sha256")))


@dataclass(frozen=True, slots=True)
class Appraised:
    """A score that was given on an appraisal whose evidence is approved."""

    night: date
    attribute: str
    zone: str
    score: int
    text: str


def appraised(municipality: Municipality, scheme: Scheme) -> list[Appraised]:
    """Every score of approved appraisals by the scheme, the latest night first."""
    rows = WalkPoint.objects.filter(
        walk__municipality=municipality, walk__scheme=scheme.it.code,
        landed__item__state=ItemState.APPROVED, struck_at__isnull=True,
    ).select_related("walk")  # fmt: skip
    return [
        Appraised(one.walk.night, one.attribute, one.zone, one.score, one.text)
        for one in rows.order_by("-walk__night", "seen_at", "pk")
        if one.score is not None
    ]


def lowest_by_cell(
    found: list[Appraised], scheme: Scheme
) -> Mapping[tuple[str, str], Appraised]:
    """The lowest score of the latest night in each cell of the grid, by focus area and
    zone: one attribute that fails can cost the award, so it must not drown in a mean.
    """
    cells: dict[tuple[str, str], list[Appraised]] = defaultdict(list)
    for one in found:
        area = scheme.area_of(one.attribute)
        if area is not None:
            cells[area.it.code, one.zone].append(one)
    return {
        cell: min(
            (one for one in rows if one.night == rows[0].night),
            key=lambda one: one.score,
        )
        for cell, rows in cells.items()
    }
