"""The walks that go down to a tablet."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from accounts.models import User
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from situation.models import SafetyWalk, Walk, WalkPoint
from situation.rules.category import offered_on_walks

Plain = dict[str, Any]


def walks_for_tablet(user: User, today: date) -> list[Plain]:
    """The walks of the person's municipalities that may still be walked: those of last
    night on.
    """
    rows = Walk.objects.filter(
        night__gte=today - timedelta(days=1),
        municipality__in=municipalities_where(user, Capability.RECORD_WALKS),
        cancelled_at__isnull=True,
    ).select_related("leader", "safety")
    walks = list(rows.order_by("night", "pk"))
    safety = {one.pk: one.safety for one in walks if hasattr(one, "safety")}
    earlier = _earlier(one.again_id for one in safety.values())
    return [
        {
            "id": row.pk,
            "kind": row.kind,
            "title": row.title,
            "night": row.night,
            "municipality": row.municipality_id,
            "leader": row.leader.name,
            "scheme": row.scheme,
            "safety": _safety(safety[row.pk], earlier) if row.pk in safety else None,
        }
        for row in walks
    ]


def _safety(row: SafetyWalk, earlier: dict[UUID, list[Plain]]) -> Plain:
    return {
        "meets_at": row.meets_at,
        "meeting_place": row.meeting_place,
        "walks_for": row.walks_for,
        "route": row.route,
        "earlier": [] if row.again_id is None else earlier.get(row.again_id, []),
    }


def _earlier(walks: Iterable[UUID | None]) -> dict[UUID, list[Plain]]:
    """The points that felt safe or unsafe on walks, by walk, in the order of the walk."""
    rows = WalkPoint.objects.filter(
        walk__in={one for one in walks if one}, struck_at=None
    ).exclude(feels="")
    found: dict[UUID, dict[UUID, Plain]] = {}
    for row in rows.order_by("seen_at", "pk"):
        # A place that was looked at anew more than once stands there once, as it was last.
        found.setdefault(row.walk_id, {})[row.again_of_id or row.pk] = {
            "id": row.pk,
            "where": row.where,
            "text": row.text,
            "feels": row.feels,
            "category": row.category,
        }
    return {walk: list(points.values()) for walk, points in found.items()}


def walk_categories_for_tablet() -> list[Plain]:
    """What a point of a safety walk may be about, in both languages."""
    return [
        {"code": one.code, "name_sv": one.name_sv, "name_en": one.name_en}
        for one in offered_on_walks().values()
    ]
