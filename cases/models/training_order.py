from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from inspections.models import Obligation
from training.models import Diploma, StaffRole


class TrainingOrder(models.Model):
    """That a finding is to be followed up by training: so many of the venue's staff, in
    these roles or any, must pass for a diploma. When they have, the finding is closed.

    Only what was passed from the day of the order on counts.
    """

    obligation = models.ForeignKey(
        Obligation, on_delete=models.PROTECT, related_name="training_orders"
    )
    diploma = models.ForeignKey(
        Diploma, on_delete=models.PROTECT, related_name="+", verbose_name=_("diploma")
    )
    wanted = models.PositiveSmallIntegerField(
        _("how many people"), default=1,
        validators=[MinValueValidator(1), MaxValueValidator(200)],
    )  # fmt: skip
    roles = models.JSONField(_("roles"), default=list, blank=True)
    ordered_on = models.DateField(_("ordered"))
    ordered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    met_on = models.DateField(_("passed"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn"), null=True, blank=True)

    class Meta:
        ordering = ["ordered_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "diploma"],
                condition=Q(met_on=None, withdrawn_on=None),
                name="training_is_ordered_once",
            ),
            models.CheckConstraint(
                condition=Q(wanted__gte=1), name="training_is_for_somebody"
            ),
            models.CheckConstraint(
                condition=Q(met_on__isnull=True) | Q(withdrawn_on__isnull=True),
                name="an_order_has_one_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.obligation}: {self.wanted} × {self.diploma}"

    @property
    def role_names(self) -> str:
        """The roles, in words; nothing when any will do."""
        return ", ".join(str(StaffRole(one).label) for one in self.roles)

    @property
    def waits(self) -> bool:
        """Whether it is neither met nor withdrawn."""
        return self.met_on is None and self.withdrawn_on is None
