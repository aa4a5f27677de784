from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User
from core.identifiers import uuid7
from situation.models.sighting import Sighting


class PublicDoor(models.Model):
    """That anybody may tell a town what is unsafe: opened by a coordinator, and closed
    again. A town has at most one that is open.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="public_doors"
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality"], condition=Q(closed_at=None),
                name="a_town_has_one_public_door",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="a_public_door_is_closed_by_somebody",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.opened_at}"


class WordState(models.TextChoices):
    """What became of what the public told."""

    WAITING = "waiting", _("waits for a look")
    TAKEN_IN = "taken_in", _("taken in")
    SET_ASIDE = "set_aside", _("set aside")


class PublicWord(Sighting):
    """What somebody told without an account, and nobody knows who. It is counted nowhere
    until a coordinator has looked: taken in, it becomes a report; set aside, it has its
    reason. `id` is made where the form is filled in.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="public_words"
    )
    told_at = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=WordState, default=WordState.WAITING
    )
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_because = models.CharField(_("why"), max_length=500, blank=True)

    class Meta:
        ordering = ["told_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=WordState.values), name="word_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(where="") | Q(latitude__isnull=False),
                name="a_public_word_has_its_place",
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="a_public_word_s_position_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", settled_at=None, settled_by=None)
                | ~Q(state="waiting")
                & Q(settled_at__isnull=False, settled_by__isnull=False),
                name="a_public_word_is_settled_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="set_aside") | ~Q(settled_because=""),
                name="a_public_word_set_aside_has_its_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "told_at"], name="public_words_told"),
            models.Index(
                fields=["municipality"], condition=Q(state="waiting"),
                name="public_words_waiting",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.category} {self.told_at}"
