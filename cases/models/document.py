from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.models.case import Case


class DocumentKind(models.TextChoices):
    """What goes out of a case."""

    LETTER = "letter", _("letter")
    COMMUNICATION = "communication", _("communication")
    DECISION = "decision", _("decision")
    SERVICE = "service", _("note of service")


class CaseDocument(models.Model):
    """A document of a case as it was made: kept with its hash, never made anew. It is a
    draft until a second pair of eyes has approved it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(_("kind"), max_length=14, choices=DocumentKind)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2)
    approved_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=DocumentKind.values),
                name="case_document_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.kind}"
