from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from venues.models.holder import Holder
from venues.models.venue import Venue


class MailWish(models.TextChoices):
    """When a venue manager wants to hear of what is new."""

    AT_ONCE = "at_once", _("at once")
    DAILY = "daily", _("once a day, in the morning")


class VenueAccess(models.Model):
    """The role of venue manager: several people a venue, several venues a person.

    It is held for a holder: what belongs to another holder of the same premises, before
    or after, is none of theirs. `holder` is none only where the register knows none.
    """

    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="venue_accesses"
    )
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="accesses")
    holder = models.ForeignKey(
        Holder, on_delete=models.PROTECT, null=True, blank=True, related_name="accesses"
    )
    mail = models.CharField(
        _("mail about what is new"), max_length=8, choices=MailWish,
        default=MailWish.AT_ONCE,
    )  # fmt: skip
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
            models.UniqueConstraint(
                fields=["user", "venue"], condition=Q(ended_on=None),
                name="one_access_to_a_venue_at_a_time",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.user} – {self.venue}"
