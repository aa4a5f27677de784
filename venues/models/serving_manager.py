from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.identifiers import uuid7
from venues.models.venue import Venue


class ServingManager(models.Model):
    """A notified serving manager (serveringsansvarig). May serve as such from the day
    the notification is received (domain note 1.6).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    venue = models.ForeignKey(
        Venue, on_delete=models.PROTECT, related_name="serving_managers"
    )
    name = models.CharField(_("name"), max_length=120)
    notified_on = models.DateField(_("notified on"))
    ended_on = models.DateField(_("to and including"), null=True, blank=True)

    class Meta:
        ordering = ["venue", "name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("notified_on")),
                name="serving_manager_ends_after_notification",
            ),
        ]

    def __str__(self) -> str:
        return self.name
