from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from core.identifiers import uuid7
from training.models import Employment
from venues.models import Venue


class NotificationKind(models.TextChoices):
    """What a venue tells the municipality."""

    SERVING_MANAGER = "manager", _("serving manager (AL 8:18)")
    MANAGER_LEAVES = "leaves", _("a serving manager leaves")
    OWNERS = "owners", _("owners, board or signatories (AL 9:11)")
    DIRECTION = "direction", _("direction of the business (AL 9:11)")
    PREMISES = "premises", _("rebuilding or outdoor area")
    ENDS = "ends", _("the business ends (AL 9:11)")
    OTHER = "other", _("another change")


class NotificationState(models.TextChoices):
    """How far a notification has come."""

    SENT = "sent", _("received, not looked at yet")
    CONFIRMED = "confirmed", _("the notification is confirmed")
    RETURNED = "returned", _("sent back")


class Notification(models.Model):
    """What a venue notified, and that it was received: at once by the system, and looked
    at by somebody later.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    venue = models.ForeignKey(
        Venue, on_delete=models.PROTECT, related_name="notifications"
    )
    to = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("what"), max_length=10, choices=NotificationKind)
    employment = models.ForeignKey(
        Employment, on_delete=models.PROTECT, null=True, blank=True,
        related_name="notifications", verbose_name=_("who"),
    )  # fmt: skip
    text = models.TextField(_("in your own words"), max_length=4000, blank=True)
    from_on = models.DateField(_("from"))
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=NotificationState, default=NotificationState.SENT
    )
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(_("why"), max_length=1000, blank=True)

    class Meta:
        ordering = ["-sent_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=NotificationState.values),
                name="notification_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["manager", "leaves"])
                | Q(employment__isnull=False),
                name="a_serving_manager_is_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""),
                name="what_is_sent_back_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.venue} {self.kind}"
