from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User
from core.identifiers import uuid7


class Promise(models.Model):
    """A public promise (medborgarlöfte) of municipality and police for a time, mostly two
    years. `carries_on` is the one whose work it goes on with: “start” becomes “develop”.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="promises"
    )
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("what is promised"), max_length=4000)
    begins_on = models.DateField(_("begins"))
    ends_on = models.DateField(_("ends"))
    carries_on = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="next",
        verbose_name=_("carries on"),
    )  # fmt: skip
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-begins_on", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("begins_on")),
                name="a_promise_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SourceKind(models.TextChoices):
    """Where it is known from that something is a problem."""

    CITIZENS = "citizens", _("dialogue with citizens")
    STAFF = "staff", _("dialogue with staff")
    STATISTICS = "statistics", _("statistics")
    SURVEY = "survey", _("survey of safety")
    REPORTS = "reports", _("reports of the town (EST)")
    WALK = "walk", _("safety walk")


class Problem(models.Model):
    """What a promise answers to, in the centre or elsewhere."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    promise = models.ForeignKey(
        Promise, on_delete=models.PROTECT, related_name="problems"
    )
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("what the problem is"), max_length=4000)
    where = models.CharField(_("where"), max_length=200)
    is_central = models.BooleanField(_("in the town centre"), default=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["noted_at", "pk"]

    def __str__(self) -> str:
        return self.title


class ProblemSource(models.Model):
    """One source of a problem; every problem has at least one."""

    problem = models.ForeignKey(
        Problem, on_delete=models.PROTECT, related_name="sources"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=SourceKind)
    words = models.CharField(_("what it says"), max_length=500)
    dated_on = models.DateField(_("of the day"))

    class Meta:
        ordering = ["dated_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=SourceKind.values),
                name="problem_source_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.words
