"""A photo or a PDF that somebody sent, kept as it came."""

from django.db import models
from django.db.models import Q

from core.identifiers import uuid7

PDF = "application/pdf"
MEDIA_TYPES = ("image/jpeg", "image/png", "image/webp", PDF)


class ReceivedFile(models.Model):
    """Looked at before it is believed (`core.uploads`); handed on as a
    download, never shown within our pages.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(media_type__in=MEDIA_TYPES),
                name="%(class)s_media_type_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name
