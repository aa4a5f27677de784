from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User
from core.bilingual import Named
from core.identifiers import uuid7


class Certification(models.Model):
    """One round of a certification, from the registration to the renewal."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="certifications"
    )
    title = models.CharField(_("title"), max_length=120)
    begun_at = models.DateTimeField(_("begun"))
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-begun_at", "pk"]

    def __str__(self) -> str:
        return self.title


class Milestone(models.Model, Named):
    """A step of a round: when it is due, who answers for it, and the day it was done.

    `reminded` counts the reminders that its owner got for the day that holds.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    certification = models.ForeignKey(
        Certification, on_delete=models.PROTECT, related_name="milestones"
    )
    place = models.PositiveSmallIntegerField()
    name_sv = models.CharField(_("name in Swedish"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    owner = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("answers for it"),
    )
    done_on = models.DateField(_("done on"), null=True, blank=True)
    done_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    note = models.CharField(_("note"), max_length=500, blank=True)
    reminded = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["certification", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["certification", "place"], name="steps_of_a_round_are_ordered"
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_by__isnull=True)
                | Q(done_on__isnull=False, done_by__isnull=False),
                name="somebody_says_that_a_step_is_done",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on", "reminded"],
                condition=Q(done_on__isnull=True),
                name="milestones_to_remind_of",
            ),
        ]

    def __str__(self) -> str:
        return self.name
