from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from core.identifiers import uuid7


class PeriodKind(models.TextChoices):
    """The kinds of period that figures are given for."""

    HALF_YEAR = "half_year", _("half-year")
    YEAR = "year", _("year")
    ROLLING = "rolling", _("rolling twelve months")


class Publication(models.Model):
    """The figures of one agency for one period that has ended, as they were published.

    They stay as they were, whatever is destroyed or comes in afterwards. What was wrong is
    published anew as a later revision, with the reason; the earlier one is kept.
    `fingerprint` is the SHA-256 over all its figures.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="publications"
    )
    kind = models.CharField(max_length=10, choices=PeriodKind)
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    revision = models.PositiveSmallIntegerField(_("revision"), default=1)
    reason = models.CharField(_("why it was revised"), max_length=500, blank=True)
    code_version = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64, editable=False)
    published_at = models.DateTimeField(_("published"))
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-last", "kind", "-revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "kind", "last", "revision"],
                name="revisions_of_a_period_are_numbered",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=PeriodKind.values),
                name="period_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(last__gte=F("first")),
                name="a_published_period_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(revision=1) | Q(revision__gt=1) & ~Q(reason=""),
                name="a_revision_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.first}–{self.last}"


class FrozenFigure(models.Model):
    """One figure of a publication: for the whole, or for one part of a split.

    `version` is the definition's. The numbers are those of `indicators.figure.Figure`.
    """

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="figures"
    )
    indicator = models.CharField(max_length=8)
    version = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=20, blank=True)
    value = models.FloatField(null=True, blank=True)
    counted = models.FloatField(null=True, blank=True)
    among = models.FloatField(null=True, blank=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    unchecked = models.PositiveIntegerField(null=True, blank=True)
    waiting = models.PositiveIntegerField(null=True, blank=True)
    expected = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ["publication", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "indicator", "part"],
                name="a_figure_is_published_once",
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=True, high__isnull=True)
                | Q(low__isnull=False, high__gte=F("low")),
                name="an_interval_has_both_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.part}"
