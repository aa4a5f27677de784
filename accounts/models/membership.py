from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.agency import Agency
from accounts.models.municipality import Municipality
from accounts.models.user import User


class Role(models.TextChoices):
    """What a person does. A venue manager's role is held through the venue instead."""

    INSPECTOR = "inspector", _("Inspector")
    COORDINATOR = "coordinator", _("Coordinator")
    TRAINING_ORGANISER = "training_organiser", _("Training organiser")
    TRAINER = "trainer", _("Trainer")
    PARTNER = "partner", _("Partner")
    POLICE_APPROVER = "police_approver", _("Police approver of promises")
    ADMINISTRATOR = "administrator", _("Administrator")
    AUDITOR = "auditor", _("Auditor")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_force_on(self, day: date) -> "MembershipQuerySet":
        return self.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gte=day),
            started_on__lte=day,
            user__is_active=True,
        )


class Membership(models.Model):
    """One role of one person, in one municipality and one agency, for a time."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role)
    started_on = models.DateField(_("from"))
    ended_on = models.DateField(_("to and including"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["municipality", "user", "role"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="membership_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="membership_role_is_known"
            ),
            # Only a partner (a housing company, a night walker) may lack an agency.
            models.CheckConstraint(
                condition=Q(agency__isnull=False)
                | Q(role__in=[Role.PARTNER, Role.ADMINISTRATOR, Role.AUDITOR]),
                name="membership_names_its_agency",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()}"
