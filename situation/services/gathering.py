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


def write_gathered(walk: SafetyWalk, at: datetime, said: Mapping[str, Any]) -> bool:
    """Write down who came and in what light, in place of what stood there; False when that
    was written later than `at`. The walk is locked.
    """
    if walk.gathered_at is not None and walk.gathered_at > at:
        return False
    walk.gathered_at = at
    walk.light, walk.weather = said.get("light", ""), said.get("weather", "")
    walk.save(update_fields=["gathered_at", "light", "weather"])
    Participants.objects.filter(walk=walk).delete()
    Participants.objects.bulk_create(
        Participants(walk=walk, role=role, gender=gender, age=age, count=count)
        for (role, gender, age), count in counted(said["groups"]).items()
    )
    return True


def counted(groups: Iterable[Mapping[str, Any]]) -> Counter[Kind]:
    """Groups of one kind added up."""
    found: Counter[Kind] = Counter()
    for one in groups:
        found[one["role"], one["gender"], one["age"]] += one["count"]
    return found
