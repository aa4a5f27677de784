from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.identifiers import uuid7
from venues.models.holder import Holder
from venues.models.venue import Venue


class Assignment(models.Model):
    """That a holder runs the premises, from and to and including a day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    venue = models.ForeignKey(
        Venue, on_delete=models.PROTECT, related_name="assignments"
    )
    holder = models.ForeignKey(
        Holder, on_delete=models.PROTECT, related_name="assignments"
    )
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("to and including"), null=True, blank=True)

    class Meta:
        ordering = ["venue", "valid_from", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["venue"],
                condition=Q(valid_to__isnull=True),
                name="one_present_holder_per_venue",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="assignment_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder} – {self.venue}"
