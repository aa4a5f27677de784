from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.identifiers import uuid7
from training.models.person import Person
from training.models.session import Session, SessionDay
from venues.models import Holder, Venue


class EnrolmentState(models.TextChoices):
    """Whether somebody has a place."""

    BOOKED = "booked", _("has a place")
    WAITING = "waiting", _("on the waiting list")
    CANCELLED = "cancelled", _("signed off")


class ParticipantRole(models.TextChoices):
    """As what somebody takes part (indicator KT3)."""

    OPERATOR = "operator", _("operator")
    SERVING = "serving", _("serving staff")
    GUARD = "guard", _("guard or entrance host")
    POLICE = "police", _("police")
    INSPECTOR = "inspector", _("inspector")
    OTHER = "other", _("other")


class Gender(models.TextChoices):
    """As stated, of one's own will; for the figures alone."""

    WOMAN = "woman", _("woman")
    MAN = "man", _("man")
    OTHER = "other", _("other")
    NOT_STATED = "", _("not stated")


class Enrolment(models.Model):
    """That a person is signed up for a session, sent by a venue (for its holder) or not.

    The waiting list goes by `asked_at`. `evaluated` says that an evaluation was given,
    not which: those bear no name.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="enrolments"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="enrolments"
    )
    venue = models.ForeignKey(
        Venue, on_delete=models.PROTECT, null=True, blank=True,
        related_name="enrolments",
    )  # fmt: skip
    holder = models.ForeignKey(
        Holder, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    role = models.CharField(
        _("takes part as"), max_length=10, choices=ParticipantRole,
        default=ParticipantRole.SERVING,
    )  # fmt: skip
    gender = models.CharField(_("gender"), max_length=6, choices=Gender, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=EnrolmentState)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    booked_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    evaluated = models.BooleanField(default=False)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"], name="nobody_is_signed_up_twice"
            ),
            models.CheckConstraint(
                condition=Q(state__in=EnrolmentState.values),
                name="enrolment_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="booked") | Q(booked_at__isnull=False),
                name="a_place_was_given_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["session", "state", "asked_at"], name="waiting_list"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.session}"


class Attendance(models.Model):
    """That a participant was there on a day; noted from the list or by their code."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, related_name="attendances"
    )
    day = models.ForeignKey(
        SessionDay, on_delete=models.PROTECT, related_name="attendances"
    )
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    by_code = models.BooleanField(default=False)

    class Meta:
        ordering = ["day", "enrolment"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "day"], name="nobody_is_there_twice"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.day}"


class Sitting(models.Model):
    """One attempt at the written test. `paper` holds the questions as they were asked,
    the right answers with them; `answers` the chosen ones, by their place on the paper.

    `result`: for each area its name, how many were right and how many asked. A test on
    real paper has no questions here, only its result.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, related_name="sittings"
    )
    attempt = models.PositiveSmallIntegerField()
    paper = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(default=list)
    passed = models.BooleanField(null=True, blank=True)
    noted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["enrolment", "attempt"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "attempt"], name="attempts_are_numbered"
            ),
            models.CheckConstraint(
                condition=Q(handed_in_at__isnull=True, passed__isnull=True)
                | Q(handed_in_at__isnull=False, passed__isnull=False),
                name="what_is_handed_in_is_passed_or_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} {self.attempt}"


class Evaluation(models.Model):
    """What somebody thought of a session; nobody knows who. Marks from 1 to 5."""

    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="evaluations"
    )
    useful = models.PositiveSmallIntegerField(_("of use in my work"))
    clear = models.PositiveSmallIntegerField(_("clearly taught"))
    joint = models.PositiveSmallIntegerField(_("the agencies worked together"))
    said = models.TextField(_("in your own words"), max_length=2000, blank=True)
    given_on = models.DateField()

    class Meta:
        ordering = ["session", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    useful__range=(1, 5), clear__range=(1, 5), joint__range=(1, 5)
                ),
                name="marks_go_from_one_to_five",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session}: {self.useful} {self.clear} {self.joint}"
