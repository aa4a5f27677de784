from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from core.identifiers import uuid7
from promises.models.goal import Goal
from promises.models.promise import Problem, Promise


class ActivityState(models.TextChoices):
    """From planned to done, or stopped."""

    PLANNED = "planned", _("planned")
    ONGOING = "ongoing", _("going on")
    DONE = "done", _("done")
    STOPPED = "stopped", _("stopped")


CLOSED = (ActivityState.DONE, ActivityState.STOPPED)


class Activity(models.Model):
    """Something that is done for a promise: never without a problem that it answers to,
    never without an indicator or the reason why there is none.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    promise = models.ForeignKey(
        Promise, on_delete=models.PROTECT, related_name="activities"
    )
    problem = models.ForeignKey(
        Problem, on_delete=models.PROTECT, related_name="activities",
        verbose_name=_("answers to the problem"),
    )  # fmt: skip
    goal = models.ForeignKey(
        Goal, on_delete=models.PROTECT, null=True, blank=True,
        related_name="activities", verbose_name=_("for the goal"),
    )  # fmt: skip
    title = models.CharField(_("what is done"), max_length=200)
    owner = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("answers for it"),
    )  # fmt: skip
    agencies = models.ManyToManyField(
        Agency, related_name="+", blank=True, verbose_name=_("who takes part")
    )
    due_on = models.DateField(_("due on"))
    hours_planned = models.PositiveIntegerField(
        _("hours planned"), null=True, blank=True
    )
    indicator = models.CharField(_("figure"), max_length=8, blank=True)
    why_no_indicator = models.CharField(
        _("why no figure tells of it"), max_length=300, blank=True
    )
    state = models.CharField(
        _("state"), max_length=8, choices=ActivityState, default=ActivityState.PLANNED
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["due_on", "made_at", "pk"]
        verbose_name_plural = "activities"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ActivityState.values),
                name="activity_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(indicator="", why_no_indicator=""),
                name="an_activity_has_a_figure_or_says_why_none",
            ),
            models.CheckConstraint(
                condition=Q(state__in=CLOSED, closed_on__isnull=False)
                | Q(closed_on__isnull=True) & ~Q(state__in=CLOSED),
                name="a_closed_activity_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ActivityNote(models.Model):
    """What came of an activity, and how many hours it took; appended. `state` is the one
    that it came to: none is closed without a note.
    """

    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, related_name="notes"
    )
    text = models.TextField(_("what came of it"), max_length=2000)
    hours = models.PositiveIntegerField(_("hours it took"), null=True, blank=True)
    state = models.CharField(max_length=8, choices=ActivityState)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["activity", "noted_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""), name="an_activity_note_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
