from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from inspections.models.entry import Entry
from inspections.models.visit import Section


class RecipientKind(models.TextChoices):
    AGENCY = "agency", _("an agency")
    VENUE = "venue", _("the venue")
    PARTY = "party", _("a party")
    PUBLIC = "public", _("the public")


TO_VENUE = (RecipientKind.VENUE, RecipientKind.PARTY)
"""Who receives for the venue: whoever runs it, or whoever speaks for them."""


class Release(models.Model):
    """That a section's content was given away: the exact snapshot, never a live view.

    Each release is an act with its ground, weighing and decider, logged as an entry.
    """

    entry = models.OneToOneField(
        Entry, on_delete=models.PROTECT, primary_key=True, related_name="release"
    )
    section = models.ForeignKey(
        Section, on_delete=models.PROTECT, related_name="releases"
    )
    recipient_kind = models.CharField(max_length=8, choices=RecipientKind)
    recipient_agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recipient_name = models.CharField(max_length=120)
    ground = models.CharField(_("legal ground"), max_length=1000)
    weighing = models.CharField(_("weighing"), max_length=1000)
    withholds_official_names = models.BooleanField(default=False)
    snapshot = models.TextField()
    reply_by = models.DateField(_("to be replied to by"), null=True, blank=True)
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-released_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(recipient_kind="agency", recipient_agency__isnull=False)
                | (~Q(recipient_kind="agency") & Q(recipient_agency__isnull=True)),
                name="a_release_to_an_agency_names_it",
            ),
            models.CheckConstraint(
                condition=Q(reply_by__isnull=True)
                | Q(recipient_kind__in=["venue", "party"]),
                name="only_the_venue_is_asked_to_reply",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section} → {self.recipient_name}"
