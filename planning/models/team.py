from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from planning.models.round import Round


class Travel(models.TextChoices):
    """How a team gets about."""

    FOOT = "foot", _("on foot")
    CAR = "car", _("by car")


class Team(models.Model):
    """Officers who go together, from where and when to when; where is also the end."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="teams")
    name = models.CharField(_("name"), max_length=60)
    officers = models.ManyToManyField(
        User, verbose_name=_("officers"), related_name="+"
    )
    travel = models.CharField(
        _("how they get about"), max_length=4, choices=Travel, default=Travel.FOOT
    )
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    latitude = models.FloatField(_("latitude (WGS84)"))
    longitude = models.FloatField(_("longitude (WGS84)"))

    class Meta:
        ordering = ["round", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="a_team_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="a_team_starts_on_earth",
            ),
            models.UniqueConstraint(
                fields=["round", "name"], name="teams_of_a_round_have_names"
            ),
        ]

    def __str__(self) -> str:
        return self.name
