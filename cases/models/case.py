from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from core.received_file import ReceivedFile
from inspections.models import Obligation
from venues.models import Venue


class CaseState(models.TextChoices):
    """Where a case stands on its way to a decision that is final."""

    OPENED = "opened", _("opened")
    COMMUNICATED = "communicated", _("communicated")
    ANSWERED = "answered", _("ready to be proposed")
    PROPOSED = "proposed", _("proposed")
    APPROVED = "approved", _("approved for decision")
    DECIDED = "decided", _("decided")
    SERVED = "served", _("served on the party")
    APPEALED = "appealed", _("appealed")
    FINAL = "final", _("final")
    CLOSED = "closed", _("closed without measure")


class Authority(models.TextChoices):
    """Who is due a copy of decisions (AL 9:7)."""

    PUBLIC_HEALTH = "public_health", _("Public Health Agency")
    COUNTY = "county", _("County administrative board")
    POLICE = "police", _("Police authority")


class Case(models.Model):
    """A supervision case (ärende) about one venue and its holder, of one agency.

    `breach_on` is the civil date of the breach: it chooses the law's version. `ladder`
    names the law in `rules/ladder.py`, `measure` the step on it. The holder's name is
    frozen when the case is opened: a licence may change hands, a party does not.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="cases")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="cases")
    party = models.CharField(_("party"), max_length=200)
    ladder = models.CharField(_("law"), max_length=20)
    breach_on = models.DateField(_("date of the breach"))
    matter = models.TextField(_("what it is about"))
    obligations = models.ManyToManyField(Obligation, related_name="cases", blank=True)
    opened_on = models.DateField(_("opened"))
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"), max_length=12, choices=CaseState, default=CaseState.OPENED
    )
    answer_by = models.DateField(_("to be answered by"), null=True, blank=True)
    measure = models.CharField(_("measure"), max_length=30, blank=True)
    ground = models.CharField(_("ground"), max_length=30, blank=True)
    reasons = models.TextField(_("reasons"), blank=True)
    why_not_milder = models.TextField(_("why a warning is too little"), blank=True)
    drafted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField(_("decided"), null=True, blank=True)
    deciders = models.CharField(_("decided by"), max_length=300, blank=True)
    applies_from = models.DateField(_("applies from"), null=True, blank=True)
    served_on = models.DateField(_("received by the party"), null=True, blank=True)
    appeal_until = models.DateField(_("may be appealed until"), null=True, blank=True)

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "year", "number"], name="case_number_is_unique"
            ),
            models.CheckConstraint(
                condition=Q(state__in=CaseState.values), name="case_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | ~Q(measure=""),
                name="a_decision_has_its_measure",
            ),
            models.CheckConstraint(
                condition=Q(served_on__isnull=True)
                | Q(appeal_until__gt=F("served_on"), decided_on__isnull=False),
                name="what_is_served_was_decided_and_can_be_appealed",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "state"], name="cases_of_agency"),
            models.Index(fields=["venue", "decided_on"], name="decisions_on_venue"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The case's number as it is written."""
        return f"{self.agency.code.upper()[:3]} {self.year}-{self.number:04}"


class Step(models.Model):
    """What happened in a case: appended, never changed. A proposal keeps its measure,
    ground and words here, also when it was sent back and another took its place.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True)
    verb = models.CharField(max_length=16)
    before = models.CharField(max_length=12, choices=CaseState, blank=True)
    after = models.CharField(max_length=12, choices=CaseState)
    on = models.DateField(null=True, blank=True)
    measure = models.CharField(max_length=30, blank=True)
    ground = models.CharField(max_length=30, blank=True)
    said = models.TextField(blank=True)
    by_party = models.BooleanField(default=False)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.case} {self.verb}"


class CaseFile(ReceivedFile):
    """A photo or a PDF that the party sent with what it wrote."""

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="files")

    class Meta(ReceivedFile.Meta):
        ordering = ["step", "name", "pk"]


class Copy(models.Model):
    """A copy of a decision that an authority is due (AL 9:7); listed until it is ticked."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="copies")
    to = models.CharField(max_length=60, choices=Authority)
    sent_on = models.DateField(null=True, blank=True)
    sent_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["case", "to"]
        constraints = [
            models.UniqueConstraint(fields=["case", "to"], name="one_copy_each"),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.to}"
