from django.db import models

from evidence.models.item import Item
from situation.models import WalkPoint


class LandedPoint(models.Model):
    """A point of an overnight appraisal that stands in a piece of evidence: once."""

    point = models.OneToOneField(
        WalkPoint, on_delete=models.PROTECT, primary_key=True, related_name="landed"
    )
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="appraised")

    class Meta:
        ordering = ["point"]

    def __str__(self) -> str:
        return str(self.point_id)
