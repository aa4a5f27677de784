from django.db import models
from django.db.models import Q

from accounts.models import Agency, Municipality, User
from core.identifiers import uuid7
from inspections.models.entry import Entry
from inspections.models.visit import Section


class Photo(models.Model):
    """A picture that has arrived whole, addressed by the SHA-256 of its bytes.

    Kept for the agency whose device sent the bytes: naming the hash of another agency's
    photo in an entry of one's own opens nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    sha256 = models.CharField(max_length=64)
    bytes = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    received_at = models.DateTimeField()
    carried_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["received_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "sha256"], name="a_photo_is_kept_once_there"
            ),
            models.CheckConstraint(
                condition=Q(media_type__in=["image/jpeg", "image/png", "image/webp"]),
                name="photo_media_type_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]


class PhotoUse(models.Model):
    """That an entry names a photo: the only way to be allowed to see it."""

    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, related_name="photo_uses"
    )
    section = models.ForeignKey(
        Section, on_delete=models.PROTECT, related_name="photo_uses"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    role = models.CharField(max_length=8)
    sha256 = models.CharField(max_length=64, db_index=True)
    bytes = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["entry", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "role"], name="an_entry_names_each_file_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.sha256[:12]}"
