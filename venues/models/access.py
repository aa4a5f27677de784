from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from venues.models.venue import Venue


class VenueAccess(models.Model):
    """The role of venue manager: several people a venue, several venues a person."""

    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="venue_accesses"
    )
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="accesses")
    started_on = models.DateField(_("from"))
    ended_on = models.DateField(_("to and including"), null=True, blank=True)

    class Meta:
        ordering = ["venue", "user"]
        verbose_name_plural = "venue accesses"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="venue_access_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.venue}"
