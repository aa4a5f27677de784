from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User
from core.identifiers import uuid7


class Cycle(models.Model):
    """A round of reporting (EST): what was seen from `first` to `last`, both nights
    included, is told by `due_at` and looked at together at `meets_at`. What was shared
    before the meeting stays as `picture` with its SHA-256. Who reported is answered by
    `answer_by`. `made_by` is empty for those that carry on a town's first by themselves.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="cycles"
    )
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    due_at = models.DateTimeField(_("reports by"))
    meets_at = models.DateTimeField(_("meeting"))
    answer_by = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    picture = models.JSONField(null=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    shared_at = models.DateTimeField(null=True)
    shared_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-first"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "first"], name="a_cycle_begins_once"
            ),
            models.CheckConstraint(
                condition=Q(last__gte=F("first")) & Q(meets_at__gte=F("due_at")),
                name="a_cycle_has_its_order",
            ),
            models.CheckConstraint(
                condition=Q(shared_at=None, shared_by=None, fingerprint="")
                | Q(shared_at__isnull=False, shared_by__isnull=False)
                & ~Q(fingerprint=""),
                name="a_shared_picture_is_kept",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first}–{self.last}"
