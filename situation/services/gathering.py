"""Who walked along on a safety walk: counted on the tablet, or put right at the desk."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from situation.models import Participants, SafetyWalk
from situation.rules.note import NoteKind
from situation.services.note_arrival import Arrival

Kind = tuple[str, str, str]
"""Role, gender and age band."""


def note_who_gathered(taken: Sequence[Arrival]) -> None:
    """Write down what the notes say, each unless something later is written down already.
    Of a walk that is no safety walk nothing is.
    """
    told = [one for one in taken if one.read.kind is NoteKind.GATHERED]
    rows = SafetyWalk.objects.select_for_update().filter(
        pk__in={one.read.walk for one in told}
    )
    walks = {row.pk: row for row in rows}
    for one in sorted(told, key=lambda one: one.at):
        walk = walks.get(one.read.walk)
        if walk is not None:
            write_gathered(walk, one.at, one.read.said)


def write_gathered(walk: SafetyWalk, at: datetime, said: Mapping[str, Any]) -> None:
    """Write down who came, and in what light and weather, each in place of what stood there
    unless that was written later. What is not said stays. The walk is locked.
    """
    if "groups" in said and _is_newer(at, walk.gathered_at):
        walk.gathered_at = at
        Participants.objects.filter(walk=walk).delete()
        Participants.objects.bulk_create(
            Participants(walk=walk, role=role, gender=gender, age=age, count=count)
            for (role, gender, age), count in counted(said["groups"]).items()
        )
    if ("light" in said or "weather" in said) and _is_newer(at, walk.weather_at):
        walk.weather_at = at
        walk.light = said.get("light", walk.light)
        walk.weather = said.get("weather", walk.weather)
    walk.save(update_fields=["gathered_at", "weather_at", "light", "weather"])


def _is_newer(at: datetime, before: datetime | None) -> bool:
    return before is None or at >= before


def counted(groups: Iterable[Mapping[str, Any]]) -> Counter[Kind]:
    """Groups of one kind added up."""
    found: Counter[Kind] = Counter()
    for one in groups:
        found[one["role"], one["gender"], one["age"]] += one["count"]
    return found
