from django.db import models
from django.utils.translation import gettext_lazy as _


class Sighting(models.Model):
    """What was seen at a place, and when: never who. `not_people` are words that looked
    like names and that whoever told it said are none.
    """

    category = models.CharField(_("what"), max_length=30)
    seen_at = models.DateTimeField(_("when"))
    where = models.CharField(_("where"), max_length=200, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    text = models.TextField(_("in a few words"), max_length=2000, blank=True)
    not_people = models.JSONField(default=list)

    class Meta:
        abstract = True
