"""Safety walks, to try things on."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from accounts.models import User
from core import clock
from core.identifiers import uuid7
from situation.models import ChosenBecause, Measure, SafetyWalk, WalkPoint
from situation.services.measures import propose_measure
from situation.services.safety_walks import (
    Plan,
    Stop,
    add_addresses,
    plan_safety_walk,
)
from tests.conftest import Town
from tests.situation.notes import note, send

GROUPS = [
    {"role": "resident", "gender": "women", "age": "30_64", "count": 6},
    {"role": "resident", "gender": "men", "age": "over_64", "count": 3},
    {"role": "police", "gender": "unstated", "age": "unstated", "count": 1},
]


def plan(**said: Any) -> Plan:
    return Plan(
        **{
            "title": "Vandring i Badhusparken", "meeting_place": "Vid kiosken",
            "meets_at": clock.now() + timedelta(minutes=5),
            "chosen_because": ChosenBecause.RESIDENTS,
            "route": (Stop("Kiosken", 63.1771, 14.6301), Stop("Strandgången")), **said,
        }
    )  # fmt: skip


def planned(user: User, town: Town, **said: Any) -> SafetyWalk:
    return plan_safety_walk(
        user=user, agency=town.agencies["licensing"], plan=plan(**said)
    )


def saw(user: User, walk: SafetyWalk, **said: Any) -> WalkPoint:
    """A point of the walk, noted on a tablet just now."""
    key = said.setdefault("id", str(uuid7()))
    said = {"feels": "unsafe", "for_whom": ["women"], "category": "LIGHTING", **said}
    content = note(user, walk.pk, "saw", **{k: v for k, v in said.items() if v})
    assert send(user, content) == ["taken"]
    return WalkPoint.objects.get(pk=UUID(key))


def walked(user: User, town: Town, **said: Any) -> SafetyWalk:
    """A walk that was begun, counted and ended, with one unsafe point."""
    row = planned(user, town, **said)
    send(
        user,
        note(user, row.pk, "began"),
        note(user, row.pk, "gathered", groups=GROUPS, light="dark", weather="Snöfall"),
    )
    saw(user, row, text="Mörkt vid gångtunneln", where="Gångtunneln")
    assert send(user, note(user, row.pk, "ended")) == ["taken"]
    row.walk.refresh_from_db()
    row.refresh_from_db()
    return row


def listed(user: User, row: SafetyWalk, *emails: str) -> int:
    return add_addresses(user=user, walk=row.pk, emails=emails or ["a@example.test"])


def measure(user: User, row: SafetyWalk, *points: WalkPoint, **said: Any) -> Measure:
    return propose_measure(
        user=user, walk=row.pk, points=points or list(row.walk.points.all()),
        **{"action": "Byt lamporna", "owner": "Påhittad fastighetsägare", **said},
    )  # fmt: skip
