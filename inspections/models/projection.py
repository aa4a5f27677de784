"""What sealed sections say, as rows that can be asked. Thrown away and made again from
the log at any time; a command proves that both say the same.
"""

from django.db import models
from django.db.models import F, Q

from accounts.models import Agency
from inspections.models.checklist import Severity
from inspections.models.visit import Section
from venues.models import Venue


class Answer(models.Model):
    """The settled answer to one item of a sealed section."""

    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, related_name="answers"
    )
    item = models.CharField(max_length=6)
    value = models.CharField(max_length=16)

    class Meta:
        ordering = ["section", "item"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "item"], name="one_answer_per_item_and_section"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.value}"


class Finding(models.Model):
    """A finding of a sealed section. `finding` is the id that was made on the device and
    lives in the log; what refers to a finding refers to it.

    `found_on` is the civil date of the observation, which chooses the law.
    """

    finding = models.UUIDField(db_index=True)
    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, related_name="findings"
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="findings"
    )
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="findings")
    night = models.DateField()
    item = models.CharField(max_length=6)
    severity = models.CharField(max_length=8, choices=Severity)
    follow_up = models.CharField(max_length=2)
    text = models.TextField()
    corrected_on_site = models.BooleanField(default=False)
    found_on = models.DateField()

    class Meta:
        ordering = ["-found_on", "item", "finding"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "item", "finding"], name="a_finding_is_there_once"
            ),
            models.CheckConstraint(
                condition=Q(severity__in=Severity.values),
                name="finding_severity_is_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "venue", "found_on"],
                include=["night", "severity", "follow_up", "corrected_on_site"],
                name="finding_at_venue",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.found_on}"


class Observation(models.Model):
    """One timed observation of serving in a sealed section. Never a person."""

    entry = models.UUIDField(primary_key=True, editable=False)
    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, related_name="observations"
    )
    observation = models.UUIDField()
    at = models.DateTimeField()
    level = models.CharField(max_length=12)
    signs = models.JSONField(default=list)
    staff_did = models.JSONField(default=list)
    drink = models.CharField(max_length=20, blank=True)
    where = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["section", "at", "entry"]

    def __str__(self) -> str:
        return f"{self.at:%H:%M} {self.level}"


class HeadCount(models.Model):
    """What was counted at one moment: guests, guards, who served and how many of these had
    a certificate; None where it was not counted. One count of a joint visit stands in each
    agency's sealed section: `entry` tells it apart.
    """

    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, related_name="head_counts"
    )
    entry = models.UUIDField()
    at = models.DateTimeField()
    guests = models.PositiveIntegerField(null=True, blank=True)
    guards = models.PositiveIntegerField(null=True, blank=True)
    serving = models.PositiveIntegerField(null=True, blank=True)
    trained = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["section", "at", "entry"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "entry"], name="heads_are_counted_once"
            ),
            models.CheckConstraint(
                condition=Q(serving__isnull=True, trained__isnull=True)
                | Q(serving__isnull=False, trained__lte=F("serving")),
                name="no_more_are_trained_than_serve",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%H:%M} {self.guests}"
