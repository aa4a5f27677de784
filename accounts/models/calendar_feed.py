from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.agency import Agency
from accounts.models.user import User
from core.identifiers import uuid7


class CalendarFeed(models.Model):
    """A calendar that somebody subscribes to: their own, or an agency's. Its address is
    signed; a new one ends the old one.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="calendar_feeds"
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        ordering = ["user", "made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "agency"],
                condition=Q(ended_at=None),
                name="one_address_for_an_agencys_calendar",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(ended_at=None, agency=None),
                name="one_address_for_ones_own_calendar",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.agency or '-'}"
