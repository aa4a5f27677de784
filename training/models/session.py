from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from core.identifiers import uuid7
from training.models.course import Course


class Session(models.Model):
    """A course held once: on its days, at its place, in a language, for so many.

    `sequence` grows whenever what calendars show has changed. `test_opened_at` is when
    participants may begin the test; `finished_at` when the organiser issued certificates.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, related_name="sessions",
        verbose_name=_("course"),
    )  # fmt: skip
    language = models.CharField(
        _("language of teaching"), max_length=30, default="svenska"
    )
    place = models.CharField(_("place"), max_length=200)
    capacity = models.PositiveSmallIntegerField(
        _("places"), validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )
    sign_up_until = models.DateField(_("sign up until"), null=True, blank=True)
    is_open = models.BooleanField(_("venues may sign up their staff"), default=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    sequence = models.PositiveIntegerField(default=0, editable=False)
    test_opened_at = models.DateTimeField(null=True, blank=True)
    test_closed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_why = models.CharField(_("why"), max_length=300, blank=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(cancelled_at__isnull=True),
                name="what_was_cancelled_gives_no_certificates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course}, {self.place}"


class SessionDay(models.Model):
    """One day of a session. `reminded_at` is when its reminders were written."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="days")
    number = models.PositiveSmallIntegerField(_("day"))
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("another place"), max_length=200, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["session", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "number"], name="days_of_a_session_are_numbered"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="a_day_ends_after_it_starts",
            ),
        ]
        indexes = [
            models.Index(
                fields=["starts_at"], condition=Q(reminded_at=None),
                name="days_to_remind_of",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d}"


class Trainer(models.Model):
    """Who teaches, for which agency; with an account, the lists and the test are theirs.

    An agency none of ours (a study association) is written as it is called.
    """

    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, related_name="trainers"
    )
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("with the account of"),
    )  # fmt: skip
    name = models.CharField(_("name"), max_length=120)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("agency"),
    )  # fmt: skip
    organisation = models.CharField(_("other organisation"), max_length=120, blank=True)

    class Meta:
        ordering = ["session", "pk"]

    def __str__(self) -> str:
        return self.name
