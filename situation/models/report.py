from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.identifiers import uuid7
from situation.models.cycle import Cycle
from situation.models.public_word import PublicWord
from situation.models.reporter import Reporter
from situation.models.sighting import Sighting


class Severity(models.IntegerChoices):
    """How serious it was, as whoever tells it sees it."""

    SLIGHT = 1, _("slight")
    SERIOUS = 2, pgettext_lazy("what happened", "serious")
    ACUTE = 3, _("very serious")


class AlcoholRelated(models.TextChoices):
    """Whether alcohol played a part; what nobody knows counts on neither side."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("do not know")


class Precision(models.TextChoices):
    """How exact the place is."""

    EXACT = "exact", _("there")
    QUARTER = "quarter", _("about there")
    AREA = "area", _("somewhere in the area")


class Report(Sighting):
    """What was seen at a place, told by a `reporter`, or by anybody: then it was made of
    the `word` that a coordinator took in. `night` is the operational night, or the civil
    date by day, `zone` the time zone of the night, empty by day, `cell` the square of the
    position (`rules/cell.py`). A report is appended; what was told wrongly is withdrawn
    with a reason and stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="reports")
    reporter = models.ForeignKey(
        Reporter, on_delete=models.PROTECT, null=True, related_name="reports"
    )
    word = models.OneToOneField(
        PublicWord, on_delete=models.PROTECT, null=True, related_name="report"
    )
    severity = models.PositiveSmallIntegerField(_("how serious"), choices=Severity)
    night = models.DateField()
    zone = models.CharField(max_length=10, blank=True)
    cell = models.CharField(max_length=20, blank=True)
    precision = models.CharField(
        max_length=10, choices=Precision, default=Precision.EXACT
    )
    alcohol = models.CharField(
        _("did alcohol play a part?"), max_length=10, choices=AlcoholRelated,
        default=AlcoholRelated.UNKNOWN,
    )  # fmt: skip
    reported_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(_("why"), max_length=500, blank=True)

    class Meta:
        ordering = ["seen_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reporter=None, word__isnull=False)
                | Q(reporter__isnull=False, word=None),
                name="a_report_is_told_by_one",
            ),
            models.CheckConstraint(
                condition=Q(severity__in=Severity.values),
                name="report_severity_is_known",
            ),
            models.CheckConstraint(
                condition=Q(alcohol__in=AlcoholRelated.values),
                name="report_alcohol_is_known",
            ),
            models.CheckConstraint(
                condition=Q(precision__in=Precision.values),
                name="report_precision_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(where="") | Q(latitude__isnull=False),
                name="a_report_has_its_place",
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="a_report_s_position_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_why="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why=""),
                name="a_withdrawn_report_has_its_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["cycle", "reporter"], name="reports_of_a_cycle"),
            models.Index(fields=["reporter", "-reported_at"], name="reports_told"),
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.night}"


class QuietWord(models.Model):
    """That a reporter saw nothing to tell in a cycle: it counts as told."""

    cycle = models.ForeignKey(
        Cycle, on_delete=models.PROTECT, related_name="quiet_words"
    )
    reporter = models.ForeignKey(
        Reporter, on_delete=models.PROTECT, related_name="quiet_words"
    )
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "reporter"], name="a_reporter_is_quiet_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reporter_id} {self.said_at}"
