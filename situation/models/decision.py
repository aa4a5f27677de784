from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.identifiers import uuid7
from situation.models.cycle import Cycle
from situation.models.report import Report


class DecisionState(models.TextChoices):
    """What became of what was decided."""

    OPEN = "open", _("open")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")


class Decision(models.Model):
    """What was decided at a meeting: for which problem, who does what, by when. None is
    closed without saying what came of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="decisions")
    problem = models.CharField(_("for which problem"), max_length=500)
    action = models.CharField(_("what is done"), max_length=500)
    owner = models.CharField(_("who does it"), max_length=120)
    due_on = models.DateField(_("due on"))
    reports = models.ManyToManyField(Report, related_name="decisions", blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=7, choices=DecisionState, default=DecisionState.OPEN
    )
    closed_on = models.DateField(null=True)
    closed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    came = models.CharField(_("what came of it"), max_length=1000, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=DecisionState.values),
                name="decision_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_on=None, closed_by=None, came="")
                | Q(closed_on__isnull=False, closed_by__isnull=False)
                & ~Q(state="open")
                & ~Q(came=""),
                name="what_is_decided_is_closed_with_a_word",
            ),
        ]

    def __str__(self) -> str:
        return self.action


class Feedback(models.Model):
    """What those who reported were told of it; appended, and mailed to them."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    reports = models.ManyToManyField(Report, related_name="feedback")
    text = models.TextField(_("what came of it"), max_length=2000)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["given_at", "id"]

    def __str__(self) -> str:
        return self.text[:40]
