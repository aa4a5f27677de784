from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from venues.models import Venue


class TipSource(models.TextChoices):
    """From whom a complaint or a tip came; never who."""

    PUBLIC = "public", _("the public")
    NEIGHBOUR = "neighbour", _("a neighbour")
    POLICE = "police", _("the police")
    AGENCY = "agency", _("another agency")
    TRADE = "trade", _("somebody in the trade")


class TipState(models.TextChoices):
    NEW = "new", _("not judged")
    CONFIRMED = "confirmed", _("confirmed")
    UNFOUNDED = "unfounded", _("unfounded")
    FORWARDED = "forwarded", _("not ours, passed on")


class Tip(models.Model):
    """A complaint or tip about a venue, held by the agency that got it.

    `contact` is what the tipster has given to be reached by; empty unless they wished.
    Judged, it counts towards the venue's risk when it was confirmed.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="tips")
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="tips")
    source = models.CharField(_("from"), max_length=10, choices=TipSource)
    received_on = models.DateField(_("received on"))
    about_on = models.DateField(_("about the night of"), null=True, blank=True)
    text = models.TextField(_("what was said"))
    contact = models.CharField(_("how to reach them"), max_length=200, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"), max_length=10, choices=TipState, default=TipState.NEW
    )
    judgement = models.TextField(_("judgement"), blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    change = models.BigIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=TipState.values), name="tip_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(source__in=TipSource.values), name="tip_source_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=TipState.NEW, judged_at=None)
                | ~Q(state=TipState.NEW) & Q(judged_at__isnull=False),
                name="a_judged_tip_has_its_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "venue", "received_on"],
                condition=Q(state="confirmed"),
                name="confirmed_tips",
            ),
            models.Index(fields=["agency", "change"], name="tips_changed"),
        ]

    def __str__(self) -> str:
        return f"{self.venue} {self.received_on}"
