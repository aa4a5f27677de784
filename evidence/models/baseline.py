from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from core.identifiers import uuid7
from evidence.models.publication import PeriodKind


class Baseline(models.Model):
    """What a figure is held against, in all its later years: appended, the latest is in
    force and says why; earlier ones stay to be read.

    `value` as the indicator reckons it for the agency (shares from 0 to 1), by the
    definition of `version`. `of` is the time it tells of, mostly the year 2020; `kind`
    how long that is: a year is held against years alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="baselines"
    )
    indicator = models.CharField(_("figure"), max_length=8)
    kind = models.CharField(_("how long a time"), max_length=10, choices=PeriodKind)
    of = models.CharField(_("of which time"), max_length=60)
    value = models.FloatField(_("value"))
    source = models.CharField(_("where the number comes from"), max_length=300)
    caveat = models.CharField(
        _("what must be said beside it"), max_length=500, blank=True
    )
    why = models.CharField(_("why it is this one that counts"), max_length=500)
    version = models.PositiveSmallIntegerField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["indicator", "-set_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(why="") & ~Q(of=""),
                name="a_baseline_says_whence_and_why",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=PeriodKind.values),
                name="baseline_kind_is_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "indicator", "kind", "-set_at"],
                name="latest_baselines",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.of}"
