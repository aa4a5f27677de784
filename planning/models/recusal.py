from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from venues.models import Venue


class Recusal(models.Model):
    """An officer who must not deal with a venue (jäv, FL 16–17 §§). It stands until it is
    ended, and keeps no word of the reason: that is nobody else's business.
    """

    officer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="recusals")
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="recusals")
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        ordering = ["venue", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "venue"], condition=Q(ended_at=None),
                name="one_recusal_at_a_time",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.officer}, {self.venue}"
