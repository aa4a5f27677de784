"""What the venue itself says: proof of a remedy, a reply, and a wish to be visited."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.identifiers import uuid7
from core.received_file import ReceivedFile
from inspections.models.obligation import Obligation
from inspections.models.release import Release


class ProofState(models.TextChoices):
    """What became of a proof."""

    SENT = "sent", _("sent, not judged yet")
    ACCEPTED = "accepted", _("the proof is accepted")
    REFUSED = "refused", _("the proof was refused")
    SET_ASIDE = "set_aside", _("not needed any more")


class Proof(models.Model):
    """What the venue shows for a finding: words, and photos or PDFs. Accepted or refused
    as a whole, with the reason; a refused one stays and another may follow.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    obligation = models.ForeignKey(
        Obligation, on_delete=models.PROTECT, related_name="proofs"
    )
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    said = models.TextField(_("what was done"), blank=True)
    state = models.CharField(max_length=10, choices=ProofState, default=ProofState.SENT)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ProofState.values), name="proof_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""),
                name="a_refused_proof_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.obligation} {self.sent_at:%Y-%m-%d}"


class ProofFile(ReceivedFile):
    """A photo or a PDF of a proof."""

    proof = models.ForeignKey(Proof, on_delete=models.PROTECT, related_name="files")

    class Meta(ReceivedFile.Meta):
        ordering = ["proof", "name", "pk"]


class Reply(models.Model):
    """The venue's word on a protocol, or on one finding of it; and the authority's answer.

    Printed beside the finding. `finding` is the id in the log, none for the whole.
    `is_late` says that it came after the day that was set; it is kept and printed all the
    same.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, related_name="replies"
    )
    finding = models.UUIDField(null=True, blank=True, editable=False)
    text = models.TextField(_("reply"))
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    is_late = models.BooleanField(default=False)
    answer_by = models.DateField(_("answer promised by"))
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["sent_at", "pk"]
        verbose_name_plural = "replies"
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="")
                | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="an_answered_reply_has_its_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release} {self.sent_at:%Y-%m-%d}"


class RevisitRequest(models.Model):
    """The venue asks to be visited again: it is put right. It weighs in the plan; what is
    planned is told to nobody. Its fate: open, visited since, or declined with a reason.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    obligation = models.ForeignKey(
        Obligation, on_delete=models.PROTECT, related_name="revisit_requests"
    )
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    said = models.TextField(_("what is put right"), blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(_("why not"), blank=True)
    visited_on = models.DateField(_("visited"), null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["obligation"], condition=Q(declined_at=None, visited_on=None),
                name="one_request_waits_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=True) | Q(visited_on__isnull=True),
                name="a_request_has_one_fate",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.obligation} {self.asked_at:%Y-%m-%d}"

    @property
    def waits(self) -> bool:
        """Whether it has no fate yet."""
        return self.declined_at is None and self.visited_on is None
