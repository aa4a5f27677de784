from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality
from core.identifiers import uuid7


class BusinessKind(models.TextChoices):
    RESTAURANT = "restaurant", _("restaurant")
    PUB_BAR = "pub_bar", _("pub or bar")
    NIGHTCLUB = "nightclub", _("nightclub or dance")


class Venue(models.Model):
    """Premises where alcohol is served (serveringsställe).

    The restaurant number belongs to the premises and stays when the holder changes.
    `source_key` is the register's own key where it has no restaurant number; `change`
    the number of the last change to the venue, its licence or its people.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    restaurangnummer = models.CharField(
        _("restaurant number"), max_length=8, null=True, blank=True
    )
    source_key = models.CharField(max_length=60, null=True, blank=True)
    name = models.CharField(_("name"), max_length=200)
    address = models.CharField(_("visiting address"), max_length=300, blank=True)
    invoice_address = models.CharField(_("invoice address"), max_length=300, blank=True)
    email = models.EmailField(_("address for mail from the authority"), blank=True)
    latitude = models.FloatField(_("latitude (WGS84)"), null=True, blank=True)
    longitude = models.FloatField(_("longitude (WGS84)"), null=True, blank=True)
    business_kind = models.CharField(
        _("kind of business"),
        max_length=12,
        choices=BusinessKind,
        default=BusinessKind.RESTAURANT,
    )
    entry_age = models.PositiveSmallIntegerField(
        _("lowest age at the door"), null=True, blank=True
    )
    annual_sales_sek = models.BigIntegerField(
        _("alcohol sales a year, SEK"), null=True, blank=True
    )
    started_on = models.DateField(_("in the register since"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    change = models.BigIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "restaurangnummer"],
                name="restaurangnummer_is_unique_there",
            ),
            models.UniqueConstraint(
                fields=["municipality", "source_key"], name="source_key_is_unique_there"
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="venue_position_is_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(business_kind__in=BusinessKind.values),
                name="venue_business_kind_is_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["municipality", "name", "id"],
                name="venue_by_name",
                condition=Q(ended_on__isnull=True),
            ),
            models.Index(fields=["municipality", "change"]),
        ]

    def __str__(self) -> str:
        return self.name
