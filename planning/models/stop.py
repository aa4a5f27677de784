from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.identifiers import uuid7
from planning.models.round import Round
from planning.models.team import Team
from venues.models import Venue


class StopKind(models.TextChoices):
    """An ordinary visit while serving goes on, or a check when it ends."""

    ORDINARY = "ordinary", _("while serving goes on")
    CLOSING = "closing", _("when serving ends")


class Stop(models.Model):
    """One planned visit; its id goes down to the tablets and comes back with the visit.

    `prize` is the priority it was chosen by, `factors` what it is made of, by name;
    `is_random` says that it was drawn, whatever its priority. Readable by the agency that
    made the plan; the teams see venue and time alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="stops")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="stops")
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="stops")
    kind = models.CharField(_("kind"), max_length=10, choices=StopKind)
    place = models.PositiveSmallIntegerField(help_text="its place in the team's order")
    arrives_at = models.DateTimeField(_("arrives"))
    begins_at = models.DateTimeField(_("begins"))
    leaves_at = models.DateTimeField(_("leaves"))
    prize = models.PositiveIntegerField(_("priority"), default=0)
    factors = models.JSONField(default=dict)
    is_random = models.BooleanField(_("drawn"), default=False)
    is_wished = models.BooleanField(_("wished"), default=False)

    class Meta:
        ordering = ["team", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "venue"], name="a_venue_is_visited_once_a_round"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=StopKind.values), name="stop_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    begins_at__gte=F("arrives_at"), leaves_at__gt=F("begins_at")
                ),
                name="a_stop_goes_forward_in_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team} {self.place}: {self.venue}"
