from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User
from core.identifiers import uuid7


class ImportState(models.TextChoices):
    UPLOADED = "uploaded", _("waits to be read")
    PREVIEWED = "previewed", _("waits for your decision")
    CONFIRMED = "confirmed", _("waits to be applied")
    APPLIED = "applied", _("applied")
    REFUSED = "refused", _("could not be taken")


class ColumnMapping(models.Model):
    """A saved mapping of a register's columns to our fields."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    name = models.CharField(_("name"), max_length=60)
    columns = models.JSONField(_("columns"))

    class Meta:
        ordering = ["municipality", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"], name="mapping_name_is_unique_there"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RegisterImport(models.Model):
    """One file of a register: as it came, as it was understood, who applied it when.

    `digest` is the hash of the previewed difference: what is applied is what was shown.
    `problem` is what stopped it last, in words.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    file_name = models.CharField(_("file"), max_length=200)
    file_sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    layout = models.CharField(max_length=80)
    columns = models.JSONField()
    is_full = models.BooleanField(_("holds the whole register"), default=False)
    state = models.CharField(max_length=10, choices=ImportState)
    counts = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    problem = models.TextField(blank=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True
    )
    applied_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(applied_at__isnull=True, applied_by__isnull=True)
                | Q(applied_at__isnull=False, applied_by__isnull=False),
                name="an_applied_import_has_its_author",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="a_confirmed_import_has_its_author",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class ImportLine(models.Model):
    """One line of the preview. Rows that change nothing are counted, not listed."""

    batch = models.ForeignKey(
        RegisterImport, on_delete=models.CASCADE, related_name="lines"
    )
    row = models.PositiveIntegerField(null=True)
    outcome = models.CharField(max_length=10)
    key = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=300, blank=True)
    column = models.CharField(max_length=200, blank=True)
    sentence = models.CharField(max_length=400, blank=True)
    changes = models.JSONField(default=list)

    class Meta:
        ordering = ["batch", "id"]
        indexes = [models.Index(fields=["batch", "outcome"])]

    def __str__(self) -> str:
        return f"{self.row}: {self.outcome}"
