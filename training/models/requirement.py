from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User
from training.models.course import Diploma
from training.models.person import Employment, StaffRole
from venues.models import Venue


class Scope(models.TextChoices):
    """Of whom a requirement asks for the diploma."""

    SERVING_MANAGERS = "managers", _("every serving manager")
    SHARE = "share", _("a share of those who serve")
    ROLES = "roles", _("everybody in named roles")


class Requirement(models.Model):
    """Who must hold a diploma, where, on which nights, from a day on.

    For one venue, or for all of the municipality's. `after_minute`: only on nights when
    serving goes on after that minute (1440 is midnight), and only of those on duty then.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="requirements"
    )
    venue = models.ForeignKey(
        Venue, on_delete=models.PROTECT, null=True, blank=True,
        related_name="requirements", verbose_name=_("venue"),
    )  # fmt: skip
    diploma = models.ForeignKey(
        Diploma, on_delete=models.PROTECT, related_name="requirements",
        verbose_name=_("diploma"),
    )  # fmt: skip
    scope = models.CharField(_("of whom"), max_length=8, choices=Scope)
    percent = models.PositiveSmallIntegerField(
        _("share, per cent"), null=True, blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )  # fmt: skip
    roles = models.JSONField(_("roles"), default=list, blank=True)
    after_minute = models.PositiveSmallIntegerField(
        _("after"), null=True, blank=True, validators=[MaxValueValidator(1740)]
    )
    basis = models.CharField(_("where it is decided"), max_length=300)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to and including"), null=True, blank=True)
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["municipality", "venue", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scope__in=Scope.values), name="requirement_scope_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(scope="share") | Q(percent__range=(1, 100)),
                name="a_share_has_its_percent",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="requirement_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.diploma}: {self.get_scope_display()}"

    @property
    def role_names(self) -> str:
        """The named roles, in words."""
        return ", ".join(str(StaffRole(one).label) for one in self.roles)


class Shift(models.Model):
    """Who is on duty when: one line of a venue's roster, in minutes after the midnight
    that begins the night's first day (1560 is 02:00 the next morning).
    """

    employment = models.ForeignKey(
        Employment, on_delete=models.PROTECT, related_name="shifts"
    )
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="shifts")
    night = models.DateField(_("night"))
    starts_minute = models.PositiveSmallIntegerField(_("from"))
    ends_minute = models.PositiveSmallIntegerField(_("to"))

    class Meta:
        ordering = ["venue", "night", "starts_minute", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_minute__lt=2880, ends_minute__lte=2880)
                & Q(ends_minute__gt=F("starts_minute")),
                name="a_shift_is_a_stretch_of_time",
            ),
            models.UniqueConstraint(
                fields=["employment", "night", "starts_minute"],
                name="a_shift_is_said_once",
            ),
        ]
        indexes = [models.Index(fields=["night", "venue"], name="shifts_of_night")]

    def __str__(self) -> str:
        return f"{self.employment} {self.night}"
