from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User
from core.identifiers import uuid7


class Reporter(models.Model):
    """An organisation that tells what it sees, by one address to which its link is sent.
    No account, and nobody's name: who holds the link speaks for it. `link` counts how
    often the link was renewed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="reporters"
    )
    organisation = models.CharField(_("organisation"), max_length=120)
    email = models.EmailField(_("e-mail"), max_length=254)
    language = models.CharField(max_length=5, default="sv")
    link = models.PositiveIntegerField(default=1)
    started_on = models.DateField(_("since"))
    ended_on = models.DateField(_("until"), null=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["organisation", "email"]
        constraints = [
            models.UniqueConstraint(
                "municipality", Lower("email"), condition=Q(ended_on=None),
                name="an_address_reports_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="a_reporter_ends_after_it_starts",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.organisation
