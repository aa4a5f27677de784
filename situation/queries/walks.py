"""Walks: whose they are to see, and what goes down to a tablet."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from accounts.permissions import municipalities_where
from accounts.rules.capabilities import Capability
from situation.models import NotePhoto, NoteState, Walk, WalkNote, WalkPoint


def walks_visible_to(user: User) -> QuerySet[Walk]:
    """The walks of the municipalities where the person may see walks."""
    return Walk.objects.filter(
        municipality__in=municipalities_where(user, Capability.SEE_WALKS)
    ).select_related("agency", "leader", "municipality")


def with_points(walks: QuerySet[Walk]) -> QuerySet[Walk]:
    """The same in their order, each with `points_seen`: how many that are not struck."""
    return walks.annotate(
        points_seen=Count("points", filter=Q(points__struck_at__isnull=True))
    ).order_by("-night", "-made_at", "pk")


def photos_visible_to(user: User) -> QuerySet[NotePhoto]:
    """The photos of the walks that the person may see."""
    return NotePhoto.objects.filter(
        note__municipality__in=municipalities_where(user, Capability.SEE_WALKS)
    )


def photos_of(points: QuerySet[WalkPoint]) -> dict[UUID, list[NotePhoto]]:
    """The photos that have come, without their bytes, by point in the notes' order."""
    found: dict[UUID, list[NotePhoto]] = {}
    rows = NotePhoto.objects.filter(note__point__in=points).select_related(
        "note__point"
    )
    for row in rows.defer("content"):
        found.setdefault(row.note.point.pk, []).append(row)
    return found


def photos_held(notes: Iterable[str]) -> dict[str, list[str]]:
    """The hashes of the photos that have come, by the note's digest."""
    found: dict[str, list[str]] = {}
    rows = NotePhoto.objects.filter(note__in=list(notes))
    for note, digest in rows.values_list("note", "sha256"):
        found.setdefault(note, []).append(digest)
    return found


def notes_held_for(user: User) -> QuerySet[WalkNote]:
    """What is held back where the person plans walks."""
    return WalkNote.objects.filter(
        state=NoteState.HELD,
        municipality__in=municipalities_where(user, Capability.PLAN_WALKS),
    ).select_related("carried_by")
