from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.identifiers import uuid7
from promises.models.promise import Promise


class GoalDirection(models.TextChoices):
    """Whether the number is to grow or to fall."""

    UP = "up", _("more is better")
    DOWN = "down", _("less is better")


class Unit(models.TextChoices):
    """How a goal's numbers are written; shares go from 0 to 1."""

    SHARE = "share", _("per cent")
    NUMBER = "number", _("number")


def _both_or_neither(women: str, men: str) -> Q:
    return Q(**{f"{women}__isnull": True, f"{men}__isnull": True}) | Q(
        **{f"{women}__isnull": False, f"{men}__isnull": False}
    )


class Goal(models.Model):
    """What is to be reached by when. `indicator` is the code of the figure that tells;
    without one the readings are noted by hand, with their source.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="goals")
    text = models.CharField(_("goal"), max_length=500)
    measured_by = models.CharField(_("what is measured, and how"), max_length=500)
    indicator = models.CharField(_("figure"), max_length=8, blank=True)
    unit = models.CharField(_("unit"), max_length=8, choices=Unit)
    direction = models.CharField(_("direction"), max_length=5, choices=GoalDirection)
    target = models.FloatField(_("target"))
    target_women = models.FloatField(_("target, women"), null=True, blank=True)
    target_men = models.FloatField(_("target, men"), null=True, blank=True)
    by_when = models.DateField(_("by when"))
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["by_when", "noted_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__in=Unit.values), name="goal_unit_is_known"
            ),
            models.CheckConstraint(
                condition=Q(direction__in=GoalDirection.values),
                name="goal_direction_is_known",
            ),
            models.CheckConstraint(
                condition=_both_or_neither("target_women", "target_men"),
                name="a_goal_for_women_has_one_for_men",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class GoalNumber(models.Model):
    """A number of a goal with where it comes from; women and men where it is told."""

    value = models.FloatField(_("value"))
    women = models.FloatField(_("women"), null=True, blank=True)
    men = models.FloatField(_("men"), null=True, blank=True)
    source = models.CharField(_("where the number comes from"), max_length=300)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(source=""), name="%(class)s_has_its_source"
            ),
            models.CheckConstraint(
                condition=_both_or_neither("women", "men"),
                name="%(class)s_tells_women_and_men",
            ),
        ]


class GoalBaseline(GoalNumber):
    """What a goal is held against: appended, the latest is in force and says why; two for
    one year both stay. `definition` says how it was reckoned then.
    """

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="baselines")
    of = models.CharField(_("of which time"), max_length=60)
    definition = models.CharField(_("how it was reckoned"), max_length=500)
    caveat = models.CharField(
        _("what must be said beside it"), max_length=500, blank=True
    )
    why = models.CharField(_("why it is this one that counts"), max_length=500)

    class Meta(GoalNumber.Meta):
        ordering = ["goal", "-noted_at", "-pk"]
        constraints = [
            *GoalNumber.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(why="") & ~Q(definition=""),
                name="a_goal_baseline_says_why_and_how",
            ),
        ]

    def __str__(self) -> str:
        return self.of


class GoalReading(GoalNumber):
    """How a goal stood on a day; appended, of one day the one noted last counts."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="readings")
    measured_on = models.DateField(_("measured on"))

    class Meta(GoalNumber.Meta):
        ordering = ["goal", "measured_on", "noted_at", "pk"]

    def __str__(self) -> str:
        return f"{self.measured_on} {self.value}"
