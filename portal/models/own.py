"""What a venue keeps for itself: nobody of any authority sees it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.identifiers import uuid7
from inspections.models import ChecklistVersion
from venues.models import Holder, Venue


class SelfCheck(models.Model):
    """The official checklist, gone through by the venue for itself.

    Private to it and to the holder who made it; never counted against it. `answers`: by
    item, `{"value": ok | finding | not_applicable, "note"}`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    venue = models.ForeignKey(
        Venue, on_delete=models.PROTECT, related_name="self_checks"
    )
    holder = models.ForeignKey(
        Holder, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    checklist = models.ForeignKey(ChecklistVersion, on_delete=models.PROTECT)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    answers = models.JSONField(default=dict)

    class Meta:
        ordering = ["-begun_at", "pk"]

    def __str__(self) -> str:
        return f"{self.venue} {self.begun_at:%Y-%m-%d}"


class IncidentKind(models.TextChoices):
    """What happened."""

    REFUSED_ENTRY = "refused_entry", _("refused at the door")
    REFUSED_SERVING = "refused_serving", _("serving refused")
    VIOLENCE = "violence", _("violence or threat")
    DRUGS = "drugs", _("drugs")
    FALSE_IDENTITY = "false_identity", _("false identity document")
    CROWD = "crowd", _("too many guests or a dangerous queue")
    OTHER = "other", _("other")


class Incident(models.Model):
    """A line of the venue's own log. Private to it; no person is named in it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="incidents")
    holder = models.ForeignKey(
        Holder, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("when"))
    kind = models.CharField(_("what"), max_length=16, choices=IncidentKind)
    text = models.TextField(_("what happened"), max_length=2000)
    done = models.TextField(_("what we did"), max_length=2000, blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "pk"]

    def __str__(self) -> str:
        return f"{self.venue} {self.at:%Y-%m-%d %H:%M}"
