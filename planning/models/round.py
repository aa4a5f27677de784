from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from core.identifiers import uuid7
from inspections.models import Occasion


class RoundState(models.TextChoices):
    """From asking to the night itself."""

    DRAFT = "draft", _("being put together")
    ASKED = "asked", _("being planned")
    PLANNED = "planned", _("planned, not sent out")
    SET = "set", _("sent out to the teams")
    CANCELLED = "cancelled", _("cancelled")


class Round(models.Model):
    """The plan of one night, made by one agency on its own facts; secret until it is done.

    `joint_stops` is how many stops teams of several agencies make at most together, none
    for as many as there is time for; `random_percent` the share of stops that is drawn.
    `seed` makes the draw and the plan repeatable. `passed_over` are the best that were
    not chosen: `{"venue", "prize", "reason"}`. `sequence` grows whenever what calendars
    show has changed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="rounds")
    occasion = models.ForeignKey(
        Occasion, on_delete=models.PROTECT, null=True, blank=True, related_name="rounds",
        verbose_name=_("joint night"),
    )  # fmt: skip
    night = models.DateField(_("night"))
    joint_stops = models.PositiveSmallIntegerField(
        _("joint stops wanted"), null=True, blank=True
    )
    random_percent = models.PositiveSmallIntegerField(
        _("drawn at random, per cent"), default=20, validators=[MaxValueValidator(100)]
    )
    seconds = models.PositiveSmallIntegerField(
        _("seconds to plan"), default=10,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )  # fmt: skip
    state = models.CharField(
        _("state"), max_length=10, choices=RoundState, default=RoundState.DRAFT
    )
    seed = models.BigIntegerField(default=0, editable=False)
    passed_over = models.JSONField(default=list, editable=False)
    problem = models.TextField(blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    planned_at = models.DateTimeField(null=True, blank=True)
    set_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-night", "-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=RoundState.values), name="round_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(random_percent__lte=100), name="a_share_is_at_most_all"
            ),
            models.CheckConstraint(
                condition=Q(planned_at__isnull=True)
                | Q(asked_at__isnull=False, planned_at__gte=F("asked_at")),
                name="what_is_planned_was_asked_for",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at"], condition=Q(state="asked"), name="rounds_asked_for"
            ),
            models.Index(fields=["agency", "-night"], name="rounds_of_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.night}"
