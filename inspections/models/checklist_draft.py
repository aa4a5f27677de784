from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User
from core.identifiers import uuid7
from inspections.models.checklist import ChecklistVersion


class ChecklistDraft(models.Model):
    """A checklist that is being changed; binds nobody before it is published.

    `items` are objects as in a checklist's file, in their order.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    based_on = models.ForeignKey(
        ChecklistVersion, on_delete=models.PROTECT, related_name="drafts"
    )
    code = models.CharField(_("version"), max_length=40)
    name_sv = models.CharField(_("name in Swedish"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to and including"), null=True, blank=True)
    items = models.JSONField(default=list)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["municipality", "-begun_at"]

    def __str__(self) -> str:
        return self.code
