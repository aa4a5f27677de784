from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.identifiers import uuid7
from inspections.models.visit import Section


class DestructionState(models.TextChoices):
    PROPOSED = "proposed", _("waits for a second person")
    CARRIED_OUT = "carried_out", _("carried out")
    DECLINED = "declined", _("declined")


class Destruction(models.Model):
    """That contents of entries are to be destroyed: proposed by one, decided by another.

    `entries` are the ids as text. The decision itself is an amendment in the log.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    section = models.ForeignKey(
        Section, on_delete=models.PROTECT, related_name="destructions"
    )
    entries = models.JSONField()
    ground = models.CharField(_("legal ground"), max_length=1000)
    state = models.CharField(max_length=12, choices=DestructionState)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state="proposed", decided_at__isnull=True, decided_by__isnull=True
                )
                | (
                    ~Q(state="proposed")
                    & Q(decided_at__isnull=False, decided_by__isnull=False)
                ),
                name="a_destruction_is_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="a_destruction_is_decided_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section}: {len(self.entries)}"
