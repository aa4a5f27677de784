from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from inspections.models.checklist import Severity
from venues.models import Venue


class ObligationState(models.TextChoices):
    """Where a finding stands on its way to being put right."""

    OPEN = "open", _("open")
    REMEDIED = "remedied", _("said to be put right")
    REFUSED = "refused", _("proof refused")
    ACCEPTED = "accepted", _("accepted")
    HANDED_OVER = "handed_over", _("handed over")
    IN_CASE = "in_case", _("in a case")
    CLOSED = "closed", _("closed")


class Outcome(models.TextChoices):
    """How a finding ended."""

    CORRECTED_ON_SITE = "corrected_on_site", _("corrected on site")
    ACCEPTED = "accepted", _("put right, proof accepted")
    SEEN_IN_ORDER = "seen_in_order", _("seen in order at a later visit")
    ANSWERED_BY_OTHER = "answered_by_other", _("answered by the agency in charge")
    DECIDED_IN_CASE = "decided_in_case", _("decided in a case")
    TRAINED = "trained", _("ordered training passed")
    WITHDRAWN = "withdrawn", _("withdrawn from the record")
    DROPPED = "dropped", _("closed without measure")


class Obligation(models.Model):
    """A sealed finding that somebody must put right, and that somebody must follow up.

    `finding` is the id in the log: projections may be thrown away, this may not. The id
    was made on a device, so it is its agency's word and no other's. `due_on`
    is the civil day by which it is to be put right, none where the next visit decides.
    `reminded` counts the reminders that have gone.
    """

    finding = models.UUIDField(editable=False)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="obligations"
    )
    venue = models.ForeignKey(
        Venue, on_delete=models.PROTECT, related_name="obligations"
    )
    visit = models.UUIDField(editable=False)
    item = models.CharField(max_length=6)
    severity = models.CharField(max_length=8, choices=Severity)
    follow_up = models.CharField(max_length=2)
    night = models.DateField(_("night"))
    found_on = models.DateField(_("found on"))
    due_on = models.DateField(_("to be put right by"), null=True, blank=True)
    responsible = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=ObligationState,
        default=ObligationState.OPEN,
    )
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    reminded = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "found_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "agency"], name="one_obligation_for_a_finding"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ObligationState.values),
                name="obligation_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state=ObligationState.CLOSED, closed_at__isnull=False)
                & ~Q(outcome="")
                | ~Q(state=ObligationState.CLOSED)
                & Q(closed_at__isnull=True, outcome=""),
                name="what_is_closed_has_a_time_and_an_outcome",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "state", "due_on"], name="obligations_of_agency"
            ),
            models.Index(
                fields=["agency", "venue", "item", "found_on"], name="repeats_at_venue"
            ),
            models.Index(
                fields=["due_on", "reminded"],
                condition=Q(state__in=["open", "refused"], due_on__isnull=False),
                name="obligations_to_remind_of",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.found_on}"


class ObligationStep(models.Model):
    """What happened to an obligation: appended, never changed. `by` is nobody when the
    system found it, as when a later visit saw the item in order.
    """

    obligation = models.ForeignKey(
        Obligation, on_delete=models.PROTECT, related_name="steps"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True)
    verb = models.CharField(max_length=16)
    before = models.CharField(max_length=12, choices=ObligationState, blank=True)
    after = models.CharField(max_length=12, choices=ObligationState)
    said = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.verb} {self.at:%Y-%m-%d}"


class HandOver(models.Model):
    """A finding that another agency is in charge of: what was sent, to whom, when, and on
    which legal ground; and what it answered.
    """

    obligation = models.ForeignKey(
        Obligation, on_delete=models.PROTECT, related_name="hand_overs"
    )
    to = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="handed_to_it"
    )
    text = models.TextField(_("what is sent"))
    legal_ground = models.CharField(_("legal ground"), max_length=200)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answer_by = models.DateField(_("answer wanted by"))
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["obligation"],
                condition=Q(answered_at=None),
                name="one_hand_over_waits_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.obligation} → {self.to}"
