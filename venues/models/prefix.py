from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality


class RestaurangnummerPrefix(models.Model):
    """Four digits with which a municipality's restaurant numbers begin.

    Mostly the municipality's own code; large cities have several (domain note 1.6).
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="restaurangnummer_prefixes"
    )
    prefix = models.CharField(
        _("prefix"), max_length=4, unique=True, validators=[RegexValidator(r"^\d{4}$")]
    )

    class Meta:
        ordering = ["prefix"]

    def __str__(self) -> str:
        return self.prefix
