from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User
from core.identifiers import uuid7
from training.models.course import Diploma


class CertificateImportState(models.TextChoices):
    """How far a file of earlier certificates is."""

    UPLOADED = "uploaded", _("is being read")
    PREVIEWED = "previewed", _("to be looked at")
    CONFIRMED = "confirmed", _("is being taken over")
    APPLIED = "applied", _("taken over")
    FAILED = "failed", _("could not be read")


class CertificateImport(models.Model):
    """A file of earlier certificates: as it came, what it would do, who applied it.

    `lines`: for each row its number, what would happen, the values, and a sentence when
    it cannot be taken. `digest` is over them: what is applied is what was shown.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    diploma = models.ForeignKey(
        Diploma, on_delete=models.PROTECT, related_name="+", verbose_name=_("diploma")
    )
    file_name = models.CharField(_("file"), max_length=200)
    content = models.BinaryField()
    state = models.CharField(
        max_length=10, choices=CertificateImportState,
        default=CertificateImportState.UPLOADED,
    )  # fmt: skip
    lines = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    problem = models.TextField(blank=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    claimed_at = models.DateTimeField(null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=CertificateImportState.values),
                name="certificate_import_state_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
