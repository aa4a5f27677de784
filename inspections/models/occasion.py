from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, Municipality
from core.identifiers import uuid7


class Occasion(models.Model):
    """One joint night: the visits made together and the agencies that were asked to come.

    Which agencies really came is read from the visits, never from the invitation.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    night = models.DateField(_("night"))
    name = models.CharField(_("name"), max_length=120)
    invited = models.ManyToManyField(Agency, verbose_name=_("invited agencies"))

    class Meta:
        ordering = ["-night", "name"]

    def __str__(self) -> str:
        return f"{self.night} {self.name}"
