from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, Municipality, User
from core.identifiers import uuid7


class Device(models.Model):
    """A tablet. Its id is made on the tablet itself when it is first used."""

    id = models.UUIDField(primary_key=True, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    label = models.CharField(_("label"), max_length=80)
    enrolled_at = models.DateTimeField(_("enrolled"))

    class Meta:
        ordering = ["municipality", "label", "id"]

    def __str__(self) -> str:
        return self.label


class Stream(models.Model):
    """An officer on a device: one key, one unbroken sequence of entries.

    The stream's signature says who wrote an entry, whoever's session carries it here.
    A stream without a device is the officer's desk: the server writes and signs it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    device = models.ForeignKey(
        Device, on_delete=models.PROTECT, related_name="streams", null=True
    )
    officer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="streams")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    public_key = models.BinaryField(null=True, help_text="P-256, SPKI")
    enrolled_at = models.DateTimeField(_("enrolled"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    revoked_because = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["enrolled_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(device__isnull=True, public_key__isnull=True)
                | Q(device__isnull=False, public_key__isnull=False),
                name="a_device_has_a_key_and_a_desk_has_none",
            ),
            models.UniqueConstraint(
                fields=["officer", "agency"],
                condition=Q(device__isnull=True),
                name="one_desk_per_officer_and_agency",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="a_revocation_has_its_author",
            ),
        ]

    def __str__(self) -> str:
        where = _("desk") if self.device is None else self.device
        return f"{self.officer} – {where}"
