from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality
from core.identifiers import uuid7


class HolderForm(models.TextChoices):
    LEGAL_PERSON = "legal_person", _("legal person")
    SOLE_TRADER = "sole_trader", _("sole trader")
    UNKNOWN = "unknown", _("not known")


class Holder(models.Model):
    """Who holds licences: a company, an association, or a sole trader.

    A sole trader's organisation number is a personal number. It is never kept: only a
    keyed digest that recognises it again, and a masked form that may be shown.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    name = models.CharField(_("name"), max_length=200)
    form = models.CharField(
        _("form"), max_length=12, choices=HolderForm, default=HolderForm.UNKNOWN
    )
    organisation_number = models.CharField(
        _("organisation number"), max_length=11, null=True, blank=True
    )
    personal_number_digest = models.CharField(max_length=64, null=True, editable=False)
    masked_number = models.CharField(max_length=11, blank=True, editable=False)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "organisation_number"],
                name="organisation_number_is_unique_there",
            ),
            models.UniqueConstraint(
                fields=["municipality", "personal_number_digest"],
                name="sole_trader_is_unique_there",
            ),
            models.CheckConstraint(
                condition=Q(organisation_number__isnull=True)
                | Q(form=HolderForm.LEGAL_PERSON),
                name="only_legal_persons_show_their_number",
            ),
            models.CheckConstraint(
                condition=Q(personal_number_digest__isnull=True)
                | Q(form=HolderForm.SOLE_TRADER),
                name="only_sole_traders_have_a_digest",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_number(self) -> str:
        """What may be shown: a legal person's number, a sole trader's masked one."""
        return self.organisation_number or self.masked_number
