from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User
from core.identifiers import uuid7
from venues.models import Holder, ServingManager, Venue


class StaffRole(models.TextChoices):
    """What somebody does at a venue."""

    SERVING_MANAGER = "serving_manager", _("serving manager")
    SERVING = "serving", _("serving")
    KITCHEN = "kitchen", _("kitchen")
    GUARD = "guard", _("guard")
    ENTRANCE_HOST = "entrance_host", _("entrance host")


class PersonalNumberGround(models.Model):
    """Why the municipality keeps personal numbers of those it trains, from a day on.

    Only when clearly justified (lag 2018:218 3:10): without such a row none is taken.
    """

    municipality = models.OneToOneField(
        Municipality, on_delete=models.PROTECT, related_name="personal_number_ground"
    )
    reason = models.TextField(_("why it is clearly justified"), max_length=2000)
    decided_on = models.DateField(_("decided"))
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["municipality"]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.decided_on}"


class Person(models.Model):
    """Somebody who is taught or works at a venue. No account: a signed link opens the
    person's own page, and `link` counts how often it was renewed.

    A personal number is kept as a keyed digest that knows it again, and masked.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="people"
    )
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=2, default="sv")
    personal_number_digest = models.CharField(max_length=64, null=True, editable=False)
    masked_number = models.CharField(max_length=11, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="doubles"
    )
    link = models.PositiveIntegerField(default=0, editable=False)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "personal_number_digest"],
                condition=Q(merged_into=None),
                name="a_personal_number_is_one_person",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="nobody_is_their_own_double",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "name"], name="people_by_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Employment(models.Model):
    """That a person works at a venue for its holder, as what, from when to when.

    `consented_on` is when the person agreed to be listed; it may be withdrawn, and the
    listing then ends. `notified_as` is the notification that a serving manager needs.
    """

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="employments"
    )
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="staff")
    holder = models.ForeignKey(
        Holder, on_delete=models.PROTECT, null=True, blank=True, related_name="staff"
    )
    role = models.CharField(_("role"), max_length=16, choices=StaffRole)
    started_on = models.DateField(_("from"))
    ended_on = models.DateField(_("to and including"), null=True, blank=True)
    consented_on = models.DateField(_("agreed"))
    withdrawn_on = models.DateField(_("agreement withdrawn"), null=True, blank=True)
    notified_as = models.ForeignKey(
        ServingManager, on_delete=models.PROTECT, null=True, blank=True,
        related_name="employments",
    )  # fmt: skip

    class Meta:
        ordering = ["venue", "person", "started_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="employment_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(role__in=StaffRole.values), name="staff_role_is_known"
            ),
            models.UniqueConstraint(
                fields=["person", "venue", "role"], condition=Q(ended_on=None),
                name="nobody_is_employed_twice_as_the_same",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["venue", "role", "ended_on"], name="staff_of_venue"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.venue}"
