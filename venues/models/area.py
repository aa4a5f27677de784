from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality


class Area(models.Model):
    """A version of the Purple Flag area: a GeoJSON polygon, valid for a time.

    An event is inside or outside the version valid on its own day; a point on the
    border is inside (Purple Flag note 1.3, rule 3).
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="areas"
    )
    name = models.CharField(_("name"), max_length=120)
    polygon = models.JSONField(_("outline"), help_text="GeoJSON Polygon, WGS84")
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to and including"), null=True, blank=True)

    class Meta:
        ordering = ["municipality", "name", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="area_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.name
