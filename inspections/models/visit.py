from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, Municipality, User
from inspections.models.checklist import ChecklistVersion
from inspections.models.occasion import Occasion
from venues.models import Venue


class VisitKind(models.TextChoices):
    """Forms of supervision (domain note 2.2)."""

    PREVENTIVE = "preventive", _("preventive")
    INNER = "inner", _("inner (at the desk)")
    OUTER = "outer", _("outer (on site)")


class Visit(models.Model):
    """A visit to a venue: the heading of its log. Made by a `started` entry.

    `night` is the operational night, or the civil date by day.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="visits")
    kind = models.CharField(_("kind"), max_length=12, choices=VisitKind)
    checklist = models.ForeignKey(ChecklistVersion, on_delete=models.PROTECT)
    occasion = models.ForeignKey(
        Occasion, on_delete=models.PROTECT, related_name="visits", null=True, blank=True
    )
    started_by = models.UUIDField(help_text="the entry that opened the visit")
    started_at = models.DateTimeField(_("started"))
    night = models.DateField(_("night"))
    same_as = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="twins"
    )

    class Meta:
        ordering = ["-started_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=VisitKind.values), name="visit_kind_is_known"
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "-night"], name="visit_by_night"),
        ]

    def __str__(self) -> str:
        return f"{self.venue} {self.night}"


class Section(models.Model):
    """One agency's part of a visit, or the common part that all of them share.

    Readable only by its own agency until it is released. `visited_on` is the visit's
    night, set when a device closes the section: from then on the agency has been there;
    with `venue` it answers "when were we last there" from one index. `seal` is the header hash of
    the entry that sealed it, `change` the number of the last change in its agency.
    """

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="sections")
    code = models.CharField(max_length=30)
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="sections")
    visited_on = models.DateField(_("visited on"), null=True, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True)
    lead = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True)
    diary_number = models.CharField(_("diary number"), max_length=40, blank=True)
    sealed_at = models.DateTimeField(_("sealed"), null=True, blank=True)
    sealed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    seal = models.CharField(max_length=64, null=True, editable=False)
    change = models.BigIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["visit", "code"]
        indexes = [
            models.Index(fields=["agency", "change"]),
            models.Index(fields=["agency", "venue", "visited_on"], name="last_visits"),
            models.Index(
                fields=["agency", "visit"],
                name="not_sealed_yet",
                condition=Q(sealed_at__isnull=True),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "code"], name="one_section_per_agency_and_visit"
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=True, code="common")
                | (Q(agency__isnull=False) & ~Q(code="common")),
                name="only_the_common_section_has_no_agency",
            ),
            models.CheckConstraint(
                condition=Q(
                    sealed_at__isnull=True, sealed_by__isnull=True, seal__isnull=True
                )
                | Q(
                    sealed_at__isnull=False, sealed_by__isnull=False, seal__isnull=False
                ),
                name="a_seal_has_its_time_and_author",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit} {self.code}"
