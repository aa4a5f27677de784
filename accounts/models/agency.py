from django.core.validators import (
    MaxValueValidator,
    MinValueValidator,
    RegexValidator,
)
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.municipality import Municipality


class AgencyKind(models.TextChoices):
    """Which authority an agency is; checklist items name the kind that owns them."""

    LICENSING = "licensing", _("Municipal licensing unit")
    POLICE = "police", _("Police")
    FIRE = "fire", _("Fire and rescue service")
    TAX = "tax", _("Tax agency")
    ENVIRONMENT = "environment", _("Environment and health")
    WORK_ENVIRONMENT = "work_environment", _("Work environment authority")
    ENFORCEMENT = "enforcement", _("Enforcement authority")
    CUSTOMS = "customs", _("Customs")
    GAMBLING = "gambling", _("Gambling authority")
    BUILDING = "building", _("Building committee")
    EQUALITY = "equality", _("Equality ombudsman")


class Agency(models.Model):
    """An authority as it works in one municipality.

    The police of two municipalities are two agencies here: roles, sections and secrets
    are held per municipality *and* agency. `code` names the agency's section in entries.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="agencies"
    )
    code = models.CharField(
        _("code"), max_length=30, validators=[RegexValidator(r"^[a-z][a-z_]*$")]
    )
    kind = models.CharField(_("kind"), max_length=20, choices=AgencyKind)
    name = models.CharField(_("name"), max_length=120)
    second_pair_of_eyes = models.BooleanField(
        _("somebody else than the drafter approves decisions"), default=True
    )
    reply_days = models.PositiveSmallIntegerField(
        _("days a venue has to reply to a protocol"), default=14,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )  # fmt: skip
    answer_working_days = models.PositiveSmallIntegerField(
        _("working days within which we promise to answer a venue"), default=10,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )  # fmt: skip
    manager_at_once = models.BooleanField(
        _("a notified serving manager may serve as such at once"), default=True
    )
    # Who answers at 01:40: on the card of every venue in the tablets.
    night_phone = models.CharField(_("phone at night"), max_length=40, blank=True)

    class Meta:
        ordering = ["municipality", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code"], name="agency_code_is_unique_there"
            ),
            models.CheckConstraint(
                condition=~models.Q(code="common"), name="common_is_nobodys_agency"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=AgencyKind.values),
                name="agency_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name
