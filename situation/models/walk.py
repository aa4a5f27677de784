from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, Municipality, User
from core.identifiers import uuid7


class WalkKind(models.TextChoices):
    """Why people walk through the town together."""

    APPRAISAL = "appraisal", _("overnight appraisal")
    SAFETY = "safety", _("safety walk")


class Walk(models.Model):
    """A walk through the town: planned at the desk, or begun on the spot.

    `night` is the operational night, or the civil date by day. `scheme` is the code of
    the scheme that an appraisal walks by.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="walks"
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", verbose_name=_("agency")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=WalkKind)
    title = models.CharField(_("title"), max_length=200)
    night = models.DateField(_("night"))
    leader = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("leads it")
    )
    scheme = models.CharField(max_length=20, blank=True)
    made_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_why = models.CharField(_("why"), max_length=500, blank=True)

    class Meta:
        ordering = ["-night", "-made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=WalkKind.values), name="walk_kind_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind="appraisal") | ~Q(scheme=""),
                name="an_appraisal_walks_by_a_scheme",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | ~Q(cancelled_why=""),
                name="a_cancelled_walk_has_its_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "-night"], name="walks_by_night"),
        ]

    def __str__(self) -> str:
        return self.title
