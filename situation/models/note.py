from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User
from core.received_file import ReceivedFile
from situation.models.walk import Walk


class NoteState(models.TextChoices):
    """What became of a note that came in."""

    TAKEN = "taken", _("taken")
    HELD = "held", _("held back")
    SET_ASIDE = "set_aside", _("set aside")


class WalkNote(models.Model):
    """A note of a walk as it came, under the hash of its own bytes: appended, never
    changed. `note`, `walk_id` and `kind` are read from it where it can be read; `code`
    says why it is held. `carried_by` is in whose session it came, `brought_by` who brought
    it in out of a rescue file instead: such a note has nobody's session behind it.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    note = models.UUIDField(null=True)
    walk_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=10, blank=True)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+"
    )
    carried_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    brought_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    content = models.BinaryField()
    recorded_at = models.DateTimeField(null=True)
    clock_offset_ms = models.BigIntegerField(default=0)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=NoteState)
    code = models.CharField(max_length=40, blank=True)
    settled_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_because = models.CharField(_("why"), max_length=500, blank=True)

    class Meta:
        ordering = ["received_at", "digest"]
        constraints = [
            models.UniqueConstraint(
                fields=["note"],
                condition=Q(state="taken"),
                name="a_note_is_taken_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=NoteState.values), name="note_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="taken")
                | Q(
                    note__isnull=False,
                    walk_id__isnull=False,
                    recorded_at__isnull=False,
                    code="",
                ),
                name="what_is_taken_can_be_read",
            ),
            models.CheckConstraint(
                condition=~Q(state="set_aside")
                | Q(settled_by__isnull=False) & ~Q(settled_because=""),
                name="what_is_set_aside_has_its_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["walk_id", "state"], name="notes_of_a_walk"),
            models.Index(
                fields=["municipality", "received_at"],
                condition=Q(state="held"),
                name="notes_held_back",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.digest[:8]}"


class Feels(models.TextChoices):
    """How a place feels."""

    UNSAFE = "unsafe", _("unsafe")
    SAFE = "safe", _("safe")


class NotePhoto(ReceivedFile):
    """A photo that a note names, or came with one that could not be read."""

    note = models.ForeignKey(WalkNote, on_delete=models.PROTECT, related_name="photos")
    received_at = models.DateTimeField()

    class Meta(ReceivedFile.Meta):
        ordering = ["note", "received_at", "pk"]
        constraints = [
            *ReceivedFile.Meta.constraints,
            models.UniqueConstraint(
                fields=["note", "sha256"], name="a_photo_of_a_note_is_kept_once"
            ),
        ]


class WalkPoint(models.Model):
    """What was seen on a walk: a `saw` note, made into a row that can be asked.

    `id` is the note's. `zone` is the time zone of the night, empty by day. `photos` are
    the hashes that the note names, whether they have come or not. On a safety walk it
    says how the place `feels`, `for_whom` (codes of `rules/for_whom.py`), in which
    category; `again_of` is the point of an earlier walk that was looked at once more.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    walk = models.ForeignKey(Walk, on_delete=models.PROTECT, related_name="points")
    source = models.OneToOneField(
        WalkNote, on_delete=models.PROTECT, related_name="point"
    )
    seen_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField()
    zone = models.CharField(max_length=10, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    accuracy_m = models.PositiveIntegerField(null=True, blank=True)
    where = models.CharField(max_length=200, blank=True)
    text = models.TextField(max_length=4000, blank=True)
    attribute = models.CharField(max_length=20, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    photos = models.JSONField(default=list)
    feels = models.CharField(max_length=10, choices=Feels, blank=True)
    for_whom = models.JSONField(default=list)
    category = models.CharField(max_length=30, blank=True)
    again_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="seen_again"
    )
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["seen_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(score__isnull=True) | ~Q(attribute=""),
                name="a_score_is_of_an_attribute",
            ),
            models.CheckConstraint(
                condition=Q(feels__in=["", *Feels.values]),
                name="how_a_point_feels_is_known",
            ),
        ]
        indexes = [
            models.Index(fields=["walk", "seen_at"], name="points_of_a_walk"),
        ]

    def __str__(self) -> str:
        return f"{self.attribute} {self.id}"
