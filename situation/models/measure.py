from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from core.identifiers import uuid7
from core.received_file import ReceivedFile
from situation.models.note import WalkPoint
from situation.models.safety_walk import SafetyWalk


class MeasureState(models.TextChoices):
    """Where a measure stands (`rules/measure.py` says what may follow what)."""

    PROPOSED = "proposed", pgettext_lazy("a measure", "proposed")
    EXAMINED = "examined", _("being examined")
    DECIDED = "decided", _("to be carried out")
    REFUSED = "refused", _("declined")
    DONE = "done", _("carried out")
    VERIFIED = "verified", _("carried out and verified")


class Cost(models.TextChoices):
    """What it costs, roughly: who decides differs."""

    NONE = "none", _("none or small")
    BUDGET = "budget", _("within a budget")
    INVESTMENT = "investment", _("an investment")


class Measure(models.Model):
    """What is proposed for points of a safety walk, by whom it would be carried out, and
    where that stands. What was decided when, and in which words, are its steps; the days
    here are those of the last of each kind.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    walk = models.ForeignKey(
        SafetyWalk, on_delete=models.PROTECT, related_name="measures"
    )
    points = models.ManyToManyField(WalkPoint, related_name="measures")
    action = models.CharField(_("what is to be done"), max_length=300)
    owner = models.CharField(_("who carries it out"), max_length=120)
    cost = models.CharField(_("cost"), max_length=10, choices=Cost, blank=True)
    state = models.CharField(
        max_length=10, choices=MeasureState, default=MeasureState.PROPOSED
    )
    decided_on = models.DateField(null=True)
    due_on = models.DateField(_("due on"), null=True)
    done_on = models.DateField(null=True)
    verified_on = models.DateField(null=True)
    reminded = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=MeasureState.values),
                name="measure_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(cost__in=["", *Cost.values]), name="measure_cost_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["decided", "done", "verified"])
                | Q(decided_on__isnull=False, due_on__isnull=False),
                name="a_measure_decided_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "verified"], done_on__isnull=False)
                | ~Q(state__in=["done", "verified"]) & Q(done_on=None),
                name="a_measure_done_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(state="verified", verified_on__isnull=False)
                | ~Q(state="verified") & Q(verified_on=None),
                name="a_measure_verified_has_its_day",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_on"], name="measures_due"),
        ]

    def __str__(self) -> str:
        return self.action


class MeasureStep(models.Model):
    """One step of a measure: appended, never changed."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=10, choices=MeasureState)
    on = models.DateField()
    due_on = models.DateField(null=True)
    words = models.CharField(max_length=1000, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=MeasureState.values),
                name="measure_step_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(words=""),
                name="a_measure_is_declined_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.state}"


class MeasurePhoto(ReceivedFile):
    """How it looks afterwards: of the step that verified it."""

    step = models.ForeignKey(
        MeasureStep, on_delete=models.PROTECT, related_name="photos"
    )

    class Meta(ReceivedFile.Meta):
        ordering = ["step", "pk"]
