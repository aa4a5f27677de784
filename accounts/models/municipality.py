from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Municipality(models.Model):
    """A Swedish municipality; every row of the domain belongs to exactly one."""

    code = models.CharField(
        _("municipality code"),
        max_length=4,
        primary_key=True,
        validators=[RegexValidator(r"^[0-9]{4}$")],
    )
    name = models.CharField(_("name"), max_length=80, unique=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name
