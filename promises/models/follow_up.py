from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User
from core.identifiers import uuid7
from promises.models.promise import Promise


class FollowUpState(models.TextChoices):
    """How far a follow-up has come."""

    DRAFT = "draft", _("being written")
    FROZEN = "frozen", _("waits for approval")
    RETURNED = "returned", _("sent back")
    APPROVED = "approved", _("approved")
    PUBLISHED = "published", _("published")


class Party(models.TextChoices):
    """Whose word a promise is: both approve what is told of it."""

    MUNICIPALITY = "municipality", _("the municipality")
    POLICE = "police", _("the police")


class FollowUp(models.Model):
    """What a half-year came to, for the public. Frozen as `content` with its SHA-256,
    approved by both parties, published on its day. A correction is another revision with
    its reason; those before it stay to be read.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="follow_ups"
    )
    first = models.DateField()
    last = models.DateField()
    revision = models.PositiveSmallIntegerField(default=1)
    reason = models.CharField(_("why it is told anew"), max_length=500, blank=True)
    due_on = models.DateField(_("to be published on"))
    contact = models.CharField(_("whom the public may ask"), max_length=300)
    state = models.CharField(
        max_length=9, choices=FollowUpState, default=FollowUpState.DRAFT
    )
    content = models.JSONField(null=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(null=True)
    frozen_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    returned_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    returned_why = models.CharField(_("why"), max_length=500, blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-last", "-revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "last", "revision"],
                name="one_follow_up_of_a_half_year_and_revision",
            ),
            models.UniqueConstraint(
                fields=["municipality", "last"],
                condition=Q(state__in=["draft", "frozen", "approved"]),
                name="one_follow_up_of_a_half_year_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=FollowUpState.values),
                name="follow_up_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", frozen_at=None, fingerprint="")
                | ~Q(state="draft") & Q(frozen_at__isnull=False) & ~Q(fingerprint=""),
                name="what_is_past_a_draft_is_frozen",
            ),
            models.CheckConstraint(
                condition=Q(state="published", published_at__isnull=False)
                | ~Q(state="published") & Q(published_at=None),
                name="a_published_follow_up_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(revision=1) | ~Q(reason=""),
                name="a_revision_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.last} {self.revision}"


class FollowUpWords(models.Model):
    """What is told of one promise; in English where somebody wrote it."""

    follow_up = models.ForeignKey(
        FollowUp, on_delete=models.PROTECT, related_name="words"
    )
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="+")
    came = models.TextField(
        _("what came of it, and what did not and why"), max_length=4000
    )
    next_step = models.TextField(_("what we do next"), max_length=4000)
    title_en = models.CharField(_("the promise in English"), max_length=200, blank=True)
    came_en = models.TextField(
        _("what came of it, in English"), max_length=4000, blank=True
    )
    next_en = models.TextField(
        _("what we do next, in English"), max_length=4000, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["follow_up", "promise"], name="one_word_of_each_promise"
            ),
        ]

    def __str__(self) -> str:
        return self.came[:40]


class FollowUpApproval(models.Model):
    """One party has read what was frozen and stands by it; appended."""

    follow_up = models.ForeignKey(
        FollowUp, on_delete=models.PROTECT, related_name="approvals"
    )
    party = models.CharField(max_length=12, choices=Party)
    fingerprint = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["follow_up", "party"], name="a_party_approves_once"
            ),
            # Two people, whatever roles one of them may hold.
            models.UniqueConstraint(
                fields=["follow_up", "by"], name="nobody_approves_for_both"
            ),
            models.CheckConstraint(
                condition=Q(party__in=Party.values), name="party_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.at}"
