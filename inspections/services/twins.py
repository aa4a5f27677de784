"""Visits that were one: begun apart on two tablets, and said by a person to be the same.

Nothing is merged: each entry stays where it was written. The visit whose log says so
refers to the other, as the standing `same_visit` entries say now.
"""

from collections.abc import Iterable
from uuid import UUID

from inspections.models import Entry, Visit
from inspections.queries.sections import log_entry
from inspections.rules.contract import COMMON, Kind
from inspections.rules.fold import fold_section

SPEAK_OF_TWINS = frozenset({Kind.SAME_VISIT, Kind.RETRACTED})


def link_twins(visits: Iterable[UUID]) -> None:
    """Let each visit refer to the visit that it was: the last word that stands counts."""
    for visit in sorted(set(visits)):
        rows = Entry.objects.filter(
            visit=visit, section=COMMON, kind__in=SPEAK_OF_TWINS
        ).select_related("stream")
        standing = fold_section(map(log_entry, rows)).standing(Kind.SAME_VISIT)
        said = [str(entry.payload["other"]) for entry in standing if entry.payload]
        Visit.objects.filter(pk=visit).update(same_as=UUID(said[-1]) if said else None)
