from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import AgencyKind, Municipality
from core.bilingual import Named, tongue


class Severity(models.TextChoices):
    """How grave a finding is. A proposal of ours: no statute grades findings."""

    MINOR = "minor", _("minor")
    SERIOUS = "serious", _("serious")
    CRITICAL = "critical", _("critical")


class ChecklistVersion(Named, models.Model):
    """A checklist as it was published. Frozen from then on: changes are new versions.

    `source_sha256` is the hash of the text it was published from, so that it can be
    proved to say what was published. Without a municipality it is everybody's.
    """

    code = models.CharField(_("version"), max_length=40, primary_key=True)
    name_sv = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to and including"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"))
    source_sha256 = models.CharField(max_length=64)
    source = models.TextField(blank=True, help_text="the text that was published")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True
    )

    class Meta:
        ordering = ["-valid_from", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="checklist_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ChecklistItem(models.Model):
    """One item: its words, its law, what it weighs, what follows, whose it is, when.

    `follow_ups` lists the codes F1–F5 that fit, the usual one first. An item may be
    chosen for an observation whose civil date lies within its own validity.
    """

    version = models.ForeignKey(
        ChecklistVersion, on_delete=models.PROTECT, related_name="items"
    )
    code = models.CharField(_("code"), max_length=6)
    position = models.PositiveSmallIntegerField()
    text_sv = models.CharField(max_length=300)
    text_en = models.CharField(max_length=300)
    lagrum = models.CharField(_("legal basis"), max_length=200)
    severity = models.CharField(max_length=8, choices=Severity)
    follow_ups = models.JSONField(_("follow-up"))
    owner = models.CharField(_("owner"), max_length=20, choices=AgencyKind)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to and including"), null=True, blank=True)

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "code"], name="checklist_item_is_there_once"
            ),
            models.CheckConstraint(
                condition=Q(severity__in=Severity.values), name="item_severity_is_known"
            ),
            models.CheckConstraint(
                condition=Q(owner__in=AgencyKind.values), name="item_owner_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def text(self) -> str:
        return self.text_en if tongue() == "en" else self.text_sv
