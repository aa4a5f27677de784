from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User
from core.identifiers import uuid7


class IncidentSheet(models.Model):
    """A sheet of incidents as it was published, line by line; never mended.

    `content` is `rules.incident_sheet.Sheet`: periods, counts (all, alcohol-related) and
    trends by line. `sha256` is the file's.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="incident_sheets"
    )
    template = models.CharField(max_length=20)
    title = models.CharField(_("title"), max_length=120)
    source = models.CharField(_("source"), max_length=200)
    content = models.JSONField()
    file_name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    taken_at = models.DateTimeField(_("taken in"))
    taken_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-taken_at", "pk"]

    def __str__(self) -> str:
        return self.title
