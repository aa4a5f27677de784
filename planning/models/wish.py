from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from planning.models.round import Round
from venues.models import Venue


class WishKind(models.TextChoices):
    """What must hold for a venue tonight, whatever its priority."""

    MUST = "must", _("must be visited")
    CLOSING = "closing", _("must be visited when serving ends")
    NOT_BEFORE = "not_before", _("not before")
    NEVER = "never", _("not tonight")


class Wish(models.Model):
    """A hard wish about one venue of a round."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="wishes")
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("wish"), max_length=10, choices=WishKind)
    at = models.DateTimeField(_("time"), null=True, blank=True)

    class Meta:
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "venue", "kind"], name="a_wish_is_said_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="not_before", at__isnull=False)
                | ~Q(kind="not_before") & Q(at__isnull=True),
                name="not_before_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.venue}: {self.kind}"
