from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.identifiers import uuid7
from venues.models import Venue, VenueAccess


class DocumentSort(models.TextChoices):
    """What was sent to a venue."""

    PROTOCOL = "protocol", _("protocol")
    CASE_DOCUMENT = "case_document", _("document of a case")
    CERTIFICATE = "certificate", _("certificate")


class Receipt(models.Model):
    """That somebody of the venue opened what was sent to it: the first time is kept."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="receipts")
    sort = models.CharField(max_length=14, choices=DocumentSort)
    subject = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "venue", "sort", "subject"],
                name="the_first_reading_is_kept",
            ),
        ]
        indexes = [models.Index(fields=["sort", "subject"], name="read_by_whom")]

    def __str__(self) -> str:
        return f"{self.user}: {self.sort} {self.subject}"


class News(models.Model):
    """One thing that is new for somebody at a venue: found once, mailed at once or with
    the morning's letter. `key` names the fact; the words are made when they are shown.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    access = models.ForeignKey(
        VenueAccess, on_delete=models.CASCADE, related_name="news"
    )
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=24)
    subject = models.CharField(max_length=120, blank=True)
    path = models.CharField(max_length=200)
    on = models.DateField()
    found_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-found_at", "pk"]
        verbose_name_plural = "news"
        constraints = [
            models.UniqueConstraint(
                fields=["access", "key"], name="a_thing_is_new_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["access"], condition=Q(mailed_at=None), name="news_to_mail"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.access}: {self.key}"
