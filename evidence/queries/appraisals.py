"""Overnight appraisals: what of them is not evidence yet, and how they scored."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from accounts.models import Municipality
from evidence.models import ItemState
from evidence.rules.scheme import Scheme
from situation.models import NotePhoto, Walk, WalkKind, WalkPoint

PHOTOS_MAY_COME = timedelta(hours=24)
"""How long after its end an appraisal waits for photos that are on their way."""


def points_to_land(walk: Walk) -> QuerySet[WalkPoint]:
    """The points of an appraisal that stand in no piece of evidence yet."""
    return walk.points.filter(landed__isnull=True, struck_at__isnull=True)


def appraisals_to_land(now: datetime) -> list[Walk]:
    """Ended appraisals with points that are no evidence yet, whose photos have come or
    are waited for no longer.
    """
    rows = (
        Walk.objects.filter(
            kind=WalkKind.APPRAISAL, ended_at__isnull=False,
            points__landed__isnull=True, points__struck_at__isnull=True,
            points__isnull=False,
        )
        .distinct()
        .order_by("ended_at", "pk")
    )  # fmt: skip
    return [
        one
        for one in rows
        if one.ended_at is not None
        and (one.ended_at + PHOTOS_MAY_COME < now or not _awaits_photos(one))
    ]


def _awaits_photos(walk: Walk) -> bool:
    points = points_to_land(walk)
    named = sum(len(one) for one in points.values_list("photos", flat=True))
    return NotePhoto.objects.filter(note__point__in=points).count() < named


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
